// audio_group_* and texturegroup_*: which groups there are, what is in them, and whether they are loaded. Nothing is
// played or drawn, so an audio group is there in the next frame, as its Save/Load event says, and a texture group at
// once.

#include "core/world/groups.h"
#include "core/lib/existence.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>

namespace scope {

// --- audio groups: the default one is always loaded

static constexpr uint32_t no_group = ~0u;

static uint32_t audio_group_argument(NativeCall& c, uint32_t index) {
    double number = c.real(index);
    bool known = !c.failed() && number >= 0 && number < static_cast<double>(world_of(c).project().audio_groups.size());
    return known ? static_cast<uint32_t>(number) : no_group;
}

static const Request* loading(NativeCall& c, uint32_t group) {
    const std::deque<Request>& waiting = world_of(c).requests().waiting();
    c.heap.spend(waiting.size() / 8);
    auto of_group = [group](const Request& one) {
        return one.kind == "audio_group_load" && index_of(one.args[0], RefKind::audio_group) == group;
    };
    auto found = std::find_if(waiting.begin(), waiting.end(), of_group);
    return found == waiting.end() ? nullptr : &*found;
}
static bool wanted(NativeCall& c, uint32_t group) {
    return group == 0 || group_entry(world_of(c), RefKind::audio_group, group).number("loaded") != 0;
}
static bool is_loaded(NativeCall& c, uint32_t group) {
    return group != no_group && wanted(c, group) && !loading(c, group);
}

static NativeStatus audio_group_load(NativeCall& c) {
    uint32_t group = audio_group_argument(c, 0);
    if (c.failed() || group == no_group || wanted(c, group)) return c.done(Value::boolean(false));
    NewRequest request{c.name, "audio_group", {c.args, c.count}, events::async_save_load, RequestMode::event, {}, {}};
    request.answer = {{"id", Value()}, // of which the event does not speak
                      {"type", Value(c.heap.new_string("audiogroup_load"))},
                      {"group_id", Value(static_cast<double>(group))}};
    ask(c, request);
    if (!c.failed()) group_entry(world_of(c), RefKind::audio_group, group).properties["loaded"] = Value(1.0);
    return c.done(Value::boolean(true));
}

static NativeStatus audio_group_unload(NativeCall& c) {
    uint32_t group = audio_group_argument(c, 0);
    if (c.failed() || group == no_group || group == 0 || !wanted(c, group)) return c.done(Value::boolean(false));
    if (const Request* request = loading(c, group)) world_of(c).requests().close(request->number);
    group_entry(world_of(c), RefKind::audio_group, group).properties["loaded"] = Value(0.0);
    return c.done(Value::boolean(true));
}
static NativeStatus audio_group_is_loaded(NativeCall& c) {
    uint32_t group = audio_group_argument(c, 0);
    return c.done(Value::boolean(is_loaded(c, group)));
}
static NativeStatus audio_group_load_progress(NativeCall& c) {
    uint32_t group = audio_group_argument(c, 0);
    return c.done(is_loaded(c, group) ? 100.0 : 0.0);
}
static NativeStatus audio_group_name(NativeCall& c) {
    uint32_t group = audio_group_argument(c, 0);
    return c.done(std::string_view(group == no_group ? "" : world_of(c).project().audio_groups[group].name));
}

static NativeStatus audio_throw_on_error(NativeCall& c) {
    bool throws = c.truth(0);
    if (!c.failed()) set_audio_throws(world_of(c), throws);
    return c.done();
}

// --- what is in a group

template<typename T> static NativeStatus assets_in(NativeCall& c, RefKind kind, const std::vector<T>& assets,
                                                   std::string T::*group_of, std::string_view group) {
    Array* array = c.heap.new_array();
    Value result(array);
    c.heap.spend(assets.size() / 8);
    for (size_t index = 0; array && index < assets.size(); ++index)
        if (assets[index].*group_of == group) add_item(c, array, Value::ref(kind, static_cast<uint32_t>(index)));
    return c.done(result);
}

static NativeStatus audio_group_get_assets(NativeCall& c) {
    const Project& project = world_of(c).project();
    uint32_t group = audio_group_argument(c, 0);
    return assets_in(c, RefKind::sound, project.sounds, &Sound::audio_group,
                     group == no_group ? "<none>" : project.audio_groups[group].name);
}
template<RefKind kind, auto assets, auto group_of> static NativeStatus in_texture_group(NativeCall& c) {
    std::string_view group = c.text(0);
    return assets_in(c, kind, world_of(c).project().*assets, group_of, group);
}

// --- texture groups, which GML names by text: the first is the default one, that is fetched from the beginning

static constexpr double unloaded = 0, in_memory = 2, fetched = 3; // texturegroup_status_*

static uint32_t texture_group_argument(NativeCall& c, uint32_t index) {
    std::string_view name = c.text(index);
    const auto& groups = world_of(c).project().texture_groups;
    c.heap.spend(groups.size() / 8);
    auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.name == name; });
    return c.failed() || found == groups.end() ? no_group : static_cast<uint32_t>(found - groups.begin());
}
static NativeStatus texturegroup_exists(NativeCall& c) {
    uint32_t group = texture_group_argument(c, 0);
    return c.done(Value::boolean(group != no_group));
}
static NativeStatus texturegroup_get_names(NativeCall& c) {
    Array* array = c.heap.new_array();
    Value result(array);
    const auto& groups = world_of(c).project().texture_groups;
    c.heap.spend(groups.size() / 8);
    for (size_t index = 0; array && index < groups.size(); ++index)
        add_item(c, array, Value(c.heap.new_string(groups[index].name)));
    return c.done(result);
}
static NativeStatus texturegroup_get_status(NativeCall& c) {
    uint32_t group = texture_group_argument(c, 0);
    if (c.failed() || group == no_group) return c.done(unloaded);
    return c.done(group == 0 ? fetched : group_entry(world_of(c), RefKind::texture_group, group).number("status"));
}
static NativeStatus set_status(NativeCall& c, uint32_t group, double status) {
    if (group != 0) group_entry(world_of(c), RefKind::texture_group, group).properties["status"] = Value(status);
    return c.done();
}
static NativeStatus texturegroup_load(NativeCall& c) {
    uint32_t group = texture_group_argument(c, 0);
    bool fetch = c.truth_or(1, true);
    if (c.failed() || group == no_group) return c.done(-1.0);
    set_status(c, group, fetch ? fetched : in_memory);
    return c.done(0.0);
}
static NativeStatus texturegroup_unload(NativeCall& c) {
    uint32_t group = texture_group_argument(c, 0);
    return c.failed() || group == no_group ? c.done() : set_status(c, group, unloaded);
}

static constexpr NativeRow rows[] = {
    {"audio_group_load", audio_group_load, 1, 1, NativeRow::calls_out},
    {"audio_group_unload", audio_group_unload, 1, 1},
    {"audio_group_is_loaded", audio_group_is_loaded, 1, 1},
    {"audio_group_load_progress", audio_group_load_progress, 1, 1},
    {"audio_group_name", audio_group_name, 1, 1},
    {"audio_group_get_assets", audio_group_get_assets, 1, 1},
    {"audio_throw_on_error", audio_throw_on_error, 1, 1},
    {"texturegroup_exists", unless_undefined<texturegroup_exists>, 1, 1},
    {"texturegroup_get_names", texturegroup_get_names, 0, 0},
    {"texturegroup_get_status", texturegroup_get_status, 1, 1},
    {"texturegroup_load", texturegroup_load, 1, 2},
    {"texturegroup_unload", texturegroup_unload, 1, 1},
    {"texturegroup_get_sprites", in_texture_group<RefKind::sprite, &Project::sprites, &Sprite::texture_group>, 1, 1},
    {"texturegroup_get_fonts", in_texture_group<RefKind::font, &Project::fonts, &Font::texture_group>, 1, 1},
    {"texturegroup_get_tilesets", in_texture_group<RefKind::tileset, &Project::tilesets, &TileSet::texture_group>, 1,
     1},
};

std::span<const NativeRow> group_natives() {
    return rows;
}

} // namespace scope
