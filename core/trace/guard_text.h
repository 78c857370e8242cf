#pragma once
// Why a handler run left, in words: the condition as it is written and what its operands were, "async_load[? \"id\"] !=
// mine, was 7, mine 3". Long values and conditions are cut in their middle, so that what was wanted stays readable.

#include "core/gml/code.h"

#include <functional>
#include <string>

namespace scope {

/// Characters of an operand's value; a longer one loses its middle.
inline constexpr size_t most_operand_shown = 60;

using ShowValue = std::function<std::string(const Value&)>;

/// `compare_pc` is the last branch before the exit or return at `pc`; when that is not in one of the conditions around
/// it, its values say nothing and only the conditions are told. "" when there are none.
std::string guard_text(const Program& program, uint32_t code, uint32_t pc, uint32_t compare_pc, const Value& left,
                       const Value& right, const ShowValue& show);

/// The same for a branch by itself: what was asked last by a run of which nothing but conditions ran.
std::string condition_text(const Program& program, uint32_t code, uint32_t compare_pc, const Value& left,
                           const Value& right, const ShowValue& show);

/// The condition at `pc`, or the one of the exit or return there, as it is written; "" when there is none.
std::string condition_source(const Program& program, uint32_t code, uint32_t pc);

/// At most `most` characters, the middle replaced by "...", line breaks and indentation by one space.
std::string without_middle(std::string_view text, size_t most);

} // namespace scope
