#pragma once
// Colours for GML code: a line scanner that knows comments, strings and words but no grammar, so it works on code that
// does not parse and on code being typed. One pass over the text; lines keep offsets, not copies.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class CodeKind : uint8_t { plain, keyword, function, builtin, string, number, comment, macro };

/// Bytes [begin, end) of the text, all of one kind.
struct CodePiece {
    uint32_t begin = 0;
    uint32_t end = 0;
    CodeKind kind = CodeKind::plain;
};

class CodeText {
public:
    CodeText() = default;
    explicit CodeText(std::string text);

    const std::string& text() const { return m_text; }
    size_t line_count() const { return m_lines.size(); }
    /// Columns of the longest line; a tab takes four.
    uint32_t widest() const { return m_widest; }
    /// Line `index` (from 0) without its line break.
    std::string_view line(size_t index) const;
    /// The pieces of that line, in order and without gaps.
    std::vector<CodePiece> pieces(size_t index) const;
    std::string_view text_of(const CodePiece& piece) const {
        return std::string_view(m_text).substr(piece.begin, piece.end - piece.begin);
    }

private:
    std::string m_text;
    std::vector<CodePiece> m_pieces;
    struct LineSpan {
        uint32_t begin, end;
    };
    std::vector<LineSpan> m_lines;
    uint32_t m_widest = 0;
};

/// Whether the runtime gives this name its meaning: words of the language, then `async_load`, `current_time`, ...
bool is_gml_keyword(std::string_view word);
bool is_gml_builtin_variable(std::string_view word);

} // namespace scope
