// Facts of fonts, sounds, shaders, timelines, tile sets, sequences, animation curves and objects, as their .yy files
// have them. What these functions would draw or play is not there.

#include "core/lib/asset_facts.h"
#include "core/lib/existence.h"
#include "core/lib/platform_tables.h"
#include "core/world/parameters.h"

#include <algorithm>

namespace scope {

static NativeStatus yes(NativeCall& c) {
    return c.done(Value::boolean(true));
}

// --- fonts

static const Font* font_of(NativeCall& c) {
    return asset_argument(c, 0, RefKind::font, world_of(c).project().fonts);
}
static NativeStatus font_get_fontname(NativeCall& c) {
    const Font* font = font_of(c);
    return c.done(std::string_view(font ? font->font_name : ""));
}
template<auto member> static NativeStatus font_number(NativeCall& c) {
    const Font* font = font_of(c);
    return c.done(font ? static_cast<double>(font->*member) : 0.0);
}
template<bool Font::*member> static NativeStatus font_truth(NativeCall& c) {
    const Font* font = font_of(c);
    return c.done(Value::boolean(font && font->*member));
}

// --- sounds

static const Sound* sound_of(NativeCall& c) {
    return asset_argument(c, 0, RefKind::sound, world_of(c).project().sounds);
}
static NativeStatus audio_sound_length(NativeCall& c) {
    const Sound* sound = sound_of(c);
    return c.done(sound ? sound->duration : -1.0);
}

// --- timelines

static const Timeline* timeline_of(NativeCall& c) {
    return asset_argument(c, 0, RefKind::timeline, world_of(c).project().timelines);
}
static NativeStatus timeline_size(NativeCall& c) {
    const Timeline* timeline = timeline_of(c);
    return c.done(timeline ? static_cast<double>(timeline->moments.size()) : 0.0);
}
static NativeStatus timeline_max_moment(NativeCall& c) {
    const Timeline* timeline = timeline_of(c);
    double last = 0;
    if (timeline)
        for (const TimelineMoment& moment : timeline->moments) last = std::max(last, double(moment.moment));
    return c.done(last);
}

// --- tile sets

static NativeStatus tileset_get_info(NativeCall& c) {
    const TileSet* tiles = asset_argument(c, 0, RefKind::tileset, world_of(c).project().tilesets);
    if (!tiles) return c.done();
    Struct* info = c.heap.new_struct();
    Value result(info);
    const std::pair<const char*, int32_t> numbers[] = {
        {"tile_width", tiles->tile_width},
        {"tile_height", tiles->tile_height},
        {"tile_count", tiles->tile_count},
        {"tile_horizontal_separator", tiles->separation_x},
        {"tile_vertical_separator", tiles->separation_y},
    };
    for (const auto& [name, number] : numbers) add_member(c, info, name, Value(static_cast<double>(number)));
    return c.done(result);
}

// --- objects

static const Object* object_argument(NativeCall& c) {
    return asset_argument(c, 0, RefKind::object, world_of(c).project().objects);
}
static NativeStatus object_get_physics(NativeCall& c) {
    const Object* object = object_argument(c);
    return c.done(Value::boolean(object && object->physics));
}

static constexpr NativeRow rows[] = {
    {"font_exists", unless_undefined<asset_exists<RefKind::font, &Project::fonts>>, 1, 1},
    {"font_get_name", asset_name<RefKind::font, &Project::fonts>, 1, 1},
    {"font_get_fontname", font_get_fontname, 1, 1},
    {"font_get_size", font_number<&Font::size>, 1, 1},
    {"font_get_first", font_number<&Font::first>, 1, 1},
    {"font_get_last", font_number<&Font::last>, 1, 1},
    {"font_get_bold", font_truth<&Font::bold>, 1, 1},
    {"font_get_italic", font_truth<&Font::italic>, 1, 1},
    {"audio_exists", unless_undefined<asset_exists<RefKind::sound, &Project::sounds>>, 1, 1},
    {"audio_get_name", asset_name<RefKind::sound, &Project::sounds>, 1, 1},
    {"audio_sound_length", checked<audio_sound_length>, 1, 1},
    {"shader_get_name", asset_name<RefKind::shader, &Project::shaders>, 1, 1},
    {"shader_is_compiled", asset_exists<RefKind::shader, &Project::shaders>, 1, 1},
    {"shaders_are_supported", yes, 0, 0},
    {"timeline_exists", unless_undefined<asset_exists<RefKind::timeline, &Project::timelines>>, 1, 1},
    {"timeline_get_name", asset_name<RefKind::timeline, &Project::timelines>, 1, 1},
    {"timeline_size", timeline_size, 1, 1},
    {"timeline_max_moment", timeline_max_moment, 1, 1},
    {"tileset_get_name", asset_name<RefKind::tileset, &Project::tilesets>, 1, 1},
    {"tileset_get_info", tileset_get_info, 1, 1},
    {"sequence_exists", unless_undefined<asset_exists<RefKind::sequence, &Project::sequences>>, 1, 1},
    {"animcurve_exists", unless_undefined<asset_exists<RefKind::animcurve, &Project::anim_curves>>, 1, 1},
    {"object_get_physics", object_get_physics, 1, 1},
};

std::span<const NativeRow> resource_natives() {
    return rows;
}

} // namespace scope
