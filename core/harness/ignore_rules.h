#pragma once
// What a comparison is not to tell: a file of patterns, one a line.
//
//     # what differs from run to run
//     change self.timer          a variable, as differences name it
//     key */session              a key of async_load
//     log ~/^t=/                 a line of output, by a regular expression
//     object obj_fps             everything in handlers of an object
//     event ev_async_system      everything of an event
//     call os_get_info           a call out
//     file objects/obj_hud/*     everything in handlers of a file
//
// In a pattern * stands for any text and ? for one character; ~/.../ is a regular expression that is found anywhere.
// A match costs one run of RE2, which is linear.

#include "core/base/result.h"
#include "core/harness/divergence.h"

#include <memory>
#include <vector>

namespace re2 {
class RE2;
}

namespace scope {

class IgnoreRules {
public:
    IgnoreRules();
    ~IgnoreRules();
    IgnoreRules(IgnoreRules&&) noexcept;
    IgnoreRules& operator=(IgnoreRules&&) noexcept;

    /// Reads a file; the error says line and column.
    static Result<IgnoreRules> read(const std::string& path);
    static Result<IgnoreRules> parse(std::string_view text, const std::string& path);

    /// Whether a rule is for this; counts it.
    bool ignores(const Divergence& difference);

    struct Use {
        std::string rule; ///< as it is written
        uint32_t line = 0;
        size_t count = 0;
    };
    /// Each rule with the number of differences that it kept back.
    const std::vector<Use>& uses() const { return m_uses; }
    size_t count() const; ///< of all

private:
    struct Rule;
    std::vector<Rule> m_rules;
    std::vector<Use> m_uses;
};

} // namespace scope
