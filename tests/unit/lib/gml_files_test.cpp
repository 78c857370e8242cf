// Runs tests/gml/lib: what a file logs has to be its `// expect:` comments, in order; a fault it ends with has to
// contain the text of its `// expect fault:` comment and come from that line.

#include "lib_world.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace scope::test {

namespace {

struct Expected {
    std::vector<std::string> lines;
    std::string fault;
    uint32_t fault_line = 0;
};

Expected read_expected(const std::string& text) {
    Expected out;
    std::istringstream in(text);
    std::string line;
    for (uint32_t number = 1; std::getline(in, line); ++number) {
        constexpr std::string_view fault = "// expect fault: ", output = "// expect: ";
        if (size_t at = line.find(fault); at != std::string::npos) {
            out.fault = line.substr(at + fault.size());
            out.fault_line = number;
        } else if (at = line.find(output); at != std::string::npos) {
            out.lines.push_back(line.substr(at + output.size()));
        }
    }
    return out;
}

void run_file(const std::filesystem::path& path) {
    SCOPED_TRACE(path.filename().string());
    std::ifstream in(path);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    Expected expected = read_expected(text);
    EXPECT_FALSE(expected.lines.empty() && expected.fault.empty()) << "the file expects nothing";
    LibWorld world;
    Result<Value> result = world.world->evaluate(text, nullptr, path.filename().string());
    EXPECT_EQ(world.lines, expected.lines);
    if (result.has_value()) {
        EXPECT_EQ(expected.fault, "") << "it ended well";
        return;
    }
    ASSERT_NE(expected.fault, "") << result.error().text();
    EXPECT_NE(result.error().message.find(expected.fault), std::string::npos) << result.error().text();
    ASSERT_FALSE(world.world->faults().empty()) << result.error().text();
    EXPECT_EQ(world.last_fault().place.line, expected.fault_line) << result.error().text();
}

TEST(LibGml, Files) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SOURCE_DIR "/tests/gml/lib"))
        if (entry.path().extension() == ".gml") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    ASSERT_GE(paths.size(), 12u);
    for (const std::filesystem::path& path : paths) run_file(path);
}

} // namespace

} // namespace scope::test
