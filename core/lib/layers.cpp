// layer_*: layers of the current room, by handle or name, and the instances on them. What layers show besides is in
// layer_elements.cpp.

#include "core/gml/code.h"
#include "core/lib/existence.h"
#include "core/lib/layer_arguments.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"
#include "core/world/events.h"
#include "core/world/variables.h"

namespace scope {

static NativeStatus layer_get_id(NativeCall& c) {
    if (c.arg(0).is_ref(RefKind::layer)) return c.done(c.arg(0));
    return c.done(layer_value(find_layer(c, c.text(0))));
}
static NativeStatus layer_exists(NativeCall& c) {
    return c.done(Value::boolean(layer_argument(c, 0) != nullptr));
}
static NativeStatus layer_create(NativeCall& c) {
    double depth = c.real(0);
    Rooms& rooms = world_of(c).rooms();
    std::string name = c.has(1) ? c.shown(1) : "_layer_" + std::to_string(rooms.layers.size());
    constexpr size_t most = 100000;
    if (c.failed() || !c.may_allocate(sizeof(Layer) + name.size())) return NativeStatus::fault;
    if (rooms.layers.size() >= most) return c.limit("memory", "layer_create: there are too many layers");
    return c.done(layer_value(rooms.add_layer(std::move(name), depth)));
}

/// The layer goes with all that is on it; its instances have their Destroy and Clean Up events.
static NativeStatus layer_destroy(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    if (layer == ~0u) return c.done();
    World& world = world_of(c);
    if (!c.charge(world.stub_handles().count(RefKind::layer_element))) return NativeStatus::fault;
    std::vector<Instance*> there = instances_on(c, layer);
    world.rooms().layers[layer].live = false;
    free_layer_elements(world, layer);
    return destroy_instances(c, std::move(there), true);
}
static NativeStatus layer_destroy_instances(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    return layer == ~0u ? c.done() : destroy_instances(c, instances_on(c, layer), true);
}
static NativeStatus layer_add_instance(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    Instance* instance = world_of(c).instance_of(c.arg(1), c.self, c.other);
    if (layer == ~0u || !instance || !instance->live()) return c.done();
    world_of(c).about_to_change(Builtin::layer, instance);
    instance->put_on_layer(layer, world_of(c).rooms().layers[layer].depth);
    return c.done();
}
static NativeStatus layer_has_instance(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    bool found = false;
    std::vector<Instance*> all = world_of(c).matching(c.arg(1), c.self, c.other);
    c.heap.spend(all.size() / 4);
    for (const Instance* one : all) found = found || one->current_layer() == layer;
    return c.done(Value::boolean(found && layer != ~0u));
}

static NativeStatus array_of(NativeCall& c, const std::vector<Value>& items) {
    if (!c.charge(items.size())) return NativeStatus::fault;
    Value all(c.heap.new_array());
    for (const Value& item : items)
        if (!all.is_array() || !all.as_array()->push(item)) return no_room(c);
    return c.done(all);
}
static NativeStatus layer_get_all(NativeCall& c) {
    const Rooms& rooms = world_of(c).rooms();
    std::vector<Value> all;
    c.heap.spend(rooms.layers.size() / 8);
    for (uint32_t i = 0; i < rooms.layers.size(); ++i)
        if (rooms.layers[i].live) all.push_back(layer_value(i));
    return array_of(c, all);
}
static NativeStatus layer_get_id_at_depth(NativeCall& c) {
    double depth = c.real(0);
    const Rooms& rooms = world_of(c).rooms();
    std::vector<Value> all;
    c.heap.spend(rooms.layers.size() / 8);
    for (uint32_t i = 0; i < rooms.layers.size(); ++i)
        if (rooms.layers[i].live && rooms.layers[i].depth == depth) all.push_back(layer_value(i));
    if (all.empty()) all.emplace_back(-1.0);
    return c.failed() ? c.done() : array_of(c, all);
}

// --- what a layer is

static NativeStatus layer_get_name(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(std::string_view(layer ? layer->name : ""));
}
static NativeStatus layer_get_type(NativeCall& c) {
    return c.done(constant_value(layer_argument(c, 0) ? "layer_type_room" : "layer_type_unknown"));
}
static NativeStatus layer_get_depth(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(layer ? layer->depth : -1.0);
}
/// Instances have the depth of their layer.
static NativeStatus layer_depth(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    double depth = c.real(1);
    if (layer == ~0u || c.failed()) return c.done();
    world_of(c).rooms().layers[layer].depth = depth;
    for (Instance* one : instances_on(c, layer)) one->put_on_layer(layer, depth);
    return c.done();
}
static NativeStatus layer_get_visible(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(Value::boolean(layer && layer->visible));
}
static NativeStatus layer_set_visible(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    bool visible = c.truth(1);
    if (layer && !c.failed()) layer->visible = visible;
    return c.done();
}
template<double Layer::*member> static NativeStatus get_number(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(layer ? layer->*member : 0.0);
}
template<double Layer::*member> static NativeStatus set_number(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    double number = c.real(1);
    if (layer && !c.failed()) layer->*member = number;
    return c.done();
}

/// A shader; -1 for none.
template<Value Layer::*member> static NativeStatus get_value(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(layer ? layer->*member : Value(-1.0));
}
/// A function, or a handle of -1. Functions are kept and never called: nothing is drawn.
template<Value Layer::*member> static NativeStatus get_script(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(layer && !(layer->*member).is_numeric() ? layer->*member : function_handle(~0u, no_code));
}
template<Value Layer::*member> static NativeStatus set_value(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    const Value& value = c.arg(1);
    if (!value.is_method() && !value.is_ref() && !value.is_numeric()) c.wrong_type(1, "function");
    if (layer && !c.failed()) layer->*member = value;
    return c.done();
}

static NativeStatus layer_force_draw_depth(NativeCall& c) {
    bool force = c.truth(0);
    double depth = c.real(1);
    if (c.failed()) return c.done();
    world_of(c).rooms().depth_forced = force;
    world_of(c).rooms().forced_depth = depth;
    return c.done();
}
static NativeStatus layer_is_draw_depth_forced(NativeCall& c) {
    return c.done(Value::boolean(world_of(c).rooms().depth_forced));
}
static NativeStatus layer_get_forced_depth(NativeCall& c) {
    return c.done(world_of(c).rooms().forced_depth);
}

// --- elements of every type

static NativeStatus layer_get_all_elements(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    if (layer == ~0u) return c.done(-1.0);
    std::vector<Value> all = elements_on(c, layer);
    for (const Instance* one : instances_on(c, layer)) all.push_back(element_of(*one));
    return c.charge(all.size()) ? array_of(c, all) : NativeStatus::fault;
}
static NativeStatus layer_get_element_type(NativeCall& c) {
    if (element_instance(c, 0)) return c.done(constant_value("layerelementtype_instance"));
    StubHandles::Entry* element = world_of(c).stub_handles().find(RefKind::layer_element, c.arg(0));
    return c.done(element ? element->properties["type"] : Value(0.0)); // layerelementtype_undefined
}
static NativeStatus layer_get_element_layer(NativeCall& c) {
    if (Instance* instance = element_instance(c, 0)) return c.done(layer_value(instance->current_layer()));
    StubHandles::Entry* element = world_of(c).stub_handles().find(RefKind::layer_element, c.arg(0));
    return c.done(element ? element->properties["layer"] : Value(-1.0));
}
static NativeStatus layer_element_move(NativeCall& c) {
    uint32_t layer = layer_number(c, 1);
    if (layer == ~0u) return c.done();
    if (Instance* instance = element_instance(c, 0)) {
        instance->put_on_layer(layer, world_of(c).rooms().layers[layer].depth);
    } else if (StubHandles::Entry* element = world_of(c).stub_handles().find(RefKind::layer_element, c.arg(0))) {
        element->properties["layer"] = layer_value(layer);
    }
    return c.done();
}
static NativeStatus layer_instance_get_instance(NativeCall& c) {
    Instance* instance = element_instance(c, 0);
    return c.done(instance ? instance->handle() : Value(-4.0));
}

static constexpr NativeRow rows[] = {
    {"layer_get_id", layer_get_id, 1, 1},
    {"layer_exists", among_ids<layer_exists, 1, true>, 1, 1},
    {"layer_create", layer_create, 1, 2, NativeRow::calls_out},
    {"layer_destroy", layer_destroy, 1, 1, NativeRow::calls_out},
    {"layer_destroy_instances", layer_destroy_instances, 1, 1, NativeRow::calls_out},
    {"layer_add_instance", layer_add_instance, 2, 2, NativeRow::calls_out},
    {"layer_has_instance", layer_has_instance, 2, 2},
    {"layer_get_all", layer_get_all, 0, 0},
    {"layer_get_id_at_depth", layer_get_id_at_depth, 1, 1},
    {"layer_get_name", layer_get_name, 1, 1},
    {"layer_get_type", layer_get_type, 1, 1},
    {"layer_get_depth", layer_get_depth, 1, 1},
    {"layer_depth", layer_depth, 2, 2, NativeRow::calls_out},
    {"layer_set_visible", layer_set_visible, 2, 2, NativeRow::calls_out},
    {"layer_get_visible", layer_get_visible, 1, 1},
    {"layer_x", set_number<&Layer::x>, 2, 2, NativeRow::calls_out},
    {"layer_y", set_number<&Layer::y>, 2, 2, NativeRow::calls_out},
    {"layer_hspeed", set_number<&Layer::hspeed>, 2, 2, NativeRow::calls_out},
    {"layer_vspeed", set_number<&Layer::vspeed>, 2, 2, NativeRow::calls_out},
    {"layer_get_x", get_number<&Layer::x>, 1, 1},
    {"layer_get_y", get_number<&Layer::y>, 1, 1},
    {"layer_get_hspeed", get_number<&Layer::hspeed>, 1, 1},
    {"layer_get_vspeed", get_number<&Layer::vspeed>, 1, 1},
    {"layer_shader", set_value<&Layer::shader>, 2, 2},
    {"layer_get_shader", get_value<&Layer::shader>, 1, 1},
    {"layer_script_begin", set_value<&Layer::script_begin>, 2, 2},
    {"layer_get_script_begin", get_script<&Layer::script_begin>, 1, 1},
    {"layer_script_end", set_value<&Layer::script_end>, 2, 2},
    {"layer_get_script_end", get_script<&Layer::script_end>, 1, 1},
    {"layer_force_draw_depth", layer_force_draw_depth, 2, 2, NativeRow::calls_out},
    {"layer_is_draw_depth_forced", layer_is_draw_depth_forced, 0, 0},
    {"layer_get_forced_depth", layer_get_forced_depth, 0, 0},
    {"layer_get_all_elements", layer_get_all_elements, 1, 1},
    {"layer_get_element_type", layer_get_element_type, 1, 1},
    {"layer_get_element_layer", layer_get_element_layer, 1, 1},
    {"layer_element_move", layer_element_move, 2, 2, NativeRow::calls_out},
    {"layer_instance_get_instance", layer_instance_get_instance, 1, 1},
};

std::span<const NativeRow> layer_natives() {
    return rows;
}

} // namespace scope
