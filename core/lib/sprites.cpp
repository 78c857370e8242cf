// sprite_*: sprites of the project with the facts of their .yy, and sprites made at run time as live handles that keep
// theirs. No pixels. A sprite that is loaded meanwhile (from a web address, by sprite_add_ext, on html5) is there at
// once, one pixel large, and an Image Loaded event (60) follows; of a local file the world itself says whether it was
// one.

#include "core/lib/asset_facts.h"
#include "core/lib/existence.h"
#include "core/lib/image_size.h"
#include "core/lib/own_answers.h"
#include "core/lib/platform_tables.h"

#include <algorithm>

namespace scope {

static constexpr const char* fact_names[] = {"width", "height", "frames", "xoffset", "yoffset", "speed"};

struct SpriteFacts {
    double width = 0, height = 0, frames = 0;
    double origin_x = 0, origin_y = 0;
    double speed = 0;
    bool per_game_frame = false;
    double left = 0, top = 0, right = 0, bottom = 0;
    std::string name;
};

/// Argument 0's facts; false when there is no such sprite.
static bool sprite_facts(NativeCall& c, SpriteFacts& out) {
    World& world = world_of(c);
    if (const Sprite* sprite = asset_argument(c, 0, RefKind::sprite, world.project().sprites)) {
        out = {double(sprite->width),
               double(sprite->height),
               double(sprite->frames),
               sprite->origin_x,
               sprite->origin_y,
               sprite->speed,
               sprite->speed_per_game_frame,
               double(sprite->bbox_left),
               double(sprite->bbox_top),
               double(sprite->bbox_right),
               double(sprite->bbox_bottom),
               sprite->name};
        return true;
    }
    uint32_t index = index_of(c.arg(0), RefKind::sprite);
    StubHandles::Entry* made = index == ~0u ? nullptr : world.stub_handles().find(RefKind::sprite, c.arg(0));
    if (!made) return false;
    double* values[] = {&out.width, &out.height, &out.frames, &out.origin_x, &out.origin_y, &out.speed};
    for (size_t i = 0; i < std::size(values); ++i) {
        auto found = made->properties.find(fact_names[i]);
        if (found != made->properties.end() && found->second.is_real()) *values[i] = found->second.as_real();
    }
    out.right = std::max(out.width - 1, 0.0);
    out.bottom = std::max(out.height - 1, 0.0);
    out.name = world.name_of(Value::ref(RefKind::sprite, index));
    return true;
}

/// Undefined with the fault set when there are too many.
static Value new_sprite(NativeCall& c, double width, double height, double frames, double x, double y) {
    World& world = world_of(c);
    if (!may_create(c, RefKind::sprite)) return {};
    Value handle = world.stub_handles().create(RefKind::sprite, world.origin_here());
    if (StubHandles::Entry* entry = world.stub_handles().find(RefKind::sprite, handle)) {
        const double values[] = {width, height, frames, x, y, 1};
        for (size_t i = 0; i < std::size(values); ++i) entry->properties[fact_names[i]] = Value(values[i]);
    }
    return handle;
}

template<double SpriteFacts::*member> static NativeStatus fact(NativeCall& c) {
    SpriteFacts facts;
    return c.done(sprite_facts(c, facts) ? facts.*member : 0.0);
}

static NativeStatus sprite_get_name(NativeCall& c) {
    SpriteFacts facts;
    return c.done(std::string_view(sprite_facts(c, facts) ? facts.name : "<undefined>"));
}
static NativeStatus sprite_get_speed_type(NativeCall& c) {
    SpriteFacts facts;
    return c.done(sprite_facts(c, facts) && facts.per_game_frame ? 1.0 : 0.0);
}
static NativeStatus sprite_exists(NativeCall& c) {
    SpriteFacts facts;
    return c.done(Value::boolean(sprite_facts(c, facts)));
}

static NativeStatus sprite_get_info(NativeCall& c) {
    SpriteFacts facts;
    if (!sprite_facts(c, facts)) return c.done();
    Struct* info = c.heap.new_struct();
    Value result(info);
    const std::pair<const char*, double> numbers[] = {
        {"width", facts.width},
        {"height", facts.height},
        {"xoffset", facts.origin_x},
        {"yoffset", facts.origin_y},
        {"bbox_left", facts.left},
        {"bbox_top", facts.top},
        {"bbox_right", facts.right},
        {"bbox_bottom", facts.bottom},
        {"num_subimages", facts.frames},
        {"frame_speed", facts.speed},
        {"frame_type", facts.per_game_frame ? 1.0 : 0.0},
        {"type", 0},
    };
    for (const auto& [name, number] : numbers) add_member(c, info, name, Value(number));
    add_member(c, info, "name", Value(c.heap.new_string(facts.name)));
    add_member(c, info, "transparent", Value::boolean(false));
    add_member(c, info, "smooth", Value::boolean(false));
    return c.done(result);
}

// --- made at run time

static bool is_web_address(std::string_view path) {
    return path.starts_with("http://") || path.starts_with("https://");
}

/// `x_at`: which argument is the origin's x. `later`: the event says what came of it, not the result.
static NativeStatus add_sprite(NativeCall& c, uint32_t x_at, bool later) {
    std::string path = path_argument(c, 0);
    double frames = std::max(c.real(1), 1.0), x = c.real(x_at), y = c.real(x_at + 1);
    if (c.failed()) return c.done();
    if (is_web_address(path)) {
        Value sprite = new_sprite(c, 1, 1, frames, x, y);
        if (!c.failed())
            ask(c, {c.name, "image", {c.args, c.count}, events::async_web_image_load, RequestMode::event, {}, sprite});
        return c.done(sprite);
    }
    ImageSize size;
    std::shared_ptr<const std::string> file = world_of(c).files().read(path);
    LoadOutcome outcome = !file                                                          ? LoadOutcome::missing
                          : c.charge(file->size() / 256) && read_image_size(*file, size) ? LoadOutcome::well
                                                                                         : LoadOutcome::damaged;
    if (c.failed()) return NativeStatus::fault;
    if (outcome != LoadOutcome::well) {
        if (!later) return c.done(-1.0);
        size.width = size.height = 1;
        frames = 1;
    }
    Value sprite = new_sprite(c, std::floor(size.width / frames), size.height, frames, x, y);
    if (later && !c.failed())
        answer_itself(c, outcome, sprite, {{"filename", c.arg(0)}, {"http_status", Value(200.0)}});
    return c.done(sprite);
}
static NativeStatus sprite_add(NativeCall& c) {
    return add_sprite(c, 4, world_of(c).input().target == "html5");
}
static NativeStatus sprite_add_ext(NativeCall& c) {
    return add_sprite(c, 2, true);
}

static NativeStatus sprite_create_from_surface(NativeCall& c) {
    double width = c.real(3), height = c.real(4), x = c.real(7), y = c.real(8);
    return c.failed() ? c.done() : c.done(new_sprite(c, width, height, 1, x, y));
}

static NativeStatus sprite_duplicate(NativeCall& c) {
    SpriteFacts facts;
    if (!sprite_facts(c, facts)) return c.done(-1.0);
    return c.done(new_sprite(c, facts.width, facts.height, facts.frames, facts.origin_x, facts.origin_y));
}

/// Sprites of the project stay: the window and the instances that show them would lose their facts.
static NativeStatus sprite_delete(NativeCall& c) {
    bool freed =
        index_of(c.arg(0), RefKind::sprite) != ~0u && world_of(c).stub_handles().free(RefKind::sprite, c.arg(0));
    return c.done(Value::boolean(freed));
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"sprite_exists", unless_undefined<sprite_exists>, 1, 1},
    {"sprite_get_name", sprite_get_name, 1, 1},
    {"sprite_get_width", fact<&SpriteFacts::width>, 1, 1},
    {"sprite_get_height", fact<&SpriteFacts::height>, 1, 1},
    {"sprite_get_number", fact<&SpriteFacts::frames>, 1, 1},
    {"sprite_get_xoffset", fact<&SpriteFacts::origin_x>, 1, 1},
    {"sprite_get_yoffset", fact<&SpriteFacts::origin_y>, 1, 1},
    {"sprite_get_speed", fact<&SpriteFacts::speed>, 1, 1},
    {"sprite_get_speed_type", sprite_get_speed_type, 1, 1},
    {"sprite_get_bbox_left", fact<&SpriteFacts::left>, 1, 1},
    {"sprite_get_bbox_top", fact<&SpriteFacts::top>, 1, 1},
    {"sprite_get_bbox_right", fact<&SpriteFacts::right>, 1, 1},
    {"sprite_get_bbox_bottom", fact<&SpriteFacts::bottom>, 1, 1},
    {"sprite_get_info", sprite_get_info, 1, 1},
    {"sprite_add", sprite_add, 6, 6, out},
    {"sprite_add_ext", sprite_add_ext, 5, 5, out},
    {"sprite_create_from_surface", sprite_create_from_surface, 9, 9},
    {"sprite_duplicate", sprite_duplicate, 1, 1},
    {"sprite_delete", sprite_delete, 1, 1},
};

std::span<const NativeRow> sprite_natives() {
    return rows;
}

} // namespace scope
