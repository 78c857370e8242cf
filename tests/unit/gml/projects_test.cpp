// The grammar against other people's projects: every .gml file under the folders named by ASYNCSCOPE_PROJECTS (one
// folder that holds one project each) is parsed with its project's macros. Prints what is refused; at least 99.8 % must
// be accepted.
#include "core/gml/lexer.h"
#include "core/gml/parser.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

using namespace scope;
namespace fs = std::filesystem;

namespace {

struct Count {
    size_t files = 0;
    size_t accepted = 0;
};

std::vector<SourceFile> read_project(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code ignored;
    for (auto it = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, ignored);
         it != fs::recursive_directory_iterator(); it.increment(ignored))
        if (it->is_regular_file(ignored) && it->path().extension() == ".gml") paths.push_back(it->path());
    std::sort(paths.begin(), paths.end());
    std::vector<SourceFile> files;
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        files.emplace_back(path.string(), std::string(std::istreambuf_iterator<char>(in), {}));
    }
    return files;
}

// The folders that hold a .yyp: macros are global to each of them, and a repository may hold several.
std::vector<fs::path> projects_in(const fs::path& repository) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (auto it = fs::recursive_directory_iterator(repository, ignored); it != fs::recursive_directory_iterator();
         it.increment(ignored))
        if (it->path().extension() == ".yyp") found.push_back(it->path().parent_path());
    if (found.empty()) found.push_back(repository);
    return found;
}

Count parse_project(const fs::path& folder) {
    std::vector<SourceFile> files = read_project(folder);
    MacroTable macros;
    std::vector<Diagnostic> ignored;
    for (const SourceFile& file : files) macros.collect(file, ignored);
    Count count;
    for (const SourceFile& file : files) {
        ParseResult result = parse(file, macros);
        ++count.files;
        count.accepted += result.ok();
        size_t shown = 0;
        for (const Diagnostic& diagnostic : result.diagnostics)
            if (diagnostic.severity == Severity::error && shown++ < 3)
                printf("%s\n%s", diagnostic.text().c_str(), caret(file, diagnostic.place).c_str());
    }
    return count;
}

} // namespace

TEST(Projects, NearlyEveryFileIsAccepted) {
    const char* root = std::getenv("ASYNCSCOPE_PROJECTS");
    if (!root) GTEST_SKIP() << "set ASYNCSCOPE_PROJECTS to a folder of GameMaker projects";
    Count all;
    for (const auto& repository : fs::directory_iterator(root)) {
        if (!repository.is_directory()) continue;
        for (const fs::path& project : projects_in(repository.path())) {
            Count count = parse_project(project);
            printf("%zu of %zu files accepted: %s\n", count.accepted, count.files, project.c_str());
            all.files += count.files;
            all.accepted += count.accepted;
        }
    }
    printf("%zu of %zu files accepted\n", all.accepted, all.files);
    ASSERT_GT(all.files, 0u);
    EXPECT_GE(static_cast<double>(all.accepted), 0.998 * static_cast<double>(all.files));
}
