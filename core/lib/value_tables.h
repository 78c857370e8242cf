#pragma once
// The tables of natives about values alone: strings, numbers, arrays, structs, variables, dates, JSON. library.cpp adds
// them to those about the world. Costs nothing: the tables are constant.

#include "core/gml/native.h"

#include <span>
#include <vector>

namespace scope {

std::span<const NativeRow> string_natives();
std::span<const NativeRow> string_search_natives();
std::span<const NativeRow> string_list_natives();
std::span<const NativeRow> text_natives();
std::span<const NativeRow> maths_natives();
std::span<const NativeRow> angle_natives();
std::span<const NativeRow> shape_natives();
std::span<const NativeRow> random_natives();
std::span<const NativeRow> type_natives();
std::span<const NativeRow> array_natives();
std::span<const NativeRow> array_set_natives();
std::span<const NativeRow> array_callback_natives();
std::span<const NativeRow> array_sort_natives();
std::span<const NativeRow> struct_natives();
std::span<const NativeRow> variable_natives();
std::span<const NativeRow> function_natives();
std::span<const NativeRow> clone_natives();
std::span<const NativeRow> weak_ref_natives();
std::span<const NativeRow> hashing_natives();
std::span<const NativeRow> date_natives();
std::span<const NativeRow> date_span_natives();
std::span<const NativeRow> debug_natives();
std::span<const NativeRow> json_natives();
std::span<const NativeRow> colour_natives();
std::span<const NativeRow> matrix_natives();

/// All of the above.
std::vector<std::span<const NativeRow>> value_tables();

} // namespace scope
