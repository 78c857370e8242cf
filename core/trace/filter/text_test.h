#pragma once
// What a filter asks of a text: whether it holds other text, is it, or matches a regular expression. Made once, when
// the filter is parsed; asking allocates nothing.

#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace scope {

class TextTest {
public:
    TextTest() = default; ///< every text passes
    /// Text within, without regard to ASCII case; with `*` in it the whole text has to fit, `*` standing for anything.
    static TextTest within(std::string_view text);
    /// Text within, where `*` is a star.
    static TextTest plain(std::string_view text);
    /// The very text.
    static TextTest exactly(std::string_view text);
    /// A regular expression of RE2 that is found anywhere. Fails with RE2's message; `place` of the error is the part
    /// of `pattern` that is wrong, where RE2 says one.
    static Result<TextTest> expression(std::string_view pattern, bool ignore_case);

    bool operator()(std::string_view text) const;
    bool passes_all() const { return m_kind == Kind::any; }

private:
    enum class Kind : uint8_t { any, within, wild, exact, expression };

    Kind m_kind = Kind::any;
    std::string m_text; ///< lower case, but for an exact one
    std::shared_ptr<const re2::RE2> m_expression;
};

} // namespace scope
