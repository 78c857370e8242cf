#pragma once
// Two texts of one file, and where they differ, as `diff -u` shows it. Nearly linear in their lines.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Lines around one difference; numbers from 1.
struct SourceHunk {
    uint32_t left = 0, left_lines = 0, right = 0, right_lines = 0; ///< with the context
    uint32_t first_changed = 0;                                    ///< line of the right, or where lines are gone
    uint32_t last_changed = 0;
    std::string text; ///< lines with ' ', '-' or '+' before them
    /// "@@ -3,7 +3,7 @@" and the lines.
    std::string unified() const;
};

/// With `masked` what stands for secrets in the left is like anything. White space at the ends of lines says nothing.
std::vector<SourceHunk> source_diff(std::string_view left, std::string_view right, bool masked = false,
                                    uint32_t context = 3);

} // namespace scope
