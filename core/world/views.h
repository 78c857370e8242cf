#pragma once
// The built-in arrays view_visible, view_wport and so on: the views of the current room, one property each. Reading a
// whole array copies it; an element costs a comparison.

#include "core/world/variables.h"

#include <string>
#include <string_view>

namespace scope {

bool is_view_array(Builtin which);
/// False, with the text of the error, for what is no view's number; -1 stands for all.
bool check_view(std::string_view name, int64_t element, std::string& error);
/// An element, or all of them as an array.
Value get_view(Heap& heap, const Rooms& rooms, Builtin which, int64_t element);
/// Without an element all are set from an array, or the first from a plain value, as GameMaker does.
bool set_view(Rooms& rooms, Builtin which, int64_t element, const Value& value, std::string& error);

} // namespace scope
