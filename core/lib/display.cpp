// display_*, window_* and application_get_position: a display of 1920 x 1080 unless the environment says otherwise, and
// a window on it that is as large as the first room (or its first view port) until the game changes it. Nothing is
// shown.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/window_size.h"

#include <algorithm>

namespace scope {

static Desktop& desktop_of(NativeCall& c) {
    return world_of(c).platform().desktop;
}

static double display_width(NativeCall& c) {
    return environment_real(c, "display_width", 1920);
}
static double display_height(NativeCall& c) {
    return environment_real(c, "display_height", 1080);
}

/// What GameMaker makes the window as large as: the first room's first visible port, else the first room.
static Size first_size(NativeCall& c) {
    const Project& project = world_of(c).project();
    if (project.start_room() == no_index) return {1366, 768};
    const Room& room = project.rooms[project.start_room()];
    if (room.views_enabled)
        for (const RoomView& view : room.views)
            if (view.visible) return {view.port_width, view.port_height};
    return {static_cast<double>(room.width), static_cast<double>(room.height)};
}

Size window_size(NativeCall& c) {
    const Desktop& desktop = desktop_of(c);
    if (desktop.fullscreen) return {display_width(c), display_height(c)};
    return desktop.width > 0 ? Size{desktop.width, desktop.height} : first_size(c);
}

/// Top left corner: in the middle of the display until the game moves it.
static Size window_place(NativeCall& c) {
    const Desktop& desktop = desktop_of(c);
    if (desktop.fullscreen) return {0, 0};
    if (desktop.moved) return {desktop.x, desktop.y};
    Size size = window_size(c);
    return {std::floor((display_width(c) - size.width) / 2), std::floor((display_height(c) - size.height) / 2)};
}

static NativeStatus display_get_width(NativeCall& c) {
    return c.done(display_width(c));
}
static NativeStatus display_get_height(NativeCall& c) {
    return c.done(display_height(c));
}
static NativeStatus display_get_dpi(NativeCall& c) {
    return c.done(environment_real(c, "display_dpi", 96));
}
static NativeStatus display_get_frequency(NativeCall& c) {
    return c.done(environment_real(c, "display_frequency", 60));
}
static NativeStatus display_get_orientation(NativeCall& c) {
    bool wide = display_width(c) >= display_height(c);
    return c.done(constant_value(wide ? "display_landscape" : "display_portrait"));
}
static NativeStatus display_get_gui_width(NativeCall& c) {
    double width = desktop_of(c).gui_width;
    return c.done(width > 0 ? width : window_size(c).width);
}
static NativeStatus display_get_gui_height(NativeCall& c) {
    double height = desktop_of(c).gui_height;
    return c.done(height > 0 ? height : window_size(c).height);
}
/// -1, -1 gives back what the window has.
static NativeStatus display_set_gui_size(NativeCall& c) {
    double width = c.real(0), height = c.real(1);
    if (c.failed()) return c.done();
    desktop_of(c).gui_width = width;
    desktop_of(c).gui_height = height;
    return c.done();
}

static NativeStatus window_get_width(NativeCall& c) {
    return c.done(window_size(c).width);
}
static NativeStatus window_get_height(NativeCall& c) {
    return c.done(window_size(c).height);
}
/// Where application_surface is drawn: the whole window.
static NativeStatus application_get_position(NativeCall& c) {
    Size size = window_size(c);
    Array* array = c.heap.new_array();
    Value result(array);
    for (double side : {0.0, 0.0, size.width, size.height}) add_item(c, array, Value(side));
    return c.done(result);
}

static NativeStatus window_get_x(NativeCall& c) {
    return c.done(window_place(c).width);
}
static NativeStatus window_get_y(NativeCall& c) {
    return c.done(window_place(c).height);
}

static void resize(NativeCall& c, double width, double height) {
    if (c.failed() || !(width >= 1) || !(height >= 1)) return;
    desktop_of(c).width = width;
    desktop_of(c).height = height;
}
static void move(NativeCall& c, double x, double y) {
    if (c.failed()) return;
    desktop_of(c).x = x;
    desktop_of(c).y = y;
    desktop_of(c).moved = true;
}
static NativeStatus window_set_size(NativeCall& c) {
    double width = c.real(0), height = c.real(1);
    resize(c, width, height);
    return c.done();
}
static NativeStatus window_set_position(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    move(c, x, y);
    return c.done();
}
static NativeStatus window_set_rectangle(NativeCall& c) {
    double x = c.real(0), y = c.real(1), width = c.real(2), height = c.real(3);
    move(c, x, y);
    resize(c, width, height);
    return c.done();
}
static NativeStatus window_center(NativeCall& c) {
    desktop_of(c).moved = false;
    return c.done();
}

static NativeStatus window_set_caption(NativeCall& c) {
    std::string caption = shown_argument(c, 0);
    if (!c.failed()) desktop_of(c).caption = std::move(caption);
    return c.done();
}
static NativeStatus window_get_caption(NativeCall& c) {
    return c.done(std::string_view(desktop_of(c).caption));
}

template<bool Desktop::*member> static NativeStatus get_truth(NativeCall& c) {
    return c.done(Value::boolean(desktop_of(c).*member));
}
template<bool Desktop::*member> static NativeStatus set_truth(NativeCall& c) {
    bool truth = c.truth(0);
    if (!c.failed()) desktop_of(c).*member = truth;
    return c.done();
}
template<double Desktop::*member> static NativeStatus get_number(NativeCall& c) {
    return c.done(desktop_of(c).*member);
}
template<double Desktop::*member> static NativeStatus set_number(NativeCall& c) {
    double number = c.real(0);
    if (!c.failed()) desktop_of(c).*member = number;
    return c.done();
}

static NativeStatus window_has_focus(NativeCall& c) {
    return c.done(Value::boolean(environment_truth(c, "window_focus", true)));
}
/// The mouse rests in the corner of the display.
static NativeStatus mouse_at_rest(NativeCall& c) {
    return c.done(0.0);
}
static NativeStatus nothing(NativeCall& c) {
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"display_get_width", display_get_width, 0, 0},
    {"display_get_height", display_get_height, 0, 0},
    {"display_get_dpi_x", display_get_dpi, 0, 0},
    {"display_get_dpi_y", display_get_dpi, 0, 0},
    {"display_get_frequency", display_get_frequency, 0, 0},
    {"display_get_orientation", display_get_orientation, 0, 0},
    {"display_get_gui_width", display_get_gui_width, 0, 0},
    {"display_get_gui_height", display_get_gui_height, 0, 0},
    {"display_set_gui_size", display_set_gui_size, 2, 2, NativeRow::calls_out},
    {"display_mouse_get_x", mouse_at_rest, 0, 0},
    {"display_mouse_get_y", mouse_at_rest, 0, 0},
    {"display_mouse_set", nothing, 2, 2},
    {"display_reset", nothing, 2, 2},
    {"application_get_position", application_get_position, 0, 0},
    {"window_get_width", window_get_width, 0, 0},
    {"window_get_height", window_get_height, 0, 0},
    {"window_get_x", window_get_x, 0, 0},
    {"window_get_y", window_get_y, 0, 0},
    {"window_set_size", window_set_size, 2, 2, NativeRow::calls_out},
    {"window_set_position", window_set_position, 2, 2, NativeRow::calls_out},
    {"window_set_rectangle", window_set_rectangle, 4, 4},
    {"window_center", window_center, 0, 0, NativeRow::calls_out},
    {"window_set_caption", window_set_caption, 1, 1, NativeRow::calls_out},
    {"window_get_caption", window_get_caption, 0, 0},
    {"window_get_fullscreen", get_truth<&Desktop::fullscreen>, 0, 0},
    {"window_set_fullscreen", set_truth<&Desktop::fullscreen>, 1, 1, NativeRow::calls_out},
    {"window_get_borderless_fullscreen", get_truth<&Desktop::borderless>, 0, 0},
    {"window_enable_borderless_fullscreen", set_truth<&Desktop::borderless>, 1, 1},
    {"window_get_showborder", get_truth<&Desktop::border>, 0, 0},
    {"window_set_showborder", set_truth<&Desktop::border>, 1, 1},
    {"window_get_cursor", get_number<&Desktop::cursor>, 0, 0},
    {"window_set_cursor", set_number<&Desktop::cursor>, 1, 1, NativeRow::calls_out},
    {"window_get_colour", get_number<&Desktop::colour>, 0, 0},
    {"window_get_color", get_number<&Desktop::colour>, 0, 0},
    {"window_set_colour", set_number<&Desktop::colour>, 1, 1, NativeRow::calls_out},
    {"window_set_color", set_number<&Desktop::colour>, 1, 1, NativeRow::calls_out},
    {"window_has_focus", window_has_focus, 0, 0},
    {"window_mouse_get_x", mouse_at_rest, 0, 0},
    {"window_mouse_get_y", mouse_at_rest, 0, 0},
    {"window_mouse_get_delta_x", mouse_at_rest, 0, 0},
    {"window_mouse_get_delta_y", mouse_at_rest, 0, 0},
    {"window_mouse_set", nothing, 2, 2},
    {"window_minimise", nothing, 0, 0},
    {"window_restore", nothing, 0, 0},
    {"window_set_min_width", nothing, 1, 1},
    {"window_set_min_height", nothing, 1, 1},
    {"window_set_max_width", nothing, 1, 1},
    {"window_set_max_height", nothing, 1, 1},
};

std::span<const NativeRow> display_natives() {
    return rows;
}

} // namespace scope
