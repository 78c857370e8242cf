#include "core/harness/renames.h"

#include <cctype>
#include <charconv>

namespace scope {

static const uint32_t request_kind = identity_kind("request");

bool Renames::bind(const EventIdentity& left, const EventIdentity& right) {
    if (left.kind != right.kind) return false;
    auto known = m_to_right.find(key(left.kind, left.number));
    if (known != m_to_right.end() && known->second == right.number) return true;
    bool fresh = known == m_to_right.end() && !m_to_left.contains(key(right.kind, right.number));
    bool fits = left.number == right.number || (left.fresh && right.fresh) || (fresh && left.kind != request_kind);
    if (fits) rebind(left, right);
    return fits;
}

void Renames::rebind(const EventIdentity& left, const EventIdentity& right) {
    uint64_t from = key(left.kind, left.number), to = key(right.kind, right.number);
    if (auto known = m_to_right.find(from); known != m_to_right.end()) m_to_left.erase(key(left.kind, known->second));
    if (auto other = m_to_left.find(to); other != m_to_left.end()) m_to_right.erase(key(left.kind, other->second));
    m_to_right[from] = right.number, m_to_left[to] = left.number;
    m_shifted += left.number != right.number;
}

bool Renames::is_same(uint32_t kind, uint32_t left, uint32_t right) const {
    if (left == right) return true;
    auto known = m_to_right.find(key(kind, left));
    return known != m_to_right.end() && known->second == right;
}

bool Renames::is_same_handle(std::string_view left, std::string_view right) const {
    if (left == right) return true;
    auto from = handle_parts(left), to = handle_parts(right);
    if (!from || !to || from->first != to->first) return false;
    std::string_view kind = from->first == "ref instance" ? "instance" : from->first;
    return is_same(identity_kind(kind), from->second, to->second);
}

bool Renames::is_same_number(std::string_view kind, double left, double right) const {
    if (left == right) return true;
    if (m_shifted == 0 || left < 0 || right < 0 || left > UINT32_MAX || right > UINT32_MAX) return false;
    auto from = static_cast<uint32_t>(left), to = static_cast<uint32_t>(right);
    return left == from && right == to && is_same(identity_kind(kind), from, to);
}
bool Renames::is_same_request(double left, double right) const {
    return is_same_number("request", left, right);
}
bool Renames::is_same_instance(double left, double right) const {
    return is_same_number("instance", left, right);
}

/// The number that begins at `at`, which is moved behind it; nothing when it is too long for an id.
static std::optional<uint32_t> number_at(std::string_view text, size_t& at) {
    uint32_t number = 0;
    auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    at = static_cast<size_t>(end - text.data());
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

bool Renames::is_same_text(std::string_view left, std::string_view right, bool requests) const {
    if (left == right) return true;
    if (m_shifted == 0) return false;
    size_t i = 0, k = 0;
    auto digit = [](std::string_view text, size_t at) {
        return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]));
    };
    while (i < left.size() && k < right.size()) {
        if (digit(left, i) && digit(right, k)) {
            size_t begin = i;
            auto a = number_at(left, i), b = number_at(right, k);
            if (!a || !b) return false;
            if (*a == *b) continue;
            // "ref ds_map 3": the words before say which kind of id it is.
            size_t ref = left.substr(0, begin).rfind("ref ");
            bool handle = ref != std::string_view::npos && begin - ref < 40 &&
                          is_same(identity_kind(left.substr(ref, begin - 1 - ref)), *a, *b);
            if (!handle && !is_same_instance(*a, *b) && !(requests && is_same_request(*a, *b))) return false;
        } else if (left[i++] != right[k++]) {
            return false;
        }
    }
    return i == left.size() && k == right.size();
}

} // namespace scope
