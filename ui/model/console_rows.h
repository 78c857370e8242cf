#pragma once
// The console as rows: what was typed, the answer broken into lines of the console's width, and what an answer holds,
// as a tree. Worked out when an answer comes, a row opens or the width changes, not in each frame.

#include "core/data/datum.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace scope {

struct ConsoleEntry {
    std::string code;
    std::string answer;
    bool failed = false;
    Datum content; ///< what the answer holds; undefined where its text says all
};

struct ConsoleRow {
    enum class Kind : uint8_t { code, text, item, more };
    Kind kind = Kind::text;
    size_t entry = 0;
    bool first = false; ///< of the answer
    std::string text;   ///< of an item its value
    std::string key, type;
    std::string path; ///< in the set of toggled rows: "3:gold/0"
    int depth = 0;
    bool has_children = false, open = false;
};

/// Rows of `entries` in lines of at most `columns` characters. An answer shows its first 2,000 lines, and of what it
/// holds the first 8 parts until the row below them is toggled; `toggled` holds paths.
std::vector<ConsoleRow> console_rows(const std::vector<ConsoleEntry>& entries, size_t columns,
                                     const std::set<std::string>& toggled);

/// `text` in lines of at most `columns` characters, broken at spaces where there are some; at most `most` lines.
std::vector<std::string> wrapped_lines(std::string_view text, size_t columns, size_t most);

} // namespace scope
