// What holds for each row of the tables of natives, so that a new one is held to it without anybody's doing: some test
// calls it by name, and under tiny limits it ends soon and takes no memory that it did not ask for.

#include "lib_world.h"

#include "tests/support/effort.h"

#include <cctype>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <map>
#include <random>
#include <set>

namespace scope::test {

namespace {

namespace fs = std::filesystem;

/// Natives that no test calls by name, with the reason.
const std::map<std::string, std::string> uncalled = {};

/// Names that a file calls, `name(`; in the recorded vectors, names in quotes.
void add_calls(const fs::path& path, std::set<std::string>& calls) {
    auto in_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    char behind = path.extension() == ".json" ? '"' : '(';
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        size_t first = line.find_first_not_of(" \t");
        if (first == std::string::npos || line.compare(first, 2, "//") == 0) continue;
        for (size_t at = first; at < line.size();) {
            size_t end = at;
            while (end < line.size() && in_name(line[end])) ++end;
            if (end > at && end < line.size() && line[end] == behind) calls.insert(line.substr(at, end - at));
            at = end + 1;
        }
    }
}

TEST(EveryNative, IsCalledByATest) {
    std::set<std::string> calls;
    for (const char* folder : {"tests/gml", "tests/vectors", "tests/unit"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
            std::string kind = entry.path().extension().string();
            if (kind == ".gml" || kind == ".json" || kind == ".cpp") add_calls(entry.path(), calls);
        }
    ASSERT_TRUE(calls.contains("ds_map_create")) << "the tests were not found";
    for (std::span<const NativeRow> table : native_tables())
        for (const NativeRow& row : table) {
            bool known = uncalled.contains(row.name);
            EXPECT_TRUE(calls.contains(row.name) || known) << row.name << ": write a script in tests/gml that calls it";
            EXPECT_FALSE(calls.contains(row.name) && known) << row.name << " is called: take it out of the list above";
        }
}

/// Values that are large, of a wrong kind or beyond every range, and the natives that take one first.
struct Odd {
    const char* gml;
    const char* family; ///< what the names of those natives begin with; "" for none
};
constexpr Odd odds[] = {
    {"-1", ""},
    {"0", ""},
    {"3", ""},
    {"1000000000", ""},
    {"1000000000000", ""},
    {"1e300", ""},
    {"NaN", ""},
    {"undefined", ""},
    {"\"\"", "string_"},
    {"\"text\"", "file_"},
    {"string_repeat(\"ab,\", 100000)", "string_"},
    {"array_create(20000, 7)", "array_"},
    {"array_create_ext(100, function() { return array_create(100, 1); })", "array_"},
    {"({a: 1, b: array_create(5000, \"x\")})", "struct_"},
    {"ds_map_create()", "ds_map_"},
    {"ds_list_create()", "ds_list_"},
    {"ds_grid_create(100, 100)", "ds_grid_"},
    {"ds_stack_create()", "ds_stack_"},
    {"ds_queue_create()", "ds_queue_"},
    {"ds_priority_create()", "ds_priority_"},
    {"buffer_create(100000, buffer_grow, 1)", "buffer_"},
    {"path_add()", "path_"},
    {"layer_create(0)", "layer_"},
    {"surface_create(10, 10)", "surface_"},
    {"function() { return 1; }", "method_"},
};

constexpr size_t most_bytes = size_t(32) << 20;

class TinyWorld : public LibWorld {
public:
    TinyWorld() : LibWorld(limits()) {
        for (const Odd& odd : odds) m_values.push_back(value(odd.gml));
    }

    /// Calls the native with something; tells what in `call`.
    void try_it(const NativeRow& row, std::mt19937& random, std::string& call) {
        int most = row.most < 0 ? row.least + 2 : row.most;
        int count = row.least + static_cast<int>(random() % static_cast<uint32_t>(most - row.least + 1));
        std::vector<Value> arguments;
        for (int i = 0; i < count; ++i) {
            size_t chosen = random() % std::size(odds);
            for (size_t at = 0; i == 0 && random() % 4 > 0 && at < std::size(odds); ++at)
                if (*odds[at].family && std::string_view(row.name).starts_with(odds[at].family)) chosen = at;
            call += std::string(i ? ", " : "") + odds[chosen].gml;
            arguments.push_back(m_values[chosen]);
        }
        Value result;
        LibWorld::call(row.name, arguments, result);
    }

private:
    static WorldInput limits() {
        WorldInput input;
        input.heap_limits.total_bytes = most_bytes;
        input.heap_limits.string_bytes = size_t(4) << 20;
        input.heap_limits.array_items = size_t(1) << 20;
        input.vm_limits.budget = 200'000;
        return input;
    }
    std::vector<Value> m_values;
};

size_t allocated() {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

TEST(EveryNative, KeepsToTinyLimits) {
    std::mt19937 random(7);
    const int attempts = sized(8, 3, 1);
    for (std::span<const NativeRow> table : native_tables())
        for (const NativeRow& row : table) {
            TinyWorld tiny;
            for (int attempt = 0; attempt < attempts && !tiny.world->ended(); ++attempt) {
                std::string call;
                size_t before = allocated();
                clock_t start = clock();
                tiny.try_it(row, random, call);
                double seconds = static_cast<double>(clock() - start) / CLOCKS_PER_SEC;
                EXPECT_LE(tiny.world->heap().bytes(), most_bytes) << row.name << "(" << call << ")";
                if (sanitized) continue; // allocates and takes its time in a way of its own
                EXPECT_LE(allocated(), before + most_bytes) << row.name << "(" << call << ")";
                EXPECT_LE(seconds, 1) << row.name << "(" << call << ")";
            }
        }
}

} // namespace

} // namespace scope::test
