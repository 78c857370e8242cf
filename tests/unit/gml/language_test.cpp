// Runs tests/gml/vm/*.gml over the small test host: output and fault as their comments expect
// (tests/gml/README.md).

#include "test_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace scope;
using scope::test::Game;

namespace {

struct Expected {
    std::vector<std::string> output;
    std::string fault;
    uint32_t fault_line = 0; ///< 0: any
};

Expected read_expected(const SourceFile& file) {
    Expected expected;
    for (uint32_t line = 1; line <= file.line_count(); ++line) {
        std::string_view text = file.line_text(line);
        auto after = [&](std::string_view mark) -> std::string_view {
            size_t at = text.find(mark);
            return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
        };
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (std::string_view wanted = after("// expect: "); !wanted.empty()) expected.output.emplace_back(wanted);
        if (std::string_view wanted = after("// expect fault: "); !wanted.empty()) {
            expected.fault = wanted;
            bool alone = text.find_first_not_of(" \t") == text.find("//");
            expected.fault_line = alone ? 0 : line;
        }
    }
    return expected;
}

std::vector<std::string> scripts() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/tests/gml/vm"))
        if (entry.path().extension() == ".gml") found.push_back(entry.path().stem().string());
    std::sort(found.begin(), found.end());
    return found;
}

class Language : public testing::TestWithParam<std::string> {};

TEST_P(Language, PrintsWhatItExpects) {
    std::ifstream in(SOURCE_DIR "/tests/gml/vm/" + GetParam() + ".gml", std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    SourceFile file(GetParam() + ".gml", text.str());
    Expected expected = read_expected(file);
    Game game;
    CodeId code = game.compile(text.str());
    game.vm.push_call(code, nullptr, nullptr);
    RunResult how = game.vm.resume();
    EXPECT_EQ(game.host.output, expected.output);
    if (expected.fault.empty()) {
        EXPECT_EQ(how, RunResult::done) << game.vm.report(game.vm.fault(), game.vm.fault_stack());
        return;
    }
    ASSERT_EQ(how, RunResult::fault);
    std::string report = game.vm.report(game.vm.fault(), game.vm.fault_stack());
    EXPECT_NE(report.find("\n" + expected.fault), std::string::npos) << report;
    if (expected.fault_line) {
        EXPECT_EQ(game.vm.fault_stack().at(0).place.line, expected.fault_line);
    }
}

INSTANTIATE_TEST_SUITE_P(Scripts, Language, testing::ValuesIn(scripts()), [](const auto& one) { return one.param; });

} // namespace
