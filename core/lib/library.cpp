#include "core/lib/library.h"

#include "core/lib/platform_tables.h"
#include "core/lib/tables.h"
#include "core/lib/value_tables.h"

namespace scope {

std::vector<std::span<const NativeRow>> native_tables() {
    std::vector<std::span<const NativeRow>> all = {
        ds_map_natives(),      secure_map_natives(), ds_list_natives(),   ds_sequence_natives(),
        ds_grid_natives(),     ds_natives(),         request_natives(),   network_natives(),
        instance_natives(),    motion_natives(),     event_natives(),     room_natives(),
        time_natives(),        buffer_natives(),     layer_natives(),     layer_element_natives(),
        tilemap_natives(),     activation_natives(), collision_natives(), buffer_range_natives(),
        buffer_file_natives(),
    };
    for (std::span<const NativeRow> table : value_tables()) all.push_back(table);
    for (std::span<const NativeRow> table : platform_tables()) all.push_back(table);
    return all;
}

} // namespace scope
