#include "core/lib/platform_tables.h"

namespace scope {

std::vector<std::span<const NativeRow>> platform_tables() {
    return {
        text_file_natives(), binary_file_natives(),  file_system_natives(),
        file_name_natives(), ini_natives(),          csv_natives(),
        extension_natives(), asset_natives(),        operating_system_natives(),
        display_natives(),   garbage_natives(),      tag_natives(),
        sprite_natives(),    resource_natives(),     path_natives(),
        room_info_natives(), view_natives(),         anim_curve_natives(),
        camera_natives(),    input_natives(),        made_room_natives(),
        surface_natives(),   draw_setting_natives(), group_natives(),
        zip_natives(),
    };
}

} // namespace scope
