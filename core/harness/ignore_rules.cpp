#include "core/harness/ignore_rules.h"

#include "core/base/nearest.h"
#include "core/base/text_file.h"

#include <re2/re2.h>

namespace scope {

enum class RuleKind : uint8_t { change, key, log, object, event, call, file };

static constexpr std::pair<std::string_view, RuleKind> rule_kinds[] = {
    {"change", RuleKind::change}, {"key", RuleKind::key},   {"log", RuleKind::log},   {"object", RuleKind::object},
    {"event", RuleKind::event},   {"call", RuleKind::call}, {"file", RuleKind::file},
};

struct IgnoreRules::Rule {
    RuleKind kind;
    std::unique_ptr<re2::RE2> pattern;
    size_t use; ///< its place in m_uses

    bool fits(std::string_view text) const {
        return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern);
    }
};

IgnoreRules::IgnoreRules() = default;
IgnoreRules::~IgnoreRules() = default;
IgnoreRules::IgnoreRules(IgnoreRules&&) noexcept = default;
IgnoreRules& IgnoreRules::operator=(IgnoreRules&&) noexcept = default;

/// "*/session" as a regular expression of the whole text.
static std::string expression_of(std::string_view pattern) {
    std::string out = "^";
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '*')
            out += "(?s:.*)";
        else if (pattern[i] == '?')
            out += "(?s:.)";
        else
            out += re2::RE2::QuoteMeta(re2::StringPiece(pattern.data() + i, 1));
    }
    return out + "$";
}

Result<IgnoreRules> IgnoreRules::read(const std::string& path) {
    auto text = read_text_file(path);
    if (!text) return tl::unexpected(text.error());
    return parse(*text, path);
}

Result<IgnoreRules> IgnoreRules::parse(std::string_view text, const std::string& path) {
    constexpr std::string_view blank = " \t\r";
    IgnoreRules out;
    uint32_t number = 0;
    for (size_t begin = 0; begin < text.size();) {
        size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        size_t first = line.find_first_not_of(blank);
        if (first == std::string_view::npos || line[first] == '#') continue;
        line = line.substr(0, line.find_last_not_of(blank) + 1);
        auto wrong = [&](size_t column, const std::string& what) {
            return fail(what, path + ":" + std::to_string(number) + ":" + std::to_string(column + 1));
        };
        std::string_view word = line.substr(first, std::min(line.find_first_of(blank, first), line.size()) - first);
        auto kind = std::find_if(std::begin(rule_kinds), std::end(rule_kinds),
                                 [&](const auto& one) { return one.first == word; });
        if (kind == std::end(rule_kinds)) {
            Nearest nearest(word);
            for (auto [name, of] : rule_kinds) nearest.consider(name);
            return wrong(first, "a rule begins with change, key, log, object, event, call or file, not '" +
                                    std::string(word.substr(0, 60)) + "'" + nearest.hint());
        }
        size_t at = line.find_first_not_of(blank, first + word.size());
        if (at == std::string_view::npos) return wrong(line.size(), "'" + std::string(word) + "' wants a pattern");
        std::string_view pattern = line.substr(at);
        bool regular = pattern.starts_with("~/");
        if (regular && (pattern.size() < 4 || pattern.back() != '/'))
            return wrong(at, "a regular expression stands between ~/ and /");
        std::string expression = regular ? std::string(pattern.substr(2, pattern.size() - 3)) : expression_of(pattern);
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_encoding(re2::RE2::Options::EncodingLatin1); // any bytes
        options.set_max_mem(1 << 20);
        auto compiled = std::make_unique<re2::RE2>(expression, options);
        if (!compiled->ok()) return wrong(at, "this is no regular expression: " + compiled->error());
        out.m_rules.push_back({kind->second, std::move(compiled), out.m_uses.size()});
        out.m_uses.push_back({std::string(line.substr(first)), number, 0});
    }
    return out;
}

static bool is_name(std::string_view what, std::string_view prefix, std::string_view& rest) {
    if (!what.starts_with(prefix)) return false;
    rest = what.substr(prefix.size());
    if (rest.ends_with(" before")) rest.remove_suffix(7);
    return true;
}

bool IgnoreRules::ignores(const Divergence& difference) {
    std::string_view name = difference.what, variable;
    is_name(name, "", variable);
    for (const Rule& rule : m_rules) {
        bool found = false;
        switch (rule.kind) {
        case RuleKind::change: found = difference.about == DifferenceAbout::variable && rule.fits(variable); break;
        case RuleKind::key: {
            std::string_view key;
            found = (difference.about == DifferenceAbout::key || difference.about == DifferenceAbout::payload) &&
                    is_name(name, "async_load.", key) && rule.fits(key);
            break;
        }
        case RuleKind::log:
            found = difference.about == DifferenceAbout::log &&
                    (rule.fits(difference.expected) || rule.fits(difference.actual));
            break;
        case RuleKind::object: found = !difference.object.empty() && rule.fits(difference.object); break;
        case RuleKind::event: found = !difference.event.empty() && rule.fits(difference.event); break;
        case RuleKind::call:
            found = difference.about == DifferenceAbout::call &&
                    (rule.fits(difference.expected.substr(0, difference.expected.find('('))) ||
                     rule.fits(difference.actual.substr(0, difference.actual.find('('))));
            break;
        case RuleKind::file: found = !difference.file.empty() && rule.fits(difference.file); break;
        }
        if (!found) continue;
        ++m_uses[rule.use].count;
        return true;
    }
    return false;
}

size_t IgnoreRules::count() const {
    size_t out = 0;
    for (const Use& use : m_uses) out += use.count;
    return out;
}

} // namespace scope
