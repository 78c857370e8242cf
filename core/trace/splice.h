#pragma once
// A text of which parts are replaced. Costs one copy of it.

#include <string>
#include <string_view>
#include <utility>

namespace scope {

/// Bytes of a text.
struct Range {
    size_t begin, end;
};

/// Parts of a text, from its front to its end, and what each becomes.
class Splice {
public:
    explicit Splice(std::string_view text) : m_text(text) {}

    void replace(size_t begin, size_t end, std::string_view by) {
        m_out += m_text.substr(m_copied, begin - m_copied);
        m_out += by;
        m_copied = end;
    }
    std::string result() { return std::move(m_out += m_text.substr(m_copied)); }

private:
    std::string_view m_text;
    std::string m_out;
    size_t m_copied = 0;
};

} // namespace scope
