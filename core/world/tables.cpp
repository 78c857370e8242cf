// The data tables of GameMaker's constants and functions, and look-ups in them.
#include "core/world/project_resolver.h"

#include <algorithm>
#include <array>

namespace scope {

namespace {

/// Sorted by name, as the look-up wants it.
constexpr auto constants = [] {
    std::array rows = {
#define CONSTANT(name, value, assumed) ConstantRow{#name, value, assumed},
#include "core/world/constants.inc"
#undef CONSTANT
#define EVENT_TYPE(name, number, prefix, title, source) ConstantRow{"ev_" #name, number, false},
#define EVENT(type, number, name, title, source) ConstantRow{"ev_" #name, number, false},
#define EVENT_ALIAS(name, number) ConstantRow{"ev_" #name, number, false},
#include "core/base/events.def"
    };
    std::sort(rows.begin(), rows.end(), [](const ConstantRow& a, const ConstantRow& b) { return a.name < b.name; });
    return rows;
}();

constexpr FunctionRow functions[] = {
#define FUNCTION(name, neutral, role, handle, documented)                                                              \
    {#name, Neutral::neutral, FunctionRole::role, RefKind::handle, documented},
#include "core/world/functions.inc"
#undef FUNCTION
};

/// Both tables are sorted by name.
template<typename Row> const Row* look_up(std::span<const Row> rows, std::string_view name) {
    auto found = std::lower_bound(rows.begin(), rows.end(), name,
                                  [](const Row& row, std::string_view wanted) { return row.name < wanted; });
    return found != rows.end() && found->name == name ? &*found : nullptr;
}

} // namespace

std::span<const ConstantRow> constant_rows() {
    return constants;
}

double constant_value(std::string_view name, double otherwise) {
    const ConstantRow* row = look_up(constant_rows(), name);
    return row ? row->value : otherwise;
}

std::string_view constant_name(std::string_view group, double value) {
    std::string_view shortest; // the others are GameMaker's older spellings
    for (const ConstantRow& row : constants) {
        std::string_view name = row.name;
        if (row.value == value && name.starts_with(group) && (shortest.empty() || name.size() < shortest.size()))
            shortest = name;
    }
    return shortest;
}

std::span<const FunctionRow> function_rows() {
    return functions;
}

const FunctionRow* function_row(std::string_view name) {
    return look_up(function_rows(), name);
}

} // namespace scope
