#pragma once
// The tables of natives about what is outside of a game: files, the operating system, the window, and the project's
// assets as facts. library.cpp takes them all.

#include "core/gml/native.h"

#include <span>
#include <vector>

namespace scope {

/// Every table below; they live as long as the process.
std::vector<std::span<const NativeRow>> platform_tables();

std::span<const NativeRow> text_file_natives();
std::span<const NativeRow> binary_file_natives();
std::span<const NativeRow> file_system_natives();
std::span<const NativeRow> file_name_natives();
std::span<const NativeRow> ini_natives();
std::span<const NativeRow> csv_natives();
std::span<const NativeRow> operating_system_natives();
std::span<const NativeRow> display_natives();
std::span<const NativeRow> garbage_natives();
std::span<const NativeRow> extension_natives();
std::span<const NativeRow> asset_natives();
std::span<const NativeRow> tag_natives();
std::span<const NativeRow> sprite_natives();
std::span<const NativeRow> resource_natives();
std::span<const NativeRow> path_natives();
std::span<const NativeRow> room_info_natives();
std::span<const NativeRow> view_natives();
std::span<const NativeRow> anim_curve_natives();
std::span<const NativeRow> camera_natives();
std::span<const NativeRow> made_room_natives();
std::span<const NativeRow> surface_natives();
std::span<const NativeRow> draw_setting_natives();
std::span<const NativeRow> input_natives();
std::span<const NativeRow> group_natives();
std::span<const NativeRow> zip_natives();

} // namespace scope
