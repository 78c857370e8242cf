#include "ui/model/list_look.h"

#include <charconv>
#include <fmt/format.h>
#include <numeric>

namespace scope {

std::string ListLook::text() const {
    std::string out = fmt::format("{}", sort);
    for (float width : widths) out += fmt::format(" {:.1f}", width);
    return out;
}

ListLook ListLook::read(std::string_view text) {
    ListLook look;
    const char *at = text.data(), *end = at + text.size();
    at = std::from_chars(at, end, look.sort).ptr;
    if (look.sort < -64 || look.sort > 64) look.sort = 0;
    while (at < end && *at == ' ' && look.widths.size() < 64) {
        float width = 0;
        auto [next, error] = std::from_chars(at + 1, end, width);
        if (error != std::errc() || !(width >= 0 && width <= 4000)) break;
        look.widths.push_back(width);
        at = next;
    }
    return look;
}

void SortedOrder::start(size_t count, uint64_t generation, int sort) {
    m_order.resize(count);
    std::iota(m_order.begin(), m_order.end(), 0u);
    m_generation = generation;
    m_sort = sort;
}

} // namespace scope
