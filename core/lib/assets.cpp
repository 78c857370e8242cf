// asset_get_*: from names to handles and types. A script is the function of its name.

#include "core/lib/asset_facts.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include "core/gml/code.h"

namespace scope {

struct AssetType {
    AssetKind kind;
    double type;
};
static constexpr AssetType asset_types[] = {
    {AssetKind::object, 0},
    {AssetKind::sprite, 1},
    {AssetKind::sound, 2},
    {AssetKind::room, 3},
    {AssetKind::path, 4},
    {AssetKind::script, 5},
    {AssetKind::font, 6},
    {AssetKind::timeline, 7},
    {AssetKind::shader, 8},
    {AssetKind::sequence, 9},
    {AssetKind::anim_curve, 10},
    {AssetKind::tileset, 13},
    {AssetKind::particle_system, 11},
};

AssetKind asset_kind_of_type(int64_t type) {
    for (const AssetType& one : asset_types)
        if (one.type == static_cast<double>(type)) return one.kind;
    return AssetKind::other;
}

double asset_type_of_kind(AssetKind kind) {
    for (const AssetType& one : asset_types)
        if (one.kind == kind) return one.type;
    return -1;
}

Value asset_handle(World& world, const Asset& asset) {
    if (asset.kind != AssetKind::script) return ProjectResolver::asset_value(asset);
    CodeId function = world.program().find_function(asset.name);
    if (function == no_code) function = world.code_of(world.project().scripts[asset.index].code);
    return function == no_code ? Value(-1.0) : world.program().function_value(function);
}

const Asset* named_asset(NativeCall& c, uint32_t index, uint32_t type_index) {
    World& world = world_of(c);
    const Value& id = c.arg(index);
    if (id.is_string()) return world.project().find(c.text(index));
    if (id.is_ref(RefKind::script)) return world.project().find(world.name_of(id));
    if (id.is_ref()) return world.resolver().asset_of(id.ref_kind(), id.ref_index());
    if (!c.has(type_index)) {
        c.error(std::string(c.name) + " :: a number needs the type of the asset with it");
        return nullptr;
    }
    AssetKind kind = asset_kind_of_type(c.integer(type_index));
    uint32_t number = index_of(id, ProjectResolver::ref_kind(kind));
    if (kind == AssetKind::other || number >= world.project().assets_by_kind[static_cast<size_t>(kind)].size())
        return nullptr;
    return &world.project().asset(kind, number);
}

static NativeStatus asset_get_index(NativeCall& c) {
    std::string_view name = c.text(0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    const Asset* asset = world.project().find(name);
    if (asset && ProjectResolver::ref_kind(asset->kind) != RefKind::none) return c.done(asset_handle(world, *asset));
    CodeId function = world.program().find_function(name);
    if (function != no_code) return c.done(world.program().function_value(function));
    Value made = world.made_asset(name);
    return c.done(made.is_undefined() ? Value(-1.0) : made);
}

static NativeStatus asset_get_type(NativeCall& c) {
    World& world = world_of(c);
    const Value& id = c.arg(0);
    if (id.is_ref(RefKind::script)) return c.done(asset_type_of_kind(AssetKind::script));
    const Asset* asset = id.is_string() || id.is_ref() ? named_asset(c, 0, 1) : nullptr;
    if (asset) return c.done(asset_type_of_kind(asset->kind));
    Value made = id.is_string() ? world.made_asset(c.text(0)) : id;
    for (const AssetType& one : asset_types)
        if (made.is_ref(ProjectResolver::ref_kind(one.kind)) && is_named_kind(made.ref_kind()) &&
            world.stub_handles().find(made.ref_kind(), made))
            return c.done(one.type);
    if (!id.is_string() || world.program().find_function(c.text(0)) == no_code) return c.done(-1.0);
    return c.done(asset_type_of_kind(AssetKind::script));
}

static NativeStatus asset_get_ids(NativeCall& c) {
    World& world = world_of(c);
    AssetKind kind = asset_kind_of_type(c.integer(0));
    Array* ids = c.heap.new_array();
    Value result(ids);
    if (c.failed() || !ids || kind == AssetKind::other) return c.done(result);
    if (kind == AssetKind::script) { // all that can be called by number, docs/semantics.md 3.1
        const Program& program = world.program();
        CodeId function = no_code;
        for (double number = first_function_number; (function = program.numbered(number)) != no_code; ++number) {
            if (!c.charge(1)) return NativeStatus::fault;
            add_item(c, ids, program.function_value(function));
        }
        return c.done(result);
    }
    const auto& places = world.project().assets_by_kind[static_cast<size_t>(kind)];
    if (!c.charge(places.size())) return NativeStatus::fault;
    for (uint32_t place : places) add_item(c, ids, asset_handle(world, world.project().assets[place]));
    RefKind handles = ProjectResolver::ref_kind(kind);
    if (!is_named_kind(handles) || !c.charge(world.stub_handles().count(handles))) return c.done(result);
    for (const Value& made : world.stub_handles().all(handles)) add_item(c, ids, made);
    return c.done(result);
}

static constexpr NativeRow rows[] = {
    {"asset_get_index", asset_get_index, 1, 1},
    {"asset_get_type", asset_get_type, 1, 1},
    {"asset_get_ids", asset_get_ids, 1, 1},
};

std::span<const NativeRow> asset_natives() {
    return rows;
}

} // namespace scope
