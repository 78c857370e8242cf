// asset_*_tags and tag_*: tags as the IDE gave them until the game changes them. An asset or a function of a script is
// named by its name or handle, or by a number with its type.

#include "core/lib/asset_facts.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include "core/gml/code.h"

#include <algorithm>

namespace scope {

using Tags = std::vector<std::string>;

namespace {

/// What can have tags: an asset, a function that a script declares, or both where a script has a function of its name.
struct Holder {
    std::string_view name; ///< empty: nothing
    const Asset* asset = nullptr;
    CodeId function = no_code;

    AssetKind kind() const { return asset ? asset->kind : AssetKind::script; }
};

} // namespace

static Holder holder_of(World& world, const Asset& asset) {
    return {asset.name, &asset,
            asset.kind == AssetKind::script ? world.program().find_function(asset.name) : CodeId(no_code)};
}

static Holder holder_of(World& world, CodeId function) {
    if (function >= world.program().size()) return {};
    const std::string& name = world.program().code(function).short_name;
    if (name.empty() || world.program().find_function(name) != function) return {};
    const Asset* asset = world.project().find(name);
    return {name, asset && asset->kind == AssetKind::script ? asset : nullptr, function};
}

static Holder holder_argument(NativeCall& c, uint32_t index, uint32_t type_index) {
    World& world = world_of(c);
    const Value& id = c.arg(index);
    CodeId function = no_code;
    if (id.is_ref(RefKind::script))
        function = code_called_by(id);
    else if (id.is_string() && !world.project().find(c.text(index)))
        function = world.program().find_function(c.text(index));
    if (Holder found = holder_of(world, function); !found.name.empty()) return found;
    const Asset* asset = named_asset(c, index, type_index);
    return asset ? holder_of(world, *asset) : Holder();
}

/// Constructors have tags of their own besides those from the IDE; `made` holds them together. Charges for looking at
/// all.
static const Tags& tags_of(NativeCall& c, const Holder& holder, Tags& made) {
    World& world = world_of(c);
    auto changed = world.platform().tags.find(holder.name);
    if (changed != world.platform().tags.end()) {
        c.charge(changed->second.size());
        return changed->second;
    }
    const Code* code = holder.function == no_code ? nullptr : &world.program().code(holder.function);
    if (holder.asset && !(code && code->is_constructor)) return holder.asset->tags;
    made = holder.asset ? holder.asset->tags : Tags();
    if (!code || !code->is_constructor) return made;
    made.emplace_back("@@constructor");
    if (code->parent != no_code) made.push_back("@@parent=" + world.program().code(code->parent).short_name);
    return made;
}

static bool has(const Tags& tags, std::string_view tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// The work of copying the tags, or of looking for one among them.
static uint64_t work_of(const Tags& tags) {
    uint64_t units = 1;
    for (const std::string& tag : tags) units += 1 + tag.size() / 16;
    return units;
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
    for (uint32_t i = 0; i < array->size; ++i) {
        if (!array->items[i].is_string()) continue;
        std::string_view tag = array->items[i].as_string()->view();
        if (!c.may_read(tag.size()) || !c.may_allocate(tag.size())) break;
        out.emplace_back(tag);
    }
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
    Holder holder = holder_argument(c, 0, 1);
    Tags made;
    return give(c, c.failed() || holder.name.empty() ? made : tags_of(c, holder, made));
}

static NativeStatus asset_has_tags(NativeCall& c) {
    Holder holder = holder_argument(c, 0, 2);
    Tags wanted = tags_argument(c, 1);
    if (holder.name.empty() || c.failed()) return c.done(Value::boolean(false));
    Tags made;
    const Tags& tags = tags_of(c, holder, made);
    if (!c.charge(work_of(tags) * wanted.size())) return NativeStatus::fault;
    bool all = !wanted.empty() &&
               std::all_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); });
    return c.done(Value::boolean(all));
}

static NativeStatus asset_has_any_tag(NativeCall& c) {
    Holder holder = holder_argument(c, 0, 2);
    Tags wanted = tags_argument(c, 1);
    if (holder.name.empty() || c.failed()) return c.done(Value::boolean(false));
    Tags made;
    const Tags& tags = tags_of(c, holder, made);
    if (!c.charge(work_of(tags) * wanted.size())) return NativeStatus::fault;
    bool any = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); });
    return c.done(Value::boolean(any));
}

/// What they count for among all that a game puts down: PlatformState::hold.
static size_t bytes_of(const Tags& tags) {
    size_t bytes = 0;
    for (const std::string& tag : tags) bytes += tag.size() + sizeof tag;
    return bytes;
}

/// Replaces all tags; whether that changed anything.
static NativeStatus change(NativeCall& c, const Holder& holder, Tags tags) {
    World& world = world_of(c);
    Tags made;
    bool changed = c.charge(work_of(tags)) && tags != tags_of(c, holder, made);
    if (c.failed() || !changed) return c.done(Value::boolean(false));
    if (!world.platform().hold(bytes_of(tags))) return no_memory(c);
    auto known = world.platform().tags.find(holder.name);
    if (known != world.platform().tags.end()) world.platform().let_go(bytes_of(known->second));
    world.platform().tags[std::string(holder.name)] = std::move(tags);
    return c.done(Value::boolean(true));
}

static NativeStatus asset_add_tags(NativeCall& c) {
    Holder holder = holder_argument(c, 0, 2);
    Tags added = tags_argument(c, 1);
    if (holder.name.empty() || c.failed()) return c.done(Value::boolean(false));
    Tags made;
    Tags tags = tags_of(c, holder, made);
    if (!c.charge(work_of(tags) * (1 + added.size()))) return NativeStatus::fault;
    for (std::string& tag : added)
        if (!has(tags, tag)) tags.push_back(std::move(tag));
    return change(c, holder, std::move(tags));
}

static NativeStatus asset_remove_tags(NativeCall& c) {
    Holder holder = holder_argument(c, 0, 2);
    Tags removed = tags_argument(c, 1);
    if (holder.name.empty() || c.failed()) return c.done(Value::boolean(false));
    Tags made;
    Tags tags = tags_of(c, holder, made);
    if (!c.charge(work_of(removed) * (1 + tags.size()))) return NativeStatus::fault;
    std::erase_if(tags, [&](const std::string& tag) { return has(removed, tag); });
    return change(c, holder, std::move(tags));
}

static NativeStatus asset_clear_tags(NativeCall& c) {
    Holder holder = holder_argument(c, 0, 1);
    return c.failed() || holder.name.empty() ? c.done(Value::boolean(false)) : change(c, holder, {});
}

/// Everything with any of the tags in argument 0: assets in the project's order, then functions in the program's.
static std::vector<Holder> tagged(NativeCall& c) {
    std::vector<Holder> out;
    Tags wanted = tags_argument(c, 0);
    World& world = world_of(c);
    const Program& program = world.program();
    if (c.failed() || !c.charge((world.project().assets.size() + program.size()) * work_of(wanted))) return out;
    auto look_at = [&](const Holder& holder) {
        Tags made;
        const Tags& tags = tags_of(c, holder, made);
        if (std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) { return has(tags, tag); }))
            out.push_back(holder);
    };
    for (const Asset& asset : world.project().assets) look_at(holder_of(world, asset));
    for (CodeId id = 0; id < program.size(); ++id) {
        const Code& code = program.code(id);
        if (!code.is_constructor && !world.platform().tags.contains(code.short_name)) continue;
        Holder holder = holder_of(world, id);
        if (!holder.name.empty() && !holder.asset) look_at(holder);
    }
    return out;
}

static NativeStatus tag_get_assets(NativeCall& c) {
    Tags names;
    for (const Holder& holder : tagged(c)) names.emplace_back(holder.name);
    return c.failed() ? c.done() : give(c, names);
}

/// asset_unknown asks for every kind.
static NativeStatus tag_get_asset_ids(NativeCall& c) {
    int64_t type = c.integer(1);
    AssetKind kind = asset_kind_of_type(type);
    Array* array = c.heap.new_array();
    Value result(array);
    if (!array) return no_memory(c);
    for (const Holder& holder : tagged(c)) {
        bool asked = type < 0 ? ProjectResolver::ref_kind(holder.kind()) != RefKind::none : holder.kind() == kind;
        if (!asked || (type >= 0 && kind == AssetKind::other)) continue;
        add_item(c, array,
                 holder.asset ? asset_handle(world_of(c), *holder.asset)
                              : world_of(c).program().function_value(holder.function));
    }
    return c.done(result);
}

static constexpr NativeRow rows[] = {
    {"asset_get_tags", asset_get_tags, 1, 2},
    {"asset_has_tags", asset_has_tags, 2, 3},
    {"asset_has_any_tag", asset_has_any_tag, 2, 3},
    {"asset_add_tags", asset_add_tags, 2, 3, NativeRow::calls_out},
    {"asset_remove_tags", asset_remove_tags, 2, 3, NativeRow::calls_out},
    {"asset_clear_tags", asset_clear_tags, 1, 2, NativeRow::calls_out},
    {"tag_get_assets", tag_get_assets, 1, 1},
    {"tag_get_asset_ids", tag_get_asset_ids, 2, 2},
};

std::span<const NativeRow> tag_natives() {
    return rows;
}

} // namespace scope
