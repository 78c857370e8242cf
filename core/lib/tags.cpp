// asset_*_tags and tag_*: tags as the IDE gave them until the game changes them. An asset is named by its name or
// handle, or by a number with its type.

#include "core/lib/asset_facts.h"
#include "core/lib/outside_tables.h"

#include <algorithm>

namespace scope {

using Tags = std::vector<std::string>;

static const Tags& tags_of(World& world, const Asset& asset) {
    auto changed = world.outside().tags.find(asset.name);
    return changed == world.outside().tags.end() ? asset.tags : changed->second;
}

static bool has(const Tags& tags, std::string_view tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// One tag, or an array of them.
static Tags tags_argument(NativeCall& c, uint32_t index) {
    Tags out;
    if (!c.arg(index).is_array()) {
        out.emplace_back(c.text(index));
        return out;
    }
    const Array* array = c.arg(index).as_array();
    if (!c.charge(array->size)) return out;
    for (uint32_t i = 0; i < array->size; ++i)
        if (array->items[i].is_string()) out.emplace_back(array->items[i].as_string()->view());
    return out;
}

static NativeStatus give(NativeCall& c, const Tags& names) {
    Array* array = c.heap.new_array();
    Value result(array);
    if (!array) return no_memory(c);
    for (const std::string& name : names) add_item(c, array, Value(c.heap.new_string(name)));
    return c.done(result);
}

static NativeStatus asset_get_tags(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 1);
    return c.failed() ? c.done() : give(c, asset ? tags_of(world_of(c), *asset) : Tags());
}

static NativeStatus asset_has_tags(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 2);
    Tags wanted = tags_argument(c, 1);
    if (!asset || c.failed()) return c.done(Value::boolean(false));
    const Tags& tags = tags_of(world_of(c), *asset);
    bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); });
    return c.done(Value::boolean(all));
}

static NativeStatus asset_has_any_tag(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 2);
    Tags wanted = tags_argument(c, 1);
    if (!asset || c.failed()) return c.done(Value::boolean(false));
    const Tags& tags = tags_of(world_of(c), *asset);
    bool any = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); });
    return c.done(Value::boolean(any));
}

/// Replaces an asset's tags; whether that changed anything.
static NativeStatus change(NativeCall& c, const Asset& asset, Tags tags) {
    World& world = world_of(c);
    bool changed = tags != tags_of(world, asset);
    size_t bytes = 0;
    for (const std::string& tag : tags) bytes += tag.size() + sizeof tag;
    if (changed && !c.may_allocate(bytes)) return NativeStatus::fault;
    if (changed) world.outside().tags[asset.name] = std::move(tags);
    return c.done(Value::boolean(changed));
}

static NativeStatus asset_add_tags(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 2);
    Tags added = tags_argument(c, 1);
    if (!asset || c.failed()) return c.done(Value::boolean(false));
    Tags tags = tags_of(world_of(c), *asset);
    if (!c.charge(tags.size() * added.size())) return NativeStatus::fault;
    for (std::string& tag : added)
        if (!has(tags, tag)) tags.push_back(std::move(tag));
    return change(c, *asset, std::move(tags));
}

static NativeStatus asset_remove_tags(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 2);
    Tags removed = tags_argument(c, 1);
    if (!asset || c.failed()) return c.done(Value::boolean(false));
    Tags tags = tags_of(world_of(c), *asset);
    if (!c.charge(tags.size() * removed.size())) return NativeStatus::fault;
    std::erase_if(tags, [&](const std::string& tag) { return has(removed, tag); });
    return change(c, *asset, std::move(tags));
}

static NativeStatus asset_clear_tags(NativeCall& c) {
    const Asset* asset = named_asset(c, 0, 1);
    return asset && !c.failed() ? change(c, *asset, {}) : c.done(Value::boolean(false));
}

/// Every asset with any of the tags in argument 0, in the project's order.
static std::vector<const Asset*> tagged(NativeCall& c) {
    std::vector<const Asset*> out;
    Tags wanted = tags_argument(c, 0);
    World& world = world_of(c);
    if (c.failed() || !c.charge(world.project().assets.size() * (wanted.size() + 1))) return out;
    for (const Asset& asset : world.project().assets) {
        const Tags& tags = tags_of(world, asset);
        if (std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); }))
            out.push_back(&asset);
    }
    return out;
}

static NativeStatus tag_get_assets(NativeCall& c) {
    Tags names;
    for (const Asset* asset : tagged(c)) names.push_back(asset->name);
    return c.failed() ? c.done() : give(c, names);
}

static NativeStatus tag_get_asset_ids(NativeCall& c) {
    AssetKind kind = asset_kind_of_type(c.integer(1));
    Array* array = c.heap.new_array();
    Value result(array);
    if (!array) return no_memory(c);
    for (const Asset* asset : tagged(c))
        if (asset->kind == kind) add_item(c, array, asset_handle(world_of(c), *asset));
    return c.done(result);
}

static constexpr NativeRow rows[] = {
    {"asset_get_tags", asset_get_tags, 1, 2},       {"asset_has_tags", asset_has_tags, 2, 3},
    {"asset_has_any_tag", asset_has_any_tag, 2, 3}, {"asset_add_tags", asset_add_tags, 2, 3},
    {"asset_remove_tags", asset_remove_tags, 2, 3}, {"asset_clear_tags", asset_clear_tags, 1, 2},
    {"tag_get_assets", tag_get_assets, 1, 1},       {"tag_get_asset_ids", tag_get_asset_ids, 2, 2},
};

std::span<const NativeRow> tag_natives() {
    return rows;
}

} // namespace scope
