#include "core/base/source.h"

#include <algorithm>
#include <utility>

namespace scope {

SourceFile::SourceFile(std::string path, std::string text) : m_path(std::move(path)), m_text(std::move(text)) {
    // "\r\n", "\n" and a lone "\r" each end one line, as in GameMaker's editor.
    for (size_t i = 0; i < m_text.size(); ++i) {
        bool ends = m_text[i] == '\n' || (m_text[i] == '\r' && (i + 1 == m_text.size() || m_text[i + 1] != '\n'));
        if (ends) m_line_starts.push_back(static_cast<uint32_t>(i + 1));
    }
    size_t longest = 0;
    for (size_t line = 1; line <= m_line_starts.size(); ++line)
        longest = std::max(longest, (line < m_line_starts.size() ? m_line_starts[line] : m_text.size()) -
                                        m_line_starts[line - 1]);
    if (longest <= block) return;
    m_points_before.push_back(0);
    for (size_t begin = 0; begin + block <= m_text.size(); begin += block)
        m_points_before.push_back(m_points_before.back() + points_between(begin, begin + block));
}

uint32_t SourceFile::points_between(size_t begin, size_t end) const {
    uint32_t count = 0;
    for (size_t i = begin; i < end; ++i) count += (static_cast<unsigned char>(m_text[i]) & 0xC0) != 0x80;
    return count;
}

LineColumn SourceFile::locate(uint32_t offset) const {
    offset = std::min<uint32_t>(offset, static_cast<uint32_t>(m_text.size()));
    auto after = std::upper_bound(m_line_starts.begin(), m_line_starts.end(), offset);
    uint32_t line = static_cast<uint32_t>(after - m_line_starts.begin());
    size_t begin = m_line_starts[line - 1];
    if (offset - begin <= block) return {line, 1 + points_between(begin, offset)};
    auto before = [this](size_t at) { return m_points_before[at / block] + points_between(at / block * block, at); };
    return {line, 1 + before(offset) - before(begin)};
}

std::string_view SourceFile::line_text(uint32_t line) const {
    if (line == 0 || line > m_line_starts.size()) return {};
    size_t begin = m_line_starts[line - 1];
    size_t end = line < m_line_starts.size() ? m_line_starts[line] : m_text.size();
    while (end > begin && (m_text[end - 1] == '\n' || m_text[end - 1] == '\r')) --end;
    return std::string_view(m_text).substr(begin, end - begin);
}

} // namespace scope
