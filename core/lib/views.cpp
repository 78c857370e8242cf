// view_get_* and view_set_*: the arrays view_visible, view_wport and so on as functions.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"
#include "core/world/variables.h"

#include <algorithm>
#include <array>

namespace scope {

struct ViewRow {
    const char* get;
    const char* set;
    Builtin variable;
};

static constexpr ViewRow views[] = {
    {"view_get_camera", "view_set_camera", Builtin::view_camera},
    {"view_get_visible", "view_set_visible", Builtin::view_visible},
    {"view_get_xport", "view_set_xport", Builtin::view_xport},
    {"view_get_yport", "view_set_yport", Builtin::view_yport},
    {"view_get_wport", "view_set_wport", Builtin::view_wport},
    {"view_get_hport", "view_set_hport", Builtin::view_hport},
    {"view_get_surface_id", "view_set_surface_id", Builtin::view_surface_id},
};

static const ViewRow& row_of(std::string_view name) {
    return *std::find_if(std::begin(views), std::end(views),
                         [&](const ViewRow& one) { return one.get == name || one.set == name; });
}

/// Views are 0 to 7.
static int64_t view_argument(NativeCall& c) {
    int64_t view = c.integer(0);
    if (!c.failed() && (view < 0 || view > 7)) c.error(std::string(c.name) + " :: there are 8 views, 0 to 7");
    return view;
}

static NativeStatus view_get(NativeCall& c) {
    int64_t view = view_argument(c);
    Value out;
    std::string error;
    uint32_t index = static_cast<uint32_t>(row_of(c.name).variable);
    if (c.failed() || world_of(c).get_variable(index, nullptr, view, out, error)) return c.done(out);
    return c.error(std::move(error));
}

static NativeStatus view_set(NativeCall& c) {
    int64_t view = view_argument(c);
    std::string error;
    uint32_t index = static_cast<uint32_t>(row_of(c.name).variable);
    if (c.failed() || world_of(c).set_variable(index, nullptr, view, c.arg(1), error)) return c.done();
    return c.error(std::move(error));
}

static constexpr auto rows = [] {
    std::array<NativeRow, 2 * std::size(views)> out{};
    for (size_t i = 0; i < std::size(views); ++i) {
        out[2 * i] = {views[i].get, view_get, 1, 1};
        out[2 * i + 1] = {views[i].set, view_set, 2, 2};
    }
    return out;
}();

std::span<const NativeRow> view_natives() {
    return rows;
}

} // namespace scope
