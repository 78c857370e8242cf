#include "core/gml/chunk.h"

#include <algorithm>
#include <array>

namespace scope {

namespace {

constexpr std::string_view op_names[] = {
#define OP(name, operands, meaning) #name,
#include "core/gml/ops.def"
#undef OP
};

constexpr std::string_view op_operand_kinds[] = {
#define OP(name, operands, meaning) operands,
#include "core/gml/ops.def"
#undef OP
};

} // namespace

std::string_view op_name(Op op) {
    return op_names[static_cast<size_t>(op)];
}

std::string_view op_operands(Op op) {
    return op_operand_kinds[static_cast<size_t>(op)];
}

Span Chunk::span_at(uint32_t pc) const {
    auto after = std::upper_bound(places.begin(), places.end(), pc,
                                  [](uint32_t wanted, const PlaceEntry& entry) { return wanted < entry.pc; });
    return after == places.begin() ? Span{} : (after - 1)->span;
}

/// The entry of `pc` in a table sorted by pc, or null.
template<typename Entry> static const Entry* entry_at(const std::vector<Entry>& table, uint32_t pc) {
    auto found = std::lower_bound(table.begin(), table.end(), pc,
                                  [](const Entry& entry, uint32_t wanted) { return entry.pc < wanted; });
    return found != table.end() && found->pc == pc ? &*found : nullptr;
}

const CompareEntry* Chunk::compare_at(uint32_t pc) const {
    return entry_at(compares, pc);
}

const GuardEntry* Chunk::guard_at(uint32_t pc) const {
    return entry_at(guards, pc);
}

bool Chunk::only_looks(uint32_t pc) const {
    auto after = std::upper_bound(looks.begin(), looks.end(), pc,
                                  [](uint32_t wanted, const LookRange& range) { return wanted < range.begin; });
    return after != looks.begin() && pc < (after - 1)->end;
}

} // namespace scope
