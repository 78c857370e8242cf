#include "core/lib/value_tables.h"

namespace scope {

std::vector<std::span<const NativeRow>> value_tables() {
    return {
        string_natives(),   string_search_natives(), string_list_natives(),    text_natives(),
        maths_natives(),    angle_natives(),         random_natives(),         type_natives(),
        array_natives(),    array_set_natives(),     array_callback_natives(), array_sort_natives(),
        struct_natives(),   variable_natives(),      function_natives(),       clone_natives(),
        weak_ref_natives(), hashing_natives(),       date_natives(),           date_span_natives(),
        debug_natives(),    json_natives(),          colour_natives(),         matrix_natives(),
        shape_natives(),
    };
}

} // namespace scope
