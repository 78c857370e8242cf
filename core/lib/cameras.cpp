// camera_*: cameras as state that can be set and read back. Nothing is drawn, so camera_apply makes none the active one
// and begin, update and end scripts are kept but never called.

#include "core/world/cameras.h"
#include "core/lib/limits.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <array>

namespace scope {

/// The camera that argument `index` names; a fault when it names none.
static StubHandles::Entry* camera_argument(NativeCall& c, uint32_t index) {
    if (c.failed()) return nullptr;
    StubHandles::Entry* entry = world_of(c).stub_handles().find(RefKind::camera, c.arg(index));
    if (!entry)
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " invalid reference to (camera)");
    return entry;
}

/// Without a view: what GML has not set is as the room editor sets it.
static NativeStatus camera_create(NativeCall& c) {
    if (!may_create(c, RefKind::camera)) return NativeStatus::fault;
    return c.done(make_camera(world_of(c), {}, world_of(c).origin_here()));
}

/// Whom a camera follows: an instance, an object, or -1.
static Value target_argument(NativeCall& c, uint32_t index) {
    if (const Instance* one = world_of(c).instance_of(c.arg(index), c.self, c.other)) return one->handle();
    double number = c.real(index);
    return c.arg(index).is_ref() ? c.arg(index) : Value(number);
}

static NativeStatus camera_create_view(NativeCall& c) {
    RoomView view;
    view.x = c.real(0), view.y = c.real(1), view.width = c.real(2), view.height = c.real(3);
    double angle = c.real_or(4, 0);
    Value target = c.has(5) ? target_argument(c, 5) : Value(-1.0);
    view.speed_x = c.real_or(6, -1), view.speed_y = c.real_or(7, -1);
    view.border_x = c.real_or(8, 0), view.border_y = c.real_or(9, 0);
    if (c.failed() || !may_create(c, RefKind::camera)) return NativeStatus::fault;
    Value camera = make_camera(world_of(c), view, world_of(c).origin_here());
    StubHandles::Entry* entry = world_of(c).stub_handles().find(RefKind::camera, camera);
    entry->properties["angle"] = Value(angle);
    entry->properties["target"] = target;
    return c.done(camera);
}

static NativeStatus camera_destroy(NativeCall& c) {
    if (camera_argument(c, 0)) world_of(c).stub_handles().free(RefKind::camera, c.arg(0));
    return c.done();
}

static constexpr const char* view_properties[] = {"x",        "y",        "width",   "height",  "angle",
                                                  "border_x", "border_y", "speed_x", "speed_y", "target"};

static NativeStatus camera_copy_transforms(NativeCall& c) {
    StubHandles::Entry* to = camera_argument(c, 0);
    StubHandles::Entry* from = camera_argument(c, 1);
    if (!to || !from) return c.done();
    for (const char* name : view_properties) to->properties[name] = from->properties[name];
    for (const char* name : {"view_mat", "proj_mat"}) to->properties[name] = from->properties[name];
    return c.done();
}

/// camera_get_view_x and its relatives, by the end of the function's name.
static NativeStatus get_view(NativeCall& c) {
    constexpr size_t prefix = std::string_view("camera_get_view_").size();
    StubHandles::Entry* camera = camera_argument(c, 0);
    if (!camera) return c.done();
    auto found = camera->properties.find(c.name.substr(prefix));
    return c.done(found == camera->properties.end() ? Value(0.0) : found->second);
}

/// Sets one number, or two that belong together.
static NativeStatus set_numbers(NativeCall& c, const char* first, const char* second = nullptr) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    double one = c.real(1), other = second ? c.real(2) : 0;
    if (!camera || c.failed()) return c.done();
    camera->properties[first] = Value(one);
    if (second) camera->properties[second] = Value(other);
    return c.done();
}
/// A rectangle that was set is what matrices set before no longer say.
static NativeStatus set_rectangle(NativeCall& c, const char* first, const char* second) {
    NativeStatus status = set_numbers(c, first, second);
    if (StubHandles::Entry* camera = c.failed() ? nullptr : camera_argument(c, 0))
        for (const char* name : {"view_mat", "proj_mat"}) camera->properties.erase(name);
    return status;
}
static NativeStatus camera_set_view_pos(NativeCall& c) {
    return set_rectangle(c, "x", "y");
}
static NativeStatus camera_set_view_size(NativeCall& c) {
    return set_rectangle(c, "width", "height");
}
static NativeStatus camera_set_view_angle(NativeCall& c) {
    return set_numbers(c, "angle");
}
static NativeStatus camera_set_view_border(NativeCall& c) {
    return set_numbers(c, "border_x", "border_y");
}
static NativeStatus camera_set_view_speed(NativeCall& c) {
    return set_numbers(c, "speed_x", "speed_y");
}
static NativeStatus camera_set_view_target(NativeCall& c) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    Value target = target_argument(c, 1);
    if (camera && !c.failed()) camera->properties["target"] = target;
    return c.done();
}

// --- matrices: as they were set, else what the rectangle comes to

/// Looks along z at the middle of the rectangle, turned by the angle.
static MatrixCells view_matrix(const StubHandles::Entry& camera) {
    double width = camera.number("width"), height = camera.number("height");
    if (width == 0 || height == 0) return Drawing::unit;
    double angle = camera.number("angle") * 3.14159265358979323846 / 180, cosine = std::cos(angle),
           sine = std::sin(angle);
    double x = camera.number("x") + width / 2, y = camera.number("y") + height / 2;
    return {cosine, -sine, 0, 0, sine, cosine, 0, 0, 0, 0, 1, 0, -x * cosine - y * sine, x * sine - y * cosine,
            16000,  1};
}
/// Orthographic, from 1 to 32000 deep.
static MatrixCells projection_matrix(const StubHandles::Entry& camera) {
    constexpr double near = 1, far = 32000;
    double width = camera.number("width"), height = camera.number("height");
    if (width == 0 || height == 0) return Drawing::unit;
    return {2 / width, 0, 0, 0, 0, 2 / height, 0, 0, 0, 0, 1 / (far - near), 0, 0, 0, near / (near - far), 1};
}

static NativeStatus get_matrix(NativeCall& c, const char* name, MatrixCells (*otherwise)(const StubHandles::Entry&)) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    if (!camera) return c.done();
    auto found = camera->properties.find(name);
    const Array* set =
        found != camera->properties.end() && found->second.is_array() ? found->second.as_array() : nullptr;
    Array* array = c.heap.new_array(16);
    Value result(array);
    if (!array) return no_memory(c);
    MatrixCells cells = set ? Drawing::unit : otherwise(*camera);
    for (uint32_t i = 0; i < 16; ++i) array->items[i] = set ? set->items[i] : Value(cells[i]);
    return c.done(result);
}
static NativeStatus camera_get_view_mat(NativeCall& c) {
    return get_matrix(c, "view_mat", view_matrix);
}
static NativeStatus camera_get_proj_mat(NativeCall& c) {
    return get_matrix(c, "proj_mat", projection_matrix);
}
/// `turned`: GameMaker keeps projections upside down, and gives them back so.
static NativeStatus set_matrix(NativeCall& c, const char* name, bool turned) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    Array* given = c.array(1);
    if (!camera || c.failed()) return c.done();
    if (given->size < 16) return c.error(std::string(c.name) + " argument 2 is no matrix of 16 numbers");
    Array* array = c.heap.new_array(16);
    Value result(array);
    if (!array) return no_memory(c);
    std::string error;
    for (uint32_t i = 0; i < 16; ++i) {
        double cell = 0;
        if (!to_real(given->items[i], cell, error)) return c.error(std::string(c.name) + " :: " + error);
        array->items[i] = Value(turned && i == 5 ? -cell : cell);
    }
    camera->properties[name] = result;
    return c.done();
}
static NativeStatus camera_set_view_mat(NativeCall& c) {
    return set_matrix(c, "view_mat", false);
}
static NativeStatus camera_set_proj_mat(NativeCall& c) {
    return set_matrix(c, "proj_mat", true);
}

// --- scripts

/// camera_get_begin_script and its relatives: -1 for none.
static NativeStatus get_script(NativeCall& c) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    if (!camera) return c.done();
    auto found = camera->properties.find(c.name.substr(std::string_view("camera_get_").size()));
    return c.done(found == camera->properties.end() ? Value(-1.0) : found->second);
}
static NativeStatus set_script(NativeCall& c) {
    StubHandles::Entry* camera = camera_argument(c, 0);
    const Value& script = c.arg(1);
    if (!script.is_method() && !script.is_ref() && !script.is_numeric()) c.wrong_type(1, "function");
    if (camera && !c.failed())
        camera->properties[std::string(c.name.substr(std::string_view("camera_set_").size()))] = script;
    return c.done();
}

// --- which camera

static NativeStatus camera_get_default(NativeCall& c) {
    const Value& chosen = world_of(c).platform().drawing.default_camera;
    return c.done(chosen);
}
static NativeStatus camera_set_default(NativeCall& c) {
    if (camera_argument(c, 0)) world_of(c).platform().drawing.default_camera = c.arg(0);
    return c.done();
}
static NativeStatus camera_get_active(NativeCall& c) {
    return c.done(-1.0); // only while something is drawn
}
static NativeStatus camera_apply(NativeCall& c) {
    camera_argument(c, 0);
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"camera_create", camera_create, 0, 0, NativeRow::calls_out},
    {"camera_create_view", camera_create_view, 4, 10, NativeRow::calls_out},
    {"camera_destroy", camera_destroy, 1, 1, NativeRow::calls_out},
    {"camera_copy_transforms", camera_copy_transforms, 2, 2},
    {"camera_get_view_x", get_view, 1, 1},
    {"camera_get_view_y", get_view, 1, 1},
    {"camera_get_view_width", get_view, 1, 1},
    {"camera_get_view_height", get_view, 1, 1},
    {"camera_get_view_angle", get_view, 1, 1},
    {"camera_get_view_border_x", get_view, 1, 1},
    {"camera_get_view_border_y", get_view, 1, 1},
    {"camera_get_view_speed_x", get_view, 1, 1},
    {"camera_get_view_speed_y", get_view, 1, 1},
    {"camera_get_view_target", get_view, 1, 1},
    {"camera_set_view_pos", camera_set_view_pos, 3, 3, NativeRow::calls_out},
    {"camera_set_view_size", camera_set_view_size, 3, 3, NativeRow::calls_out},
    {"camera_set_view_angle", camera_set_view_angle, 2, 2, NativeRow::calls_out},
    {"camera_set_view_border", camera_set_view_border, 3, 3, NativeRow::calls_out},
    {"camera_set_view_speed", camera_set_view_speed, 3, 3, NativeRow::calls_out},
    {"camera_set_view_target", camera_set_view_target, 2, 2, NativeRow::calls_out},
    {"camera_get_view_mat", camera_get_view_mat, 1, 1},
    {"camera_get_proj_mat", camera_get_proj_mat, 1, 1},
    {"camera_set_view_mat", camera_set_view_mat, 2, 2},
    {"camera_set_proj_mat", camera_set_proj_mat, 2, 2},
    {"camera_get_begin_script", get_script, 1, 1},
    {"camera_get_update_script", get_script, 1, 1},
    {"camera_get_end_script", get_script, 1, 1},
    {"camera_set_begin_script", set_script, 2, 2},
    {"camera_set_update_script", set_script, 2, 2},
    {"camera_set_end_script", set_script, 2, 2},
    {"camera_get_default", camera_get_default, 0, 0},
    {"camera_set_default", camera_set_default, 1, 1, NativeRow::calls_out},
    {"camera_get_active", camera_get_active, 0, 0},
    {"camera_apply", camera_apply, 1, 1},
};

std::span<const NativeRow> camera_natives() {
    return rows;
}

} // namespace scope
