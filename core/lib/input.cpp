// keyboard_*, mouse_*, device_mouse_* and gamepad_*: nobody sits at the keyboard, so only keys that GML itself presses
// are down; the mouse rests at 0, 0; no gamepad is plugged in. Settings are kept and given back.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"
#include "core/world/variables.h"

#include <algorithm>
#include <array>

namespace scope {

static constexpr int32_t no_key = 0, any_key = 1; // vk_nokey, vk_anykey

static Keyboard& keyboard_of(NativeCall& c) {
    return world_of(c).platform().keyboard;
}
/// The key that argument `index` names, by number or as a letter; what it is mapped to, when it is.
static int32_t key_argument(NativeCall& c, uint32_t index) {
    const Value& key = c.arg(index);
    std::string_view letter = key.is_string() ? c.text(index) : std::string_view();
    int64_t number = letter.size() == 1 ? static_cast<unsigned char>(letter[0]) : c.integer(index);
    int32_t code = static_cast<int32_t>(std::clamp<int64_t>(number, -1, 65535));
    auto mapped = keyboard_of(c).mapped.find(code);
    return mapped == keyboard_of(c).mapped.end() ? code : mapped->second;
}

using Question = bool (*)(const Keyboard::Key&, uint64_t frame);

static bool is_down(const Keyboard::Key& key, uint64_t) {
    return key.down;
}
static bool was_pressed(const Keyboard::Key& key, uint64_t frame) {
    return key.pressed == frame;
}
static bool was_released(const Keyboard::Key& key, uint64_t frame) {
    return key.released == frame;
}

template<Question question> static NativeStatus keyboard_check(NativeCall& c) {
    int32_t wanted = key_argument(c, 0);
    uint64_t frame = world_of(c).frame();
    const auto& keys = keyboard_of(c).keys;
    auto is = [&](const auto& entry) { return question(entry.second, frame); };
    bool any = std::any_of(keys.begin(), keys.end(), is);
    if (wanted == any_key || wanted == no_key) return c.done(Value::boolean(any == (wanted == any_key)));
    auto key = keys.find(wanted);
    return c.done(Value::boolean(key != keys.end() && is(*key)));
}

static void set_key_variable(NativeCall& c, Builtin variable, int32_t key) {
    std::string error;
    world_of(c).set_variable(static_cast<uint32_t>(variable), nullptr, -1, Value(static_cast<double>(key)), error);
}

static NativeStatus keyboard_key_press(NativeCall& c) {
    int32_t wanted = key_argument(c, 0);
    if (c.failed()) return c.done();
    Keyboard::Key& key = keyboard_of(c).keys[wanted];
    if (!key.down) key.pressed = world_of(c).frame();
    key.down = true;
    set_key_variable(c, Builtin::keyboard_key, wanted);
    set_key_variable(c, Builtin::keyboard_lastkey, wanted);
    return c.done();
}
static NativeStatus keyboard_key_release(NativeCall& c) {
    int32_t wanted = key_argument(c, 0);
    if (c.failed()) return c.done();
    Keyboard::Key& key = keyboard_of(c).keys[wanted];
    if (key.down) key.released = world_of(c).frame();
    key.down = false;
    set_key_variable(c, Builtin::keyboard_key, no_key);
    return c.done();
}
/// Forgets a key's state; true, as GameMaker answers.
static NativeStatus keyboard_clear(NativeCall& c) {
    int32_t wanted = key_argument(c, 0);
    if (!c.failed()) keyboard_of(c).keys.erase(wanted);
    return c.done();
}
static NativeStatus io_clear(NativeCall& c) {
    keyboard_of(c).keys.clear();
    set_key_variable(c, Builtin::keyboard_key, no_key);
    return c.done();
}

static NativeStatus keyboard_set_map(NativeCall& c) {
    int64_t from = c.integer(0), to = c.integer(1);
    if (c.failed() || from < 0 || from > 65535 || to < 0 || to > 65535) return c.done();
    keyboard_of(c).mapped[static_cast<int32_t>(from)] = static_cast<int32_t>(to);
    return c.done();
}
static NativeStatus keyboard_get_map(NativeCall& c) {
    return c.done(static_cast<double>(key_argument(c, 0)));
}
static NativeStatus keyboard_unset_map(NativeCall& c) {
    keyboard_of(c).mapped.clear();
    return c.done();
}
static NativeStatus keyboard_get_numlock(NativeCall& c) {
    return c.done(Value::boolean(keyboard_of(c).numlock));
}
static NativeStatus keyboard_set_numlock(NativeCall& c) {
    bool on = c.truth(0);
    if (!c.failed()) keyboard_of(c).numlock = on;
    return c.done();
}

/// No button is down: only mb_none holds.
template<uint32_t button> static NativeStatus mouse_check(NativeCall& c) {
    return c.done(Value::boolean(c.integer(button) == 0));
}

static NativeStatus zero(NativeCall& c) {
    return c.done(0.0);
}
static NativeStatus no(NativeCall& c) {
    return c.done(Value::boolean(false));
}
static NativeStatus yes(NativeCall& c) {
    return c.done(Value::boolean(true));
}
static NativeStatus no_text(NativeCall& c) {
    return c.done(std::string_view());
}
static NativeStatus nothing(NativeCall& c) {
    return c.done();
}
/// Places for gamepads: four of XInput and eight of DirectInput on Windows.
static NativeStatus gamepad_get_device_count(NativeCall& c) {
    return c.done(world_of(c).input().target == "windows" ? 12.0 : 4.0);
}

// --- settings that are only kept

struct DeviceSettingRow {
    const char* get;
    const char* set;
    double initial;
    bool per_device = false; ///< the first argument is the device's number
    bool truth = false;
};

static constexpr DeviceSettingRow settings[] = {
    {"gamepad_get_axis_deadzone", "gamepad_set_axis_deadzone", 0, true},
    {"gamepad_get_button_threshold", "gamepad_set_button_threshold", 0.5, true},
    {"gesture_get_double_tap_time", "gesture_double_tap_time", 0.16},
    {"gesture_get_double_tap_distance", "gesture_double_tap_distance", 0.1},
    {"gesture_get_drag_time", "gesture_drag_time", 0.16},
    {"gesture_get_drag_distance", "gesture_drag_distance", 0.1},
    {"gesture_get_flick_speed", "gesture_flick_speed", 2},
    {"gesture_get_pinch_distance", "gesture_pinch_distance", 0.1},
    {"gesture_get_pinch_angle_towards", "gesture_pinch_angle_towards", 45},
    {"gesture_get_pinch_angle_away", "gesture_pinch_angle_away", 45},
    {"gesture_get_rotate_time", "gesture_rotate_time", 0.16},
    {"gesture_get_rotate_angle", "gesture_rotate_angle", 5},
    {"gesture_get_tap_count", "gesture_tap_count", 1, false, true},
};

static const DeviceSettingRow& setting_of(std::string_view name) {
    return *std::find_if(std::begin(settings), std::end(settings),
                         [&](const DeviceSettingRow& one) { return one.get == name || one.set == name; });
}
/// Where a setting is kept: devices beyond 31 share a place.
static uint32_t place_of(NativeCall& c, const DeviceSettingRow& setting) {
    int64_t device = setting.per_device ? std::clamp<int64_t>(c.integer(0), 0, 31) : 0;
    return static_cast<uint32_t>(&setting - settings) * 32 + static_cast<uint32_t>(device);
}
static NativeStatus get_setting(NativeCall& c) {
    const DeviceSettingRow& setting = setting_of(c.name);
    uint32_t place = place_of(c, setting);
    const auto& kept = world_of(c).platform().input_settings;
    auto found = kept.find(place);
    double value = found == kept.end() ? setting.initial : found->second;
    return c.done(setting.truth ? Value::boolean(value > 0.5) : Value(value));
}
static NativeStatus set_setting(NativeCall& c) {
    const DeviceSettingRow& setting = setting_of(c.name);
    uint32_t place = place_of(c, setting);
    double value = c.real(setting.per_device ? 1 : 0);
    if (!c.failed()) world_of(c).platform().input_settings[place] = value;
    return c.done();
}

static constexpr NativeRow plain_rows[] = {
    {"keyboard_check", keyboard_check<is_down>, 1, 1},
    {"keyboard_check_direct", keyboard_check<is_down>, 1, 1},
    {"keyboard_check_pressed", keyboard_check<was_pressed>, 1, 1},
    {"keyboard_check_released", keyboard_check<was_released>, 1, 1},
    {"keyboard_key_press", keyboard_key_press, 1, 1},
    {"keyboard_key_release", keyboard_key_release, 1, 1},
    {"keyboard_clear", keyboard_clear, 1, 1},
    {"keyboard_set_map", keyboard_set_map, 2, 2},
    {"keyboard_get_map", keyboard_get_map, 1, 1},
    {"keyboard_unset_map", keyboard_unset_map, 0, 0},
    {"keyboard_get_numlock", keyboard_get_numlock, 0, 0},
    {"keyboard_set_numlock", keyboard_set_numlock, 1, 1},
    {"io_clear", io_clear, 0, 0},
    {"mouse_check_button", mouse_check<0>, 1, 1},
    {"mouse_check_button_pressed", mouse_check<0>, 1, 1},
    {"mouse_check_button_released", mouse_check<0>, 1, 1},
    {"mouse_clear", nothing, 1, 1},
    {"mouse_wheel_up", no, 0, 0},
    {"mouse_wheel_down", no, 0, 0},
    {"device_mouse_check_button", mouse_check<1>, 2, 2},
    {"device_mouse_check_button_pressed", mouse_check<1>, 2, 2},
    {"device_mouse_check_button_released", mouse_check<1>, 2, 2},
    {"device_mouse_dbclick_enable", nothing, 1, 1},
    {"device_mouse_x", zero, 1, 1},
    {"device_mouse_y", zero, 1, 1},
    {"device_mouse_raw_x", zero, 1, 1},
    {"device_mouse_raw_y", zero, 1, 1},
    {"device_mouse_x_to_gui", zero, 1, 1},
    {"device_mouse_y_to_gui", zero, 1, 1},
    {"window_view_mouse_get_x", zero, 1, 1},
    {"window_view_mouse_get_y", zero, 1, 1},
    {"window_views_mouse_get_x", zero, 0, 0},
    {"window_views_mouse_get_y", zero, 0, 0},
    {"gamepad_is_supported", yes, 0, 0},
    {"gamepad_get_device_count", gamepad_get_device_count, 0, 0},
    {"gamepad_is_connected", no, 1, 1},
    {"gamepad_get_description", no_text, 1, 1},
    {"gamepad_get_guid", no_text, 1, 1},
    {"gamepad_get_mapping", no_text, 1, 1},
    {"gamepad_button_count", zero, 1, 1},
    {"gamepad_button_check", no, 2, 2},
    {"gamepad_button_check_pressed", no, 2, 2},
    {"gamepad_button_check_released", no, 2, 2},
    {"gamepad_button_value", zero, 2, 2},
    {"gamepad_axis_count", zero, 1, 1},
    {"gamepad_axis_value", zero, 2, 2},
    {"gamepad_hat_count", zero, 1, 1},
    {"gamepad_hat_value", zero, 2, 2},
    {"gamepad_set_vibration", nothing, 3, 5},
    {"gamepad_set_colour", nothing, 2, 2},
    {"gamepad_set_color", nothing, 2, 2},
};

static constexpr auto rows = [] {
    std::array<NativeRow, std::size(plain_rows) + 2 * std::size(settings)> out{};
    size_t at = 0;
    for (const NativeRow& row : plain_rows) out[at++] = row;
    for (const DeviceSettingRow& setting : settings) {
        int8_t arguments = setting.per_device ? 1 : 0;
        out[at++] = {setting.get, get_setting, arguments, arguments};
        out[at++] = {setting.set, set_setting, static_cast<int8_t>(arguments + 1), static_cast<int8_t>(arguments + 1)};
    }
    return out;
}();

std::span<const NativeRow> input_natives() {
    return rows;
}

} // namespace scope
