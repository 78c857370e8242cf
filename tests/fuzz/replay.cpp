// Runs the inputs that fuzzing has kept, without libFuzzer, so that every compiler and preset checks them.
// fuzz_replay NAME FOLDER: each file of FOLDER, sorted, through the harness NAME; when it dies, the last name on stderr
// is the culprit's.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

#define HARNESSES(row)                                                                                                 \
    row(fuzz_typed_json) row(fuzz_json) row(fuzz_ds_text) row(fuzz_parser) row(fuzz_yy) row(fuzz_pasted)               \
        row(fuzz_buffer) row(fuzz_run) row(fuzz_trace) row(fuzz_blocks) row(fuzz_filter)

#define DECLARE(name) extern "C" int name(const uint8_t* data, size_t size);
HARNESSES(DECLARE) // tests/CMakeLists.txt gives each entry point the name of its file

struct Harness {
    std::string_view name;
    int (*run)(const uint8_t* data, size_t size);
};
#define ROW(name) {#name, name},
static constexpr Harness harnesses[] = {HARNESSES(ROW)};

int main(int count, char** arguments) {
    const Harness* harness = std::find_if(std::begin(harnesses), std::end(harnesses),
                                          [&](const Harness& one) { return count == 3 && one.name == arguments[1]; });
    if (harness == std::end(harnesses)) {
        std::fprintf(stderr, "fuzz_replay NAME FOLDER; no harness of that name\n");
        return 2;
    }
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[2])) files.insert(entry.path());
    for (const std::filesystem::path& file : files) {
        std::fprintf(stderr, "%s\n", file.c_str());
        std::ifstream stream(file, std::ios::binary);
        std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), {});
        harness->run(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    }
    std::printf("%zu inputs\n", files.size());
    return files.empty() ? 1 : 0;
}
