// tests/dumps/NAME.gml against NAME.tokens and NAME.ast. UPDATE_GOLDEN=1 writes them anew; read the diff before
// committing it.
#include "core/gml/dump.h"
#include "core/gml/lexer.h"
#include "core/gml/parser.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

using namespace scope;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void compare(const fs::path& golden, const std::string& actual) {
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(golden, std::ios::binary) << actual;
    EXPECT_TRUE(fs::exists(golden)) << golden << " is missing: run with UPDATE_GOLDEN=1";
    EXPECT_EQ(read(golden), actual) << golden;
}

} // namespace

TEST(Dumps, MatchTheGoldenFiles) {
    size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "tests" / "dumps")) {
        if (entry.path().extension() != ".gml") continue;
        ++count;
        SourceFile file(entry.path().filename().string(), read(entry.path()));
        compare(fs::path(entry.path()).replace_extension(".tokens"), dump_tokens(file, lex(file)));
        ParseResult result = parse(file);
        std::string tree = dump_ast(file, result.ast);
        for (const Diagnostic& diagnostic : result.diagnostics)
            tree += diagnostic.text() + "\n" + caret(file, diagnostic.place);
        compare(fs::path(entry.path()).replace_extension(".ast"), tree);
    }
    EXPECT_GE(count, 5u);
}
