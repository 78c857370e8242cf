#include "core/world/variables.h"

#include "core/world/boxes.h"
#include "core/world/views.h"
#include "core/world/world_state.h"

#include <algorithm>
#include <chrono>

namespace scope {

namespace {

struct Initial {
    double number = 0;
    const char* text = nullptr;
    constexpr Initial(double value) : number(value) {}
    constexpr Initial(int value) : number(value) {}
    constexpr Initial(const char* value) : text(value) {}
};

constexpr BuiltinVariable row(std::string_view name, bool of_instance, bool writable, Initial initial) {
    return {name, of_instance, writable, initial.number, initial.text};
}

constexpr BuiltinVariable variables[] = {
#define VARIABLE(name, of_instance, writable, initial) row(#name, of_instance, writable, initial),
#include "core/world/variables.def"
#undef VARIABLE
};

/// The calendar of a virtual moment in the world's time zone.
struct Calendar {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::seconds> time{std::chrono::seconds(0)};
    unsigned weekday = 0;

    explicit Calendar(const Clock& clock) {
        std::chrono::sys_seconds now{std::chrono::seconds(clock.unix_us() / 1000000 + clock.timezone_minutes * 60)};
        std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(now);
        date = day;
        time = std::chrono::hh_mm_ss<std::chrono::seconds>(now - day);
        weekday = std::chrono::weekday(day).c_encoding();
    }
};

constexpr std::pair<std::string_view, std::string_view> targets[] = {
    {"windows", "os_windows"},
    {"linux", "os_linux"},
    {"macosx", "os_macosx"},
    {"mac", "os_macosx"},
    {"html5", "os_windows"},
    {"android", "os_android"},
    {"ios", "os_ios"},
    {"tvos", "os_tvos"},
    {"switch", "os_switch"},
    {"ps4", "os_ps4"},
    {"ps5", "os_ps5"},
    {"xboxone", "os_xboxone"},
    {"xboxseriesxs", "os_xboxseriesxs"},
    {"operagx", "os_operagx"},
    {"gxgames", "os_gxgames"},
    {"uwp", "os_uwp"},
};

std::string_view os_constant(std::string_view target) {
    for (const auto& [name, constant] : targets)
        if (name == target) return constant;
    return "os_unknown";
}

bool check_element(std::string_view name, int64_t element, const Array& array, std::string& error) {
    if (element < array.size) return true;
    error = std::string(name) + " :: Index [" + std::to_string(element) + "] out of range [" +
            std::to_string(array.size) + "]";
    return false;
}

} // namespace

std::string target_names() {
    std::string out;
    for (const auto& [name, constant] : targets) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

bool is_target(std::string_view name) {
    return os_constant(name) != "os_unknown";
}

std::span<const BuiltinVariable> builtin_variables() {
    return variables;
}

uint32_t find_builtin_variable(std::string_view name) {
    for (uint32_t index = 0; index < std::size(variables); ++index)
        if (variables[index].name == name) return index;
    return ~0u;
}

/// Answers for built-in variables: `get` leaves the whole (arrays too), the caller takes the element.
class VariableServer {
public:
    VariableServer(World& of, World::State& inside) : world(of), m(inside) {}
    bool get_global(Builtin which, Value& out);
    bool get_of_instance(Builtin which, const Instance& instance, Value& out);
    bool set_global(Builtin which, const Value& value, std::string& error);
    bool set_element(Builtin which, int64_t element, const Value& value, std::string& error);
    bool set_of_instance(Builtin which, Instance& instance, int64_t element, const Value& value, std::string& error);
    Value initial(uint32_t index);

private:
    Value text(std::string_view content) { return Value(m.heap.new_string(content)); }
    Value moment(Builtin which);
    Value about_game(Builtin which);
    Value about_code(Builtin which);
    Value about_device(Builtin which);
    Value about_sprite(Builtin which, const Instance& instance);
    Value about_box(Builtin which, const Instance& instance);
    bool set_alarm(Instance& instance, int64_t element, const Value& value, std::string& error);
    bool set_sprite(Instance& instance, InstanceSlot slot, const Value& value, std::string& error);

    World& world;
    World::State& m;
};

Value VariableServer::initial(uint32_t index) {
    const BuiltinVariable& variable = variables[index];
    return variable.text ? text(variable.text) : Value(variable.number);
}

Value VariableServer::moment(Builtin which) {
    m.clock.read_us();
    Calendar now(m.clock);
    switch (which) {
    case Builtin::current_time: return Value(static_cast<double>(m.clock.now_us() / 1000));
    case Builtin::current_year: return Value(static_cast<double>(static_cast<int>(now.date.year())));
    case Builtin::current_month: return Value(static_cast<double>(static_cast<unsigned>(now.date.month())));
    case Builtin::current_day: return Value(static_cast<double>(static_cast<unsigned>(now.date.day())));
    case Builtin::current_weekday: return Value(static_cast<double>(now.weekday));
    case Builtin::current_hour: return Value(static_cast<double>(now.time.hours().count()));
    case Builtin::current_minute: return Value(static_cast<double>(now.time.minutes().count()));
    default: return Value(static_cast<double>(now.time.seconds().count()));
    }
}

// What GameMaker puts in at compile time: "gml_Script_save" and, for the file, the code it begins with,
// "gml_GlobalScript_scr_save" or "gml_Object_obj_shop_Other_70".
Value VariableServer::about_code(Builtin which) {
    CodeId code = m.vm.current_code();
    if (code == no_code) return text("");
    if (which == Builtin::_GMFILE_) code -= m.code->program.code(code).ordinal;
    return text(m.code->program.code(code).name);
}

Value VariableServer::about_game(Builtin which) {
    const Project& project = world.project();
    switch (which) {
    case Builtin::game_id: return Value(std::atof(project.options.game_id.c_str()));
    case Builtin::game_display_name: {
        for (const PlatformOptions& platform : project.options.platforms)
            if (platform.platform == m.input.target && !platform.display_name.empty())
                return text(platform.display_name);
        return text(project.name);
    }
    case Builtin::game_project_name:
    case Builtin::game_save_id: return text(project.name);
    case Builtin::GM_version: {
        for (const PlatformOptions& platform : project.options.platforms)
            if (platform.platform == m.input.target && !platform.version.empty()) return text(platform.version);
        return text("1.0.0.0");
    }
    case Builtin::GM_runtime_version: {
        // Runtimes are numbered by year, as IDEs are but for their first and their unreleased versions.
        bool by_year = project.ide_version.size() > 5 && project.ide_version[0] == '2' && project.ide_version[4] == '.';
        return text(by_year ? project.ide_version : "2024.11.0.0");
    }
    case Builtin::GM_runtime_type: return text("gms2");
    case Builtin::GM_project_filename: return text(project.file.empty() ? project.name + ".yyp" : project.file);
    case Builtin::GM_build_type: return text("run");
    case Builtin::GM_build_date:
        return Value(static_cast<double>(m.clock.start_us) / 86400e6 + 25569.0); // days since 1899-12-30
    default: return Value();                                                     // not reached
    }
}

Value VariableServer::about_device(Builtin which) {
    bool html5 = m.input.target == "html5";
    switch (which) {
    case Builtin::os_type: return world.environment("os_type", Value(constant_value(os_constant(m.input.target))));
    case Builtin::os_version: return world.environment("os_version", Value(655360.0));
    case Builtin::os_device: return world.environment("os_device", Value(-1.0));
    default:
        return world.environment("os_browser",
                                 Value(constant_value(html5 ? "browser_chrome" : "browser_not_a_browser")));
    }
}

bool VariableServer::get_global(Builtin which, Value& out) {
    switch (which) {
    case Builtin::async_load: out = world.async_load; return true;
    case Builtin::event_data: out = world.event_data; return true;
    case Builtin::event_type: out = Value(static_cast<double>(world.event.event.type)); return true;
    case Builtin::event_number: out = Value(static_cast<double>(world.event.event.number)); return true;
    case Builtin::event_object:
        out = world.event.object == ~0u ? Value(-4.0) : Value::ref(RefKind::object, world.event.object);
        return true;
    case Builtin::room:
        out = m.rooms.current == no_index ? Value(-1.0) : Value::ref(RefKind::room, m.rooms.current);
        return true;
    case Builtin::room_first:
        out = m.rooms.first() == no_index ? Value(-1.0) : Value::ref(RefKind::room, m.rooms.first());
        return true;
    case Builtin::room_last:
        out = m.rooms.last() == no_index ? Value(-1.0) : Value::ref(RefKind::room, m.rooms.last());
        return true;
    case Builtin::room_width: out = Value(m.rooms.width); return true;
    case Builtin::room_height: out = Value(m.rooms.height); return true;
    case Builtin::room_persistent: out = Value::boolean(m.rooms.persistent); return true;
    case Builtin::room_speed: out = Value(m.clock.game_speed); return true;
    case Builtin::view_enabled: out = Value::boolean(m.rooms.views_enabled); return true;
    case Builtin::fps:
    case Builtin::fps_real: out = Value(m.clock.game_speed); return true;
    case Builtin::delta_time: out = Value(static_cast<double>(m.clock.delta_us())); return true;
    case Builtin::instance_count: out = Value(static_cast<double>(m.instances.live_count())); return true;
    case Builtin::instance_id: {
        std::vector<Instance*> all = m.instances.all_live();
        Array* array = m.heap.new_array(all.size());
        if (!array) return false;
        out = Value(array);
        for (size_t index = 0; index < all.size(); ++index) array->items[index] = all[index]->handle();
        return true;
    }
    case Builtin::current_time:
    case Builtin::current_year:
    case Builtin::current_month:
    case Builtin::current_day:
    case Builtin::current_weekday:
    case Builtin::current_hour:
    case Builtin::current_minute:
    case Builtin::current_second: out = moment(which); return true;
    case Builtin::os_type:
    case Builtin::os_device:
    case Builtin::os_browser:
    case Builtin::os_version: out = about_device(which); return true;
    case Builtin::game_id:
    case Builtin::game_display_name:
    case Builtin::game_project_name:
    case Builtin::game_save_id:
    case Builtin::GM_version:
    case Builtin::GM_runtime_version:
    case Builtin::GM_runtime_type:
    case Builtin::GM_project_filename:
    case Builtin::GM_build_type:
    case Builtin::GM_build_date: out = about_game(which); return true;
    case Builtin::GM_is_sandboxed: out = Value::boolean(true); return true;
    case Builtin::working_directory:
    case Builtin::program_directory:
    case Builtin::temp_directory:
    case Builtin::cache_directory: out = text(""); return true;
    case Builtin::_GMLINE_:
    case Builtin::_GM_LINE_: out = Value(static_cast<double>(world.here().line)); return true;
    case Builtin::_GMFILE_:
    case Builtin::_GMFUNCTION_:
    case Builtin::_GM_FUNCTION_: out = about_code(which); return true;
    case Builtin::_GM_FILE_: out = text(world.here().file); return true;
    case Builtin::audio_bus_main: {
        Value& bus = m.variables[static_cast<uint32_t>(which)];
        if (bus.is_undefined()) bus = Value(m.heap.new_struct());
        out = bus;
        return true;
    }
    default: return false;
    }
}

Value VariableServer::about_sprite(Builtin which, const Instance& instance) {
    const Value& sprite = instance.builtin(InstanceSlot::sprite_index);
    const std::vector<Sprite>& sprites = world.project().sprites;
    double number = sprite.is_ref() ? sprite.ref_index() : instance.number(InstanceSlot::sprite_index);
    const Sprite* data =
        number >= 0 && number < static_cast<double>(sprites.size()) ? &sprites[static_cast<size_t>(number)] : nullptr;
    double scale_x = instance.number(InstanceSlot::image_xscale), scale_y = instance.number(InstanceSlot::image_yscale);
    switch (which) {
    case Builtin::image_number: return Value(data ? static_cast<double>(data->frames) : 0.0);
    case Builtin::sprite_width: return Value(data ? data->width * scale_x : 0.0);
    case Builtin::sprite_height: return Value(data ? data->height * scale_y : 0.0);
    case Builtin::sprite_xoffset: return Value(data ? data->origin_x * scale_x : 0.0);
    default: return Value(data ? data->origin_y * scale_y : 0.0);
    }
}

Value VariableServer::about_box(Builtin which, const Instance& instance) {
    double x = instance.number(InstanceSlot::x), y = instance.number(InstanceSlot::y);
    Box box = box_of(world, instance).value_or(Box{x, y, x, y});
    switch (which) {
    case Builtin::bbox_left: return Value(box.left);
    case Builtin::bbox_right: return Value(box.right);
    case Builtin::bbox_top: return Value(box.top);
    default: return Value(box.bottom);
    }
}

bool VariableServer::get_of_instance(Builtin which, const Instance& instance, Value& out) {
    switch (which) {
    case Builtin::id: out = instance.handle(); return true;
    case Builtin::object_index: out = Value::ref(RefKind::object, instance.object); return true;
    case Builtin::layer:
        out = instance.current_layer() == ~0u ? Value(-1.0) : Value::ref(RefKind::layer, instance.current_layer());
        return true;
    case Builtin::speed: out = Value(instance.speed); return true;
    case Builtin::direction: out = Value(instance.direction); return true;
    case Builtin::hspeed: out = Value(instance.hspeed); return true;
    case Builtin::vspeed: out = Value(instance.vspeed); return true;
    case Builtin::alarm: out = instance.builtin(InstanceSlot::alarm); return true;
    case Builtin::sprite_index: out = instance.builtin(InstanceSlot::sprite_index); return true;
    case Builtin::mask_index: out = instance.builtin(InstanceSlot::mask_index); return true;
    case Builtin::path_index: out = asset_ref(RefKind::path, -1); return true;
    case Builtin::image_number:
    case Builtin::sprite_width:
    case Builtin::sprite_height:
    case Builtin::sprite_xoffset:
    case Builtin::sprite_yoffset: out = about_sprite(which, instance); return true;
    case Builtin::bbox_left:
    case Builtin::bbox_right:
    case Builtin::bbox_top:
    case Builtin::bbox_bottom: out = about_box(which, instance); return true;
    default: return false;
    }
}

bool VariableServer::set_global(Builtin which, const Value& value, std::string& error) {
    double number = 0;
    switch (which) {
    case Builtin::room: {
        if (!to_real(value, number, error)) return false;
        if (number >= 0 && number < static_cast<double>(m.rooms.count())) m.rooms.next = static_cast<uint32_t>(number);
        return true;
    }
    case Builtin::room_width: return to_real(value, m.rooms.width, error);
    case Builtin::room_height: return to_real(value, m.rooms.height, error);
    case Builtin::room_persistent: return to_bool(value, m.rooms.persistent, error);
    case Builtin::view_enabled: return to_bool(value, m.rooms.views_enabled, error);
    case Builtin::room_speed:
        if (!to_real(value, number, error)) return false;
        m.clock.game_speed = std::clamp(number, 1.0, 10000.0);
        return true;
    default: m.variables[static_cast<uint32_t>(which)] = value; return true;
    }
}

/// Of a global variable that holds an array because the game put one there; any other is set as a whole.
bool VariableServer::set_element(Builtin which, int64_t element, const Value& value, std::string& error) {
    auto kept = m.variables.find(static_cast<uint32_t>(which));
    if (kept == m.variables.end() || !kept->second.is_array()) return set_global(which, value, error);
    Value holder = kept->second;
    Array& array = *holder.as_array();
    bool grows = element >= array.size && static_cast<size_t>(element) < m.heap.limits().array_items;
    if (!grows && !check_element(variables[static_cast<uint32_t>(which)].name, element, array, error)) return false;
    if (array.set(static_cast<uint32_t>(element), value)) return true;
    error = "out of memory: the limit of this game is reached";
    return false;
}

/// Without an index the first alarm is meant.
bool VariableServer::set_alarm(Instance& instance, int64_t element, const Value& value, std::string& error) {
    double steps = 0;
    Value alarms = instance.builtin(InstanceSlot::alarm);
    if (!to_real(value, steps, error)) return false;
    if (!alarms.is_array()) return true; // there was no memory for them
    element = std::max<int64_t>(element, 0);
    if (!check_element("alarm", element, *alarms.as_array(), error)) return false;
    alarms.as_array()->write(static_cast<uint32_t>(element), Value(steps));
    return true;
}

/// Kept as a handle: -1 as "ref sprite -1".
bool VariableServer::set_sprite(Instance& instance, InstanceSlot slot, const Value& value, std::string& error) {
    double number = 0;
    if (!value.is_ref() && !(value.is_numeric() && to_real(value, number, error))) {
        error = "Unknown Function argument 1 incorrect type (" + std::string(type_name(value)) +
                ") expecting a Number (YYGI32)";
        return false;
    }
    instance.set_builtin(slot, value.is_ref() ? value : asset_ref(RefKind::sprite, number));
    return true;
}

bool VariableServer::set_of_instance(Builtin which, Instance& instance, int64_t element, const Value& value,
                                     std::string& error) {
    double number = 0;
    switch (which) {
    case Builtin::alarm: return set_alarm(instance, element, value, error);
    case Builtin::sprite_index: return set_sprite(instance, InstanceSlot::sprite_index, value, error);
    case Builtin::mask_index: return set_sprite(instance, InstanceSlot::mask_index, value, error);
    case Builtin::speed:
    case Builtin::direction:
    case Builtin::hspeed:
    case Builtin::vspeed:
        if (!to_real(value, number, error)) return false;
        if (which == Builtin::speed)
            instance.set_heading(number, instance.direction);
        else if (which == Builtin::direction)
            instance.set_heading(instance.speed, number);
        else if (which == Builtin::hspeed)
            instance.set_motion(number, instance.vspeed);
        else
            instance.set_motion(instance.hspeed, number);
        return true;
    case Builtin::layer: {
        uint32_t layer = ~0u;
        if (value.is_string())
            layer = m.rooms.find_layer(value.as_string()->view());
        else if (value.is_ref(RefKind::layer))
            layer = value.ref_index();
        else if (!to_real(value, number, error))
            return false;
        else if (number >= 0 && number < 4294967295.0)
            layer = static_cast<uint32_t>(number);
        if (layer >= m.rooms.layers.size() || !m.rooms.layers[layer].live) return true; // as GameMaker: nothing happens
        instance.put_on_layer(layer, m.rooms.layers[layer].depth);
        return true;
    }
    default: instance.rare[static_cast<uint32_t>(which)] = value; return true;
    }
}

const Value* World::stored_variable(uint32_t index) const {
    switch (static_cast<Builtin>(index)) {
    case Builtin::async_load: return &async_load;
    case Builtin::event_data: return &event_data;
    default: return nullptr;
    }
}

bool World::get_variable(uint32_t index, Struct* self, int64_t element, Value& out, std::string& error) {
    VariableServer server(*this, *m);
    const BuiltinVariable& variable = variables[index];
    Builtin which = static_cast<Builtin>(index);
    if (is_view_array(which)) {
        if (!check_view(variable.name, element, error)) return false;
        out = get_view(m->heap, m->rooms, which, element);
        return true;
    }
    if (variable.of_instance) {
        Instance* instance = as_instance(self);
        if (!instance) {
            error = "Variable <unknown_object>." + std::string(variable.name) + " not set before reading it.";
            return false;
        }
        if (!server.get_of_instance(which, *instance, out)) {
            auto found = instance->rare.find(index);
            out = found != instance->rare.end() ? found->second : server.initial(index);
        }
    } else if (!server.get_global(which, out)) {
        auto found = m->variables.find(index);
        if (found == m->variables.end()) found = m->variables.emplace(index, server.initial(index)).first;
        out = found->second;
    }
    if (element < 0 || !out.is_array()) return true;
    if (!check_element(variable.name, element, *out.as_array(), error)) return false;
    Value item = out.as_array()->items[element];
    out = std::move(item);
    return true;
}

bool World::set_variable(uint32_t index, Struct* self, int64_t element, const Value& value, std::string& error) {
    VariableServer server(*this, *m);
    const BuiltinVariable& variable = variables[index];
    if (!variable.writable) {
        error = "Attempting to write to a read-only variable " + std::string(variable.name);
        return false;
    }
    Builtin which = static_cast<Builtin>(index);
    about_to_change(which, self, element);
    if (variable.of_instance) {
        Instance* instance = as_instance(self);
        if (!instance) {
            error = "Variable " + std::string(variable.name) + " can only be set in an instance.";
            return false;
        }
        return server.set_of_instance(which, *instance, element, value, error);
    }
    if (!is_view_array(which))
        return element < 0 ? server.set_global(which, value, error) : server.set_element(which, element, value, error);
    return check_view(variable.name, element, error) && set_view(m->rooms, which, element, value, error);
}

/// The write barrier tells of those that are members.
static bool is_member(Builtin which) {
    return which == Builtin::alarm || which == Builtin::sprite_index || which == Builtin::mask_index;
}

void World::about_to_change(Builtin which, Struct* self, int64_t element) {
    if (!m->observer || is_member(which)) return;
    auto index = static_cast<uint32_t>(which);
    const Instance* instance = variables[index].of_instance ? as_instance(self) : nullptr;
    Value old;
    std::string nothing_to_change;
    if (get_variable(index, self, element, old, nothing_to_change))
        m->observer->before_builtin(index, element, instance, old);
}

bool World::is_builtin_variable(std::string_view name) const {
    uint32_t index = find_builtin_variable(name);
    if (index != ~0u && variables[index].of_instance) return true;
    return std::find(instance_slot_names.begin(), instance_slot_names.end(), name) != instance_slot_names.end();
}

bool World::get_builtin(std::string_view name, Struct* self, Value& out, std::string& error) {
    uint32_t index = find_builtin_variable(name);
    return index != ~0u && get_variable(index, self, -1, out, error);
}

bool World::set_builtin(std::string_view name, Struct* self, const Value& value, std::string& error) {
    uint32_t index = find_builtin_variable(name);
    return index != ~0u && set_variable(index, self, -1, value, error);
}

std::vector<std::string> World::own_names(const Instance& instance) const {
    std::vector<std::string> out;
    for (Symbol name : instance.shape->names()) {
        std::string_view text = m->heap.names().text(name);
        if (std::find(instance_slot_names.begin(), instance_slot_names.end(), text) == instance_slot_names.end())
            out.emplace_back(text);
    }
    return out;
}

} // namespace scope
