#include "core/project/project.h"

#include "core/project/files.h"

#include <algorithm>

namespace scope {

std::string_view asset_kind_name(AssetKind kind) {
    static constexpr std::string_view names[asset_kind_count] = {
        "object",          "script",    "room",        "sprite",   "sound",    "font",
        "shader",          "path",      "timeline",    "sequence", "tile set", "anim curve",
        "particle system", "extension", "audio group", "note",     "other"};
    return names[static_cast<size_t>(kind)];
}

const Asset* Project::find(std::string_view asset_name) const {
    auto at = asset_by_name.find(std::string(asset_name));
    return at == asset_by_name.end() ? nullptr : &assets[at->second];
}

static uint32_t index_of(const Project& project, AssetKind kind, std::string_view name) {
    const Asset* asset = project.find(name);
    return asset && asset->kind == kind ? asset->index : no_index;
}

uint32_t Project::object_index(std::string_view object_name) const {
    return index_of(*this, AssetKind::object, object_name);
}
uint32_t Project::room_index(std::string_view room_name) const {
    return index_of(*this, AssetKind::room, room_name);
}

std::vector<std::string> Project::configuration_chain(std::string_view configuration) const {
    std::vector<std::string> chain;
    auto at = std::find_if(configurations.begin(), configurations.end(),
                           [&](const Configuration& one) { return one.name == configuration; });
    auto index = at == configurations.end() ? no_index : static_cast<uint32_t>(at - configurations.begin());
    for (; index != no_index; index = configurations[index].parent) chain.push_back(configurations[index].name);
    return chain;
}

bool Project::add_asset(AssetKind kind, const std::string& asset_name, const std::string& path) {
    auto index = static_cast<uint32_t>(assets.size());
    if (!asset_by_name.emplace(asset_name, index).second) return false;
    std::vector<uint32_t>& same_kind = assets_by_kind[static_cast<size_t>(kind)];
    assets.push_back({kind, asset_name, path, static_cast<uint32_t>(same_kind.size())});
    same_kind.push_back(index);
    return true;
}

Project empty_project(std::string name) {
    Project project;
    project.name = std::move(name);
    project.configurations.push_back({"Default", no_index});
    Room room;
    room.name = "room0";
    room.layers.emplace_back();
    room.layers.back().name = "Instances";
    room.layers.back().kind = LayerKind::instance;
    project.add_asset(AssetKind::room, room.name, "");
    project.rooms.push_back(std::move(room));
    project.room_order.push_back(0);
    project.add_asset(AssetKind::audio_group, "audiogroup_default", "");
    project.audio_groups.push_back({"audiogroup_default"});
    project.texture_groups.push_back({"Default"});
    return project;
}

Result<std::string> read_included_file(const Project& project, const IncludedFile& file) {
    ProjectFiles files(project.root);
    auto found = files.find(file.path);
    if (!found) return fail(found.error().message);
    auto content = files.read(*found);
    if (!content) return fail(content.error().message);
    return std::move(*content);
}

} // namespace scope
