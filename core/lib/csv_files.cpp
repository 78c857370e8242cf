// load_csv: a comma-separated file as a grid of strings, one row of the grid per line. Cells may be quoted, "" inside
// quotes is one quote; short lines leave "" in the cells they lack.

#include "core/ds/store.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>

namespace scope {

using CsvRow = std::vector<std::string>;

static bool ends_cell(char letter) {
    return letter == ',' || letter == '\n' || letter == '\r';
}

/// Reads one cell and moves past it and the comma or line end behind it; whether the line goes on.
static bool read_cell(std::string_view text, size_t& at, std::string& cell) {
    bool quoted = at < text.size() && text[at] == '"';
    if (quoted) ++at;
    while (at < text.size()) {
        char letter = text[at++];
        if (quoted) {
            if (letter != '"')
                cell += letter;
            else if (at < text.size() && text[at] == '"')
                cell += text[at++];
            else
                quoted = false;
        } else if (letter == ',') {
            return true;
        } else if (letter == '\n' || letter == '\r') {
            if (letter == '\r' && at < text.size() && text[at] == '\n') ++at;
            return false;
        } else {
            cell += letter;
        }
    }
    return false;
}

static std::vector<CsvRow> parse_csv(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<CsvRow> table;
    for (size_t at = 0; at < text.size();) {
        CsvRow row;
        bool more = true;
        while (more) more = read_cell(text, at, row.emplace_back());
        table.push_back(std::move(row));
    }
    return table;
}

static NativeStatus load_csv(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    std::shared_ptr<const std::string> content = files_of(c).read(path);
    if (!content) return c.done(-1.0);
    constexpr size_t cell_bytes = sizeof(CsvRow) + sizeof(std::string) + sizeof(String) + 16, cell_units = 6;
    auto cells = static_cast<size_t>(std::count_if(content->begin(), content->end(), ends_cell)) + 1;
    if (!c.may_allocate(content->size() * 2 + cells * cell_bytes) ||
        !c.charge(content->size() / 4 + cells * cell_units))
        return NativeStatus::fault;
    std::vector<CsvRow> table = parse_csv(*content);
    size_t width = 0;
    for (const CsvRow& row : table) width = std::max(width, row.size());
    // A hostile file has one long line and many short ones.
    if (!c.charge(width * table.size() / 4) || width > ~0u || table.size() > ~0u) return NativeStatus::fault;
    DsGrid* grid = world.ds().create_grid(static_cast<uint32_t>(width), static_cast<uint32_t>(table.size()));
    if (!grid) return no_memory(c);
    std::string error;
    grid->fill(Value(c.heap.new_string("")));
    for (size_t y = 0; y < table.size(); ++y)
        for (size_t x = 0; x < table[y].size(); ++x)
            grid->change(GridChange::set, static_cast<int64_t>(x), static_cast<int64_t>(y),
                         Value(c.heap.new_string(table[y][x])), error);
    return c.done(grid->handle());
}

static constexpr NativeRow rows[] = {{"load_csv", load_csv, 1, 1}};

std::span<const NativeRow> csv_natives() {
    return rows;
}

} // namespace scope
