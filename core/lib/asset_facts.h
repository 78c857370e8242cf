#pragma once
// How GML's asset handles, names, numbers and asset_* constants lead to a project's assets. Look-ups by name and by
// handle are O(1).

#include "core/lib/shared_arguments.h"

namespace scope {

/// AssetKind::other when no asset has that number (asset_object 0, asset_sprite 1, ...).
AssetKind asset_kind_of_type(int64_t type);
/// asset_unknown (-1) for kinds without a constant.
double asset_type_of_kind(AssetKind kind);
/// The asset's handle; a script is the function of its name, or else its file's own code.
Value asset_handle(World& world, const Asset& asset);
/// What argument `index` names: a name, a handle, or a number with the type in argument `type_index`. Null when there
/// is no such asset.
const Asset* named_asset(NativeCall& c, uint32_t index, uint32_t type_index);

/// One *_exists and one *_get_name serve every kind that a project has a vector of.
template<RefKind kind, auto member> NativeStatus asset_exists(NativeCall& c) {
    bool known = asset_argument(c, 0, kind, world_of(c).project().*member) != nullptr;
    return c.done(Value::boolean(
        known ||
        (!c.arg(0).is_ref() || c.arg(0).is_ref(kind) ? world_of(c).stub_handles().exists(kind, c.arg(0)) : false)));
}
template<RefKind kind, auto member> NativeStatus asset_name(NativeCall& c) {
    const auto* asset = asset_argument(c, 0, kind, world_of(c).project().*member);
    if (asset) return c.done(std::string_view(asset->name));
    uint32_t number = index_of(c.arg(0), kind); // made at run time
    std::string made = number == ~0u ? std::string() : world_of(c).name_of(Value::ref(kind, number));
    return c.done(made.empty() ? std::string_view("<undefined>") : std::string_view(made));
}

} // namespace scope
