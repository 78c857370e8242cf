// surface_*: surfaces as live handles with a size, and which of them is drawn to. They have no pixels.

#include "core/lib/existence.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/window_size.h"

namespace scope {

static Drawing& drawing_of(NativeCall& c) {
    return world_of(c).platform().drawing;
}
static StubHandles::Entry* surface_argument(NativeCall& c, uint32_t index) {
    return world_of(c).stub_handles().find(RefKind::surface, c.arg(index));
}
static bool fine_size(NativeCall& c, double width, double height) {
    constexpr double most = 16384;
    if (!c.failed() && (!(width >= 1) || !(height >= 1)))
        c.error(std::string(c.name) + " :: Trying to create a surface with size of less than or equal to zero.");
    if (!c.failed() && (width > most || height > most))
        c.error(std::string(c.name) + " :: surfaces are at most 16384 wide and high");
    return !c.failed();
}

/// `size_at`: which argument is the width.
static NativeStatus create(NativeCall& c, uint32_t size_at, double format) {
    double width = c.real(size_at), height = c.real(size_at + 1);
    if (!fine_size(c, width, height) || !may_create(c, RefKind::surface)) return NativeStatus::fault;
    Value surface = world_of(c).stub_handles().create(RefKind::surface, world_of(c).origin_here());
    auto& has = world_of(c).stub_handles().find(RefKind::surface, surface)->properties;
    has["width"] = Value(std::floor(width));
    has["height"] = Value(std::floor(height));
    has["format"] = Value(format);
    has["depth"] = Value::boolean(!drawing_of(c).settings.count("depth_disabled"));
    return c.done(surface);
}
static NativeStatus surface_create(NativeCall& c) {
    return create(c, 0, c.real_or(2, constant_value("surface_rgba8unorm")));
}
static NativeStatus surface_create_ext(NativeCall& c) {
    return create(c, 1, constant_value("surface_rgba8unorm"));
}

static NativeStatus surface_exists(NativeCall& c) {
    return c.done(Value::boolean(surface_argument(c, 0) != nullptr));
}
/// application_surface stays: the engine would make it again in the next frame.
static NativeStatus surface_free(NativeCall& c) {
    if (surface_argument(c, 0) && index_of(c.arg(0), RefKind::surface) != 0)
        world_of(c).stub_handles().free(RefKind::surface, c.arg(0));
    return c.done();
}
static NativeStatus surface_resize(NativeCall& c) {
    double width = c.real(1), height = c.real(2);
    StubHandles::Entry* surface = surface_argument(c, 0);
    if (!surface || !fine_size(c, width, height)) return c.done();
    surface->properties["width"] = Value(std::floor(width));
    surface->properties["height"] = Value(std::floor(height));
    return c.done();
}

/// application_surface is as large as the window until it is resized.
static NativeStatus get_size(NativeCall& c, const char* name, double Size::*member) {
    StubHandles::Entry* surface = surface_argument(c, 0);
    if (!surface) return c.done(-1.0);
    auto found = surface->properties.find(name);
    return c.done(found != surface->properties.end() ? found->second : Value(window_size(c).*member));
}
static NativeStatus surface_get_width(NativeCall& c) {
    return get_size(c, "width", &Size::width);
}
static NativeStatus surface_get_height(NativeCall& c) {
    return get_size(c, "height", &Size::height);
}
static NativeStatus surface_get_format(NativeCall& c) {
    StubHandles::Entry* surface = surface_argument(c, 0);
    if (!surface) return c.done(-1.0);
    auto found = surface->properties.find("format");
    return c.done(found != surface->properties.end() ? found->second : Value(constant_value("surface_rgba8unorm")));
}
static NativeStatus surface_has_depth(NativeCall& c) {
    StubHandles::Entry* surface = surface_argument(c, 0);
    auto found = surface ? surface->properties.find("depth") : decltype(surface->properties.end()){};
    return c.done(surface && found != surface->properties.end() ? found->second : Value::boolean(surface != nullptr));
}
static NativeStatus surface_format_is_supported(NativeCall& c) {
    c.integer(0);
    return c.done(Value::boolean(true));
}

static NativeStatus surface_depth_disable(NativeCall& c) {
    bool disable = c.truth(0);
    if (c.failed()) return c.done();
    drawing_of(c).settings.erase("depth_disabled");
    if (disable) drawing_of(c).settings["depth_disabled"] = Value::boolean(true);
    return c.done();
}
static NativeStatus surface_get_depth_disable(NativeCall& c) {
    return c.done(Value::boolean(drawing_of(c).settings.count("depth_disabled") > 0));
}

// --- what is drawn to

static constexpr size_t most_targets = 1000;

static NativeStatus push_target(NativeCall& c, const Value& surface) {
    if (drawing_of(c).targets.size() >= most_targets)
        return c.error(std::string(c.name) + " :: too many surfaces are set and none is reset");
    drawing_of(c).targets.push_back(surface);
    return c.done(Value::boolean(true));
}
static NativeStatus surface_set_target(NativeCall& c) {
    return surface_argument(c, 0) ? push_target(c, c.arg(0)) : c.done(Value::boolean(false));
}
static NativeStatus surface_reset_target(NativeCall& c) {
    auto& targets = drawing_of(c).targets;
    if (targets.empty()) return c.error("Unbalanced surface stack. You MUST use surface_reset_target() for each set.");
    targets.pop_back();
    for (int slot = 1; slot < 4; ++slot) drawing_of(c).settings.erase("target" + std::to_string(slot));
    return c.done(Value::boolean(true));
}
static NativeStatus surface_get_target(NativeCall& c) {
    const auto& targets = drawing_of(c).targets;
    return c.done(targets.empty() ? Value(-1.0) : targets.back());
}
/// Slots 1 to 3 are beside the one of surface_set_target.
static NativeStatus surface_set_target_ext(NativeCall& c) {
    int64_t slot = c.integer(0);
    if (c.failed() || !surface_argument(c, 1) || slot < 0 || slot > 3) return c.done(Value::boolean(false));
    if (slot == 0) return push_target(c, c.arg(1));
    drawing_of(c).settings["target" + std::to_string(slot)] = c.arg(1);
    return c.done(Value::boolean(true));
}
static NativeStatus surface_get_target_ext(NativeCall& c) {
    int64_t slot = c.integer(0);
    if (c.failed() || slot == 0) return surface_get_target(c);
    auto found = drawing_of(c).settings.find("target" + std::to_string(slot));
    return c.done(found == drawing_of(c).settings.end() ? Value(-1.0) : found->second);
}

static constexpr NativeRow rows[] = {
    {"surface_create", surface_create, 2, 3},
    {"surface_create_ext", surface_create_ext, 3, 3},
    {"surface_exists", unless_undefined<surface_exists>, 1, 1},
    {"surface_free", surface_free, 1, 1},
    {"surface_resize", surface_resize, 3, 3},
    {"surface_get_width", surface_get_width, 1, 1},
    {"surface_get_height", surface_get_height, 1, 1},
    {"surface_get_format", surface_get_format, 1, 1},
    {"surface_has_depth", surface_has_depth, 1, 1},
    {"surface_format_is_supported", surface_format_is_supported, 1, 1},
    {"surface_depth_disable", surface_depth_disable, 1, 1},
    {"surface_get_depth_disable", surface_get_depth_disable, 0, 0},
    {"surface_set_target", surface_set_target, 1, 2},
    {"surface_reset_target", surface_reset_target, 0, 0},
    {"surface_get_target", surface_get_target, 0, 0},
    {"surface_set_target_ext", surface_set_target_ext, 2, 2},
    {"surface_get_target_ext", surface_get_target_ext, 1, 1},
};

std::span<const NativeRow> surface_natives() {
    return rows;
}

} // namespace scope
