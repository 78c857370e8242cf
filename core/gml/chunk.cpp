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

const CompareEntry* Chunk::compare_at(uint32_t pc) const {
    auto found = std::lower_bound(compares.begin(), compares.end(), pc,
                                  [](const CompareEntry& entry, uint32_t wanted) { return entry.pc < wanted; });
    return found != compares.end() && found->pc == pc ? &*found : nullptr;
}

} // namespace scope
