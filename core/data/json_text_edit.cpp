#include "core/data/json_text_edit.h"

#include "core/base/json_string.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace scope {

namespace {

struct Range {
    size_t begin = 0, end = 0;
};
struct Member {
    Range whole; ///< from the key, if there is one, to the end of the value
    Range value;
    std::string key;
};
struct Container {
    bool keyed = false;
    size_t open = 0, close = 0; ///< its brackets
    std::vector<Member> members;
};

/// Goes over a text that is known to be JSON.
class Walker {
public:
    explicit Walker(std::string_view text) : m_text(text) {}

    size_t space(size_t at) const {
        while (at < m_text.size() && std::string_view(" \t\r\n").find(m_text[at]) != std::string_view::npos) ++at;
        return at;
    }

    size_t string_end(size_t at) const {
        for (++at; at < m_text.size() && m_text[at] != '"'; ++at)
            if (m_text[at] == '\\') ++at;
        return std::min(at + 1, m_text.size());
    }

    size_t value_end(size_t at) const {
        size_t depth = 0;
        while (at < m_text.size()) {
            char c = m_text[at];
            if (c == '"') {
                at = string_end(at);
            } else if (c == '{' || c == '[') {
                ++depth, ++at;
                continue;
            } else if (c == '}' || c == ']') {
                if (depth == 0) return at; // of what contains this
                --depth, ++at;
            } else if (depth == 0) {
                return std::min(m_text.find_first_of(",]} \t\r\n", at), m_text.size());
            } else {
                ++at;
            }
            if (depth == 0) return at;
        }
        return m_text.size();
    }

    /// The container that begins at `at`; nothing when something else does.
    std::optional<Container> container(size_t at) const {
        if (at >= m_text.size() || (m_text[at] != '{' && m_text[at] != '[')) return std::nullopt;
        Container found{m_text[at] == '{', at, 0, {}};
        for (at = space(at + 1); at < m_text.size() && m_text[at] != '}' && m_text[at] != ']';) {
            Member member;
            member.whole.begin = at;
            if (found.keyed) {
                std::string scratch;
                JsonString key = scan_json_string(m_text, at, scratch);
                member.key = key.text;
                at = space(space(key.end) + 1); // the colon
            }
            member.value = {at, value_end(at)};
            member.whole.end = member.value.end;
            at = space(member.value.end);
            if (at < m_text.size() && m_text[at] == ',') at = space(at + 1);
            found.members.push_back(std::move(member));
        }
        found.close = std::min(at, m_text.size());
        return found;
    }

private:
    std::string_view m_text;
};

constexpr size_t nowhere = SIZE_MAX;

/// Of two members of one name the last counts, as for whoever reads the text.
size_t member_of(const Container& container, const Datum& step) {
    if (container.keyed) {
        for (size_t i = container.members.size(); i-- > 0;)
            if (container.members[i].key == step.text()) return i;
        return nowhere;
    }
    size_t index = nowhere;
    std::string_view text = step.text();
    auto read = std::from_chars(text.data(), text.data() + text.size(), index);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? index : nowhere;
}

/// The container of the last step, and where in it that leads.
std::optional<std::pair<Container, size_t>> last_container(std::string_view json, PathSteps steps) {
    Walker walker(json);
    size_t at = walker.space(0);
    for (size_t i = 0; i < steps.size(); ++i) {
        auto container = walker.container(at);
        if (!container) return std::nullopt;
        size_t member = member_of(*container, steps[i]);
        if (i + 1 == steps.size()) return std::pair(std::move(*container), member);
        if (member >= container->members.size()) return std::nullopt;
        at = container->members[member].value.begin;
    }
    return std::nullopt;
}

tl::unexpected<Error> no_such_member(PathSteps steps) {
    return fail("there is nothing at '" + std::string(steps.empty() ? "" : steps.back().text()) + "'");
}

std::string replaced(std::string_view text, Range span, std::string_view by) {
    std::string made(text.substr(0, span.begin));
    made += by;
    return made += text.substr(span.end);
}

} // namespace

std::string_view json_at(std::string_view json, PathSteps steps) {
    auto found = last_container(json, steps);
    if (!found || found->second >= found->first.members.size()) return {};
    Range value = found->first.members[found->second].value;
    return json.substr(value.begin, value.end - value.begin);
}

Result<std::string> with_json(std::string_view json, PathSteps steps, std::string_view value) {
    auto found = last_container(json, steps);
    if (!found) return no_such_member(steps);
    auto& [container, at] = *found;
    const auto& members = container.members;
    if (at < members.size()) return replaced(json, members[at].value, value);
    if (!container.keyed && at != members.size()) return no_such_member(steps);
    std::string added = container.keyed ? write_typed_json(Datum(steps.back().text())) + ":" : std::string();
    added += value;
    if (members.empty()) return replaced(json, {container.open + 1, container.close}, added);
    // Set off as the first one is.
    std::string_view gap = json.substr(container.open + 1, members.front().whole.begin - container.open - 1);
    size_t end = members.back().whole.end;
    return replaced(json, {end, end}, "," + std::string(gap) + added);
}

Result<std::string> without_json(std::string_view json, PathSteps steps) {
    auto found = last_container(json, steps);
    if (!found || found->second >= found->first.members.size()) return no_such_member(steps);
    const auto& members = found->first.members;
    size_t at = found->second;
    Range gone = members[at].whole;
    if (at + 1 < members.size())
        gone.end = members[at + 1].whole.begin;
    else if (at > 0)
        gone.begin = members[at - 1].whole.end;
    return replaced(json, gone, "");
}

} // namespace scope
