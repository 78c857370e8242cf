#pragma once
// Places in source text. A Span is 8 bytes and is kept by every token and tree node; line and column are worked out
// only when something is shown. Columns count code points from 1, so that a caret stands under the character it means.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Bytes [begin, end) of one file.
struct Span {
    uint32_t begin = 0;
    uint32_t end = 0;
};

/// A line and column as people count them: both from 1.
struct LineColumn {
    uint32_t line = 1;
    uint32_t column = 1;
};

/// One file's text and its line starts. `path` is project-relative with forward slashes, as reports show it.
class SourceFile {
public:
    SourceFile() = default;
    SourceFile(std::string path, std::string text);

    const std::string& path() const { return m_path; }
    std::string_view text() const { return m_text; }
    uint32_t line_count() const { return static_cast<uint32_t>(m_line_starts.size()); }

    /// Offsets past the end count as the end. O(log lines), however long they are.
    LineColumn locate(uint32_t offset) const;
    /// The text of `line` (from 1) without its line break; empty when there is no such line.
    std::string_view line_text(uint32_t line) const;

private:
    static constexpr size_t block = 4096;
    uint32_t points_between(size_t begin, size_t end) const;

    std::string m_path;
    std::string m_text;
    std::vector<uint32_t> m_line_starts{0};
    std::vector<uint32_t> m_points_before; // code points before each block; only where a line is longer than a block
};

} // namespace scope
