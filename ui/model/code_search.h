#pragma once
// Searching the file that the code pane shows, and going to one of its lines. All places are found when the text or the
// file changes, so a frame costs nothing; the code pane marks those that show.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Columns and lengths are in columns of the pane: a tab takes four, any other character one.
struct CodeMatch {
    uint32_t line = 0; ///< from 1
    uint32_t column = 0;
    uint32_t length = 0;
};

/// Where `wanted` stands in `text`, without regard to the case of ASCII letters; never across lines, at most `most`.
std::vector<CodeMatch> code_matches(std::string_view text, std::string_view wanted, size_t most = 100000);

/// Columns that `text` takes.
uint32_t columns_of(std::string_view text);

enum class CodeBar : uint8_t { none, find, line };

/// The strip above the code.
struct CodeSearch {
    CodeBar bar = CodeBar::none;
    bool focus = false; ///< for one frame: its field is to be typed into
    std::string text;
    std::string file; ///< what matches belong to
    std::vector<CodeMatch> matches;
    size_t current = 0;

    /// Looks again if text or file are others; the first match from `line` on becomes the current one.
    void look(std::string_view source, const std::string& path, std::string wanted, uint32_t line);
    /// The next or previous match becomes the current one, around the ends.
    void move(int by);
};

} // namespace scope
