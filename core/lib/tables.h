#pragma once
// The tables of natives, one per topic; library.cpp collects them.

#include "core/gml/native.h"

#include <span>

namespace scope {

std::span<const NativeRow> ds_map_natives();
std::span<const NativeRow> secure_map_natives();
std::span<const NativeRow> ds_list_natives();
std::span<const NativeRow> ds_sequence_natives();
std::span<const NativeRow> ds_grid_natives();
std::span<const NativeRow> ds_natives();
std::span<const NativeRow> request_natives();
std::span<const NativeRow> network_natives();
std::span<const NativeRow> instance_natives();
std::span<const NativeRow> activation_natives();
std::span<const NativeRow> collision_natives();
std::span<const NativeRow> motion_natives();
std::span<const NativeRow> event_natives();
std::span<const NativeRow> room_natives();
std::span<const NativeRow> layer_natives();
std::span<const NativeRow> layer_element_natives();
std::span<const NativeRow> tilemap_natives();
std::span<const NativeRow> time_natives();
std::span<const NativeRow> buffer_natives();
std::span<const NativeRow> buffer_range_natives();
std::span<const NativeRow> buffer_file_natives();

} // namespace scope
