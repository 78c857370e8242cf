// os_*, environment and command line, web addresses, clipboard, compiler hints. What a device would say comes from the
// environment (`--device KEY=VALUE`) or is what the target plausibly has; nothing of the machine is read, and a web
// address is only recorded.

#include "core/base/text.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>

namespace scope {

static NativeStatus nothing(NativeCall& c) {
    return c.done();
}
static NativeStatus no(NativeCall& c) {
    return c.done(Value::boolean(false));
}

static bool target_is(NativeCall& c, std::initializer_list<std::string_view> targets) {
    return std::find(targets.begin(), targets.end(), world_of(c).input().target) != targets.end();
}

static NativeStatus os_get_language(NativeCall& c) {
    return c.done(std::string_view(environment_text(c, "language", "en")));
}
static NativeStatus os_get_region(NativeCall& c) {
    return c.done(std::string_view(environment_text(c, "region", "US")));
}
static NativeStatus os_get_config(NativeCall& c) {
    return c.done(std::string_view(world_of(c).input().config));
}
static NativeStatus os_is_network_connected(NativeCall& c) {
    return c.done(Value::boolean(environment_truth(c, "network_connected", true)));
}
static NativeStatus os_check_permission(NativeCall& c) {
    return c.done(environment_real(c, "permission", constant_value("os_permission_granted")));
}

/// The keys that the manual names for the target; consoles and browsers give -1.
static NativeStatus os_get_info(NativeCall& c) {
    struct Fact {
        const char* key;
        const char* value;
    };
    static constexpr Fact windows[] = {
        {"udid", "00000000-0000-0000-0000-000000000000"},
        {"video_adapter_vendorid", "0"},
        {"video_adapter_deviceid", "0"},
        {"video_adapter_subsysid", "0"},
        {"video_adapter_revision", "0"},
        {"video_adapter_description", "none"},
        {"video_adapter_dedicatedvideomemory", "0"},
        {"video_adapter_dedicatedsystemmemory", "0"},
        {"video_adapter_sharedsystemmemory", "0"},
    };
    static constexpr Fact desktop[] = {
        {"udid", "00000000-0000-0000-0000-000000000000"},
        {"gl_vendor_string", "none"},
        {"gl_version_string", "2.1"},
        {"gl_renderer_string", "none"},
    };
    static constexpr Fact android[] = {
        {"RELEASE", "14"},
        {"MODEL", "none"},
        {"DEVICE", "none"},
        {"MANUFACTURER", "none"},
        {"CPU_ABI", "arm64-v8a"},
        {"CPU_ABI2", ""},
        {"BOOTLOADER", "none"},
        {"BOARD", "none"},
        {"GL_VERSION", "OpenGL ES 3.0"},
        {"GL_VENDOR", "none"},
        {"GL_RENDERER", "none"},
        {"GL_EXTENSIONS", ""},
        {"PHYSICAL_KEYBOARD", "FALSE"},
    };
    static constexpr Fact ios[] = {
        {"name", "iPhone"},           {"systemName", "iOS"}, {"systemVersion", "17.0"}, {"model", "iPhone"},
        {"localisedModel", "iPhone"}, {"uiIdiom", "phone"},  {"platform", "none"},      {"hwModel", "none"},
    };
    std::span<const Fact> facts = target_is(c, {"windows", "uwp"})           ? std::span<const Fact>(windows)
                                  : target_is(c, {"linux", "macosx", "mac"}) ? std::span<const Fact>(desktop)
                                  : target_is(c, {"android"})                ? std::span<const Fact>(android)
                                  : target_is(c, {"ios", "tvos"})            ? std::span<const Fact>(ios)
                                                                             : std::span<const Fact>();
    if (facts.empty()) return c.done(-1.0);
    DsMap* map = world_of(c).ds().create_map();
    if (!map) return no_memory(c);
    auto put = [&](std::string_view key, Value value) {
        if (map->set(Value(c.heap.new_string(key)), value) == DsWrite::limit) no_memory(c);
    };
    put("is64bit", Value::boolean(true));
    for (const Fact& fact : facts)
        put(fact.key, Value(c.heap.new_string(environment_text(c, std::string("os_info_") + fact.key, fact.value))));
    if (target_is(c, {"android"})) {
        put("SDK_INT", Value(environment_real(c, "os_info_SDK_INT", 34)));
        put("android_tv", Value::boolean(environment_truth(c, "os_info_android_tv", false)));
    }
    return c.done(map->handle());
}

/// What `--device env_NAME=VALUE` gives; without it the few that games use to find their folders.
static NativeStatus environment_get_variable(NativeCall& c) {
    std::string name(c.text(0));
    if (c.failed()) return c.done();
    bool windows = target_is(c, {"windows"});
    std::string key = windows ? lower_ascii(name) : name; // Windows does not tell them apart by case
    std::string_view otherwise;
    if (windows && key == "localappdata") otherwise = "C:\\Users\\player\\AppData\\Local";
    if (windows && key == "appdata") otherwise = "C:\\Users\\player\\AppData\\Roaming";
    if (windows && key == "userprofile") otherwise = "C:\\Users\\player";
    if (windows && key == "username") otherwise = "player";
    if (!windows && key == "HOME") otherwise = "/home/player";
    if (!windows && key == "USER") otherwise = "player";
    return c.done(std::string_view(environment_text(c, "env_" + key, otherwise)));
}

// --- the command line: an array of strings, or one text divided at blanks

static std::vector<std::string> parameters(NativeCall& c) {
    Value given = world_of(c).environment("parameters", Value());
    std::vector<std::string> out;
    if (given.is_array()) {
        for (uint32_t i = 0; i < given.as_array()->size; ++i)
            out.push_back(to_text(c.host.rules(), c.heap.names(), given.as_array()->items[i]));
    } else if (given.is_string()) {
        std::string_view text = given.as_string()->view();
        while (!text.empty()) {
            size_t end = std::min(text.find(' '), text.size());
            if (end > 0) out.emplace_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    return out;
}

static NativeStatus parameter_count(NativeCall& c) {
    return c.done(static_cast<double>(parameters(c).size()));
}

/// 0 is the game itself, the parameters count from 1.
static NativeStatus parameter_string(NativeCall& c) {
    int64_t number = c.integer(0);
    if (c.failed()) return c.done();
    if (number == 0) return c.done(std::string_view(world_of(c).project().name));
    std::vector<std::string> all = parameters(c);
    if (number < 0 || number > static_cast<int64_t>(all.size())) return c.done(std::string_view(""));
    return c.done(std::string_view(all[static_cast<size_t>(number) - 1]));
}

// --- clipboard

static NativeStatus clipboard_set_text(NativeCall& c) {
    std::string text = shown_argument(c, 0);
    if (!c.failed()) world_of(c).platform().desktop.clipboard = std::move(text);
    return c.done();
}
static NativeStatus clipboard_get_text(NativeCall& c) {
    return c.done(std::string_view(world_of(c).platform().desktop.clipboard));
}
static NativeStatus clipboard_has_text(NativeCall& c) {
    return c.done(Value::boolean(!world_of(c).platform().desktop.clipboard.empty()));
}

static NativeStatus url_get_domain(NativeCall& c) {
    return c.done(std::string_view(environment_text(c, "domain", target_is(c, {"html5"}) ? "localhost" : "")));
}

// --- debug_event("ResourceCounts") and ("DumpMemory"): the counts that we keep

static NativeStatus debug_event(NativeCall& c) {
    std::string_view what = c.text(0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    if (what != "ResourceCounts" && what != "DumpMemory") return c.done();
    Struct* counts = c.heap.new_struct();
    Value result(counts);
    if (what == "DumpMemory") {
        add_member(c, counts, "totalUsed", Value(static_cast<double>(c.heap.own_bytes())));
        add_member(c, counts, "free", Value(static_cast<double>(c.heap.limits().total_bytes - c.heap.own_bytes())));
        return c.done(result);
    }
    static constexpr std::pair<const char*, RefKind> structures[] = {
        {"listCount", RefKind::ds_list},   {"mapCount", RefKind::ds_map},   {"queueCount", RefKind::ds_queue},
        {"stackCount", RefKind::ds_stack}, {"gridCount", RefKind::ds_grid}, {"priorityCount", RefKind::ds_priority},
    };
    for (const auto& [name, kind] : structures)
        add_member(c, counts, name, Value(static_cast<double>(world.ds().count(kind))));
    const Project& project = world.project();
    auto with_made = [&](size_t assets, RefKind kind) {
        return Value(static_cast<double>(assets + world.stub_handles().all(kind).size()));
    };
    add_member(c, counts, "surfaceCount", with_made(0, RefKind::surface));
    add_member(c, counts, "spriteCount", with_made(project.sprites.size(), RefKind::sprite));
    add_member(c, counts, "pathCount", with_made(project.paths.size(), RefKind::path));
    add_member(c, counts, "fontCount", with_made(project.fonts.size(), RefKind::font));
    add_member(c, counts, "roomCount", with_made(project.rooms.size(), RefKind::room));
    add_member(c, counts, "timelineCount", with_made(project.timelines.size(), RefKind::timeline));
    add_member(c, counts, "instanceCount", Value(static_cast<double>(world.instances().live_count())));
    return c.done(result);
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"os_get_language", os_get_language, 0, 0},
    {"os_get_region", os_get_region, 0, 0},
    {"os_get_config", os_get_config, 0, 0},
    {"os_get_info", os_get_info, 0, 0},
    {"os_is_network_connected", os_is_network_connected, 0, 1},
    {"os_is_paused", no, 0, 0},
    {"os_check_permission", os_check_permission, 1, 1},
    {"os_lock_orientation", nothing, 1, 1},
    {"os_powersave_enable", nothing, 1, 1},
    {"os_set_orientation_lock", nothing, 2, 2},
    {"environment_get_variable", environment_get_variable, 1, 1},
    {"parameter_count", parameter_count, 0, 0},
    {"parameter_string", parameter_string, 1, 1},
    {"url_open", nothing, 1, 1, out},
    {"url_open_ext", nothing, 2, 2, out},
    {"url_open_full", nothing, 3, 3, out},
    {"url_get_domain", url_get_domain, 0, 0},
    {"analytics_event", nothing, 1, 1, out},
    {"analytics_event_ext", nothing, 1, -1, out},
    {"clipboard_set_text", clipboard_set_text, 1, 1, out},
    {"clipboard_get_text", clipboard_get_text, 0, 0, out},
    {"clipboard_has_text", clipboard_has_text, 0, 0, out},
    {"gml_pragma", nothing, 1, -1},
    {"gml_release_mode", nothing, 1, 1},
    {"debug_event", debug_event, 1, 2},
    {"show_debug_overlay", nothing, 1, -1},
    {"show_debug_log", nothing, 1, 1},
    {"is_debug_overlay_open", no, 0, 0},
    {"is_mouse_over_debug_overlay", no, 0, 0},
    {"is_keyboard_used_debug_overlay", no, 0, 0},
};

std::span<const NativeRow> operating_system_natives() {
    return rows;
}

} // namespace scope
