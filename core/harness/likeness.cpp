#include "core/harness/likeness.h"

#include "core/data/json_writer.h"
#include "core/trace/secrets.h"

#include <algorithm>

namespace scope {

/// The next "secret12" from `at` on, as begin and end; both are the text's end when there is none.
static std::pair<size_t, size_t> next_image(std::string_view text, size_t at) {
    constexpr std::string_view stem = "secret";
    for (at = text.find(stem, at); at != std::string_view::npos; at = text.find(stem, at + 1)) {
        size_t end = std::min(text.find_first_not_of("0123456789", at + stem.size()), text.size());
        if (end > at + stem.size()) return {at, end};
    }
    return {text.size(), text.size()};
}

static bool is_like_masked(std::string_view expected, std::string_view actual) {
    size_t at = 0;
    auto [image, behind] = next_image(expected, 0);
    if (!actual.starts_with(expected.substr(0, image))) return false;
    at = image;
    while (image < expected.size()) {
        auto [next, next_behind] = next_image(expected, behind);
        std::string_view literal = expected.substr(behind, next - behind);
        if (next == expected.size()) return actual.size() >= at + literal.size() && actual.ends_with(literal);
        size_t found = actual.find(literal, at);
        if (found == std::string_view::npos) return false;
        at = found + literal.size();
        image = next, behind = next_behind;
    }
    return at == actual.size();
}

bool is_like(std::string_view expected, std::string_view actual, bool masked) {
    if (expected == actual) return true;
    std::string a, b; // as a trace holds them
    append_json_string(a, expected);
    append_json_string(b, actual);
    return a == b || (masked && is_like_masked(expected, actual));
}

bool Likeness::text(std::string_view expected, std::string_view actual) const {
    return is_like(expected, actual, m_masked) || (m_renames && m_renames->is_same_text(expected, actual));
}
bool Likeness::guard(std::string_view expected, std::string_view actual) const {
    return is_like(expected, actual, m_masked) || (m_renames && m_renames->is_same_text(expected, actual, true));
}
bool Likeness::handle(std::string_view expected, std::string_view actual) const {
    return expected == actual || (m_renames && m_renames->is_same_handle(expected, actual));
}
bool Likeness::instance(uint32_t expected, uint32_t actual) const {
    return expected == actual || (m_renames && m_renames->is_same_instance(expected, actual));
}
bool Likeness::request(const Datum& expected, const Datum& actual) const {
    return expected == actual || (m_renames && expected.is_number() && actual.is_number() &&
                                  m_renames->is_same_request(expected.as_real(), actual.as_real()));
}

bool Likeness::value(const std::optional<Datum>& expected, const std::optional<Datum>& actual, bool secret) const {
    if (!expected || !actual) return !expected && !actual;
    return value(*expected, *actual, secret);
}

bool Likeness::value(const Datum& expected, const Datum& actual, bool secret) const {
    if (expected == actual) return true;
    if (expected.is_number() && actual.is_number())
        return (secret && m_masked) || (expected.kind() == actual.kind() && m_renames &&
                                        m_renames->is_same_instance(expected.as_real(), actual.as_real()));
    if (expected.kind() != actual.kind()) return false;
    if (expected.is(DatumKind::ref)) return handle(expected.text(), actual.text());
    if (expected.is(DatumKind::string) || expected.is(DatumKind::gml)) return text(expected.text(), actual.text());
    auto items = expected.items(), other_items = actual.items();
    auto entries = expected.entries(), other_entries = actual.entries();
    if (items.size() != other_items.size() || entries.size() != other_entries.size()) return false;
    for (size_t i = 0; i < items.size(); ++i)
        if (!value(items[i], other_items[i], secret)) return false;
    for (size_t i = 0; i < entries.size(); ++i) {
        const DatumEntry &a = entries[i], &b = other_entries[i];
        bool by_key = secret || (a.key.is(DatumKind::string) && is_secret_key(a.key.text()));
        if (!value(a.key, b.key) || !value(a.value, b.value, by_key)) return false;
    }
    bool inner = expected.is(DatumKind::shared) || expected.is(DatumKind::constructed);
    if (inner) return expected.text() == actual.text() && value(expected.inner(), actual.inner(), secret);
    return expected.grid_width() == actual.grid_width() && (!items.empty() || !entries.empty());
}

bool Likeness::key(std::string_view name, const Datum& expected, const Datum& actual) const {
    return value(expected, actual, is_secret_key(name)) || (name == "id" && request(expected, actual));
}

} // namespace scope
