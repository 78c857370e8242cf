#pragma once
// A GameMaker project read into memory: plain data, read-only, tolerant. load_project reads each .yyp, .yy and .gml
// once (5,000 files in well under a second) and keeps only what the runtime and the reports need; contents of included
// files are read when asked for. Formats: GameMaker 2.3.0 (2020) to 2026. What is missing, doubled or damaged is a
// Diagnostic.

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/source.h"
#include "core/project/assets.h"
#include "core/project/extension.h"

#include <array>
#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace scope {

/// One file of GML, or GML generated from variable definitions.
struct CodeUnit {
    std::string name;   ///< "gml_Object_obj_shop_Other_70", GameMaker's name of it
    SourceFile source;  ///< path "objects/obj_shop/Other_70.gml"; generated: "objects/obj_shop/obj_shop.yy#variables"
    bool exists = true; ///< false: a .yy lists it but the file is missing, so it is empty
    bool generated = false; ///< not a file
};

/// A node of the configurations tree; the first is "Default" or what the project calls its root.
struct Configuration {
    std::string name;
    uint32_t parent = no_index;
};

struct IncludedFile {
    std::string name;  ///< as GML opens it: "text/intro.txt", without "datafiles/"
    std::string path;  ///< project-relative, case as on disk
    uint64_t size = 0; ///< bytes
};

/// Facts of options/<platform>/options_<platform>.yy.
struct PlatformOptions {
    std::string platform; ///< folder name: "windows", "html5", ...
    std::string version;  ///< "1.0.0.0"
    std::string display_name;
};

struct GameOptions {
    double game_speed = 60; ///< frames per second
    std::string game_id = "0";
    std::string game_guid;
    std::string author;
    bool collision_compatibility = false;
    bool copy_on_write = false;
    // What GameMaker once did; also true when the project is older than the option. See Rules.
    bool legacy_json_parsing = false;
    bool legacy_number_conversion = false;
    bool legacy_other_behaviour = false;
    std::vector<PlatformOptions> platforms;
};

struct Project {
    std::string name;
    std::string root;        ///< canonical absolute folder; empty for empty_project
    std::string file;        ///< the .yyp, relative to root
    std::string ide_version; ///< MetaData.IDEVersion: "2024.14.3.217"
    GameOptions options;
    std::vector<Configuration> configurations;

    std::vector<Asset> assets;   ///< every named resource in .yyp order, then audio groups
    std::vector<Object> objects; ///< index = GML's object index = place among the objects in the .yyp
    std::vector<Script> scripts;
    std::vector<Room> rooms; ///< index = GML's room index: place among the rooms in the .yyp
    std::vector<Sprite> sprites;
    std::vector<Sound> sounds;
    std::vector<Font> fonts;
    std::vector<Shader> shaders;
    std::vector<Path> paths;
    std::vector<Timeline> timelines;
    std::vector<Sequence> sequences;
    std::vector<TileSet> tilesets;
    std::vector<AnimCurve> anim_curves;
    std::vector<ParticleSystem> particle_systems;
    std::vector<Extension> extensions;
    std::vector<NamedGroup> audio_groups;
    std::vector<NamedGroup> texture_groups; ///< GML names them by string, so they are no assets
    std::vector<uint32_t> room_order;       ///< indices into rooms; the first is the start room
    std::vector<IncludedFile> included_files;

    std::deque<CodeUnit> code;      ///< addresses stay valid when the project is moved
    std::vector<std::string> files; ///< every file read, project-relative and sorted: what a project hash covers
    std::vector<Diagnostic> diagnostics;

    /// The asset called `asset_name`, or nullptr. Case matters, as in GML. O(1).
    const Asset* find(std::string_view asset_name) const;
    /// The asset of that kind and index, which must exist. O(1).
    const Asset& asset(AssetKind kind, uint32_t index) const {
        return assets[assets_by_kind[static_cast<size_t>(kind)][index]];
    }
    /// The object's index, or no_index.
    uint32_t object_index(std::string_view object_name) const;
    /// The room's index, or no_index.
    uint32_t room_index(std::string_view room_name) const;
    /// The start room's index; no_index when there is no room.
    uint32_t start_room() const { return room_order.empty() ? no_index : room_order.front(); }
    /// The configuration's chain from itself to the root, for `#macro Config:NAME`; empty when it does not exist.
    std::vector<std::string> configuration_chain(std::string_view configuration) const;

    /// Adds a named asset at the next index of its kind; false when the name is taken.
    bool add_asset(AssetKind kind, const std::string& asset_name, const std::string& path);

    std::unordered_map<std::string, uint32_t> asset_by_name;            ///< into assets; used by find
    std::array<std::vector<uint32_t>, asset_kind_count> assets_by_kind; ///< into assets; used by asset
};

struct LoadOptions {
    /// Other text for some files: project path (any case) and text, `--replace`.
    std::vector<std::pair<std::string, std::string>> replacements;
    std::function<void(size_t done, size_t of)> on_resource; ///< called for each; may be empty
    std::string target = "windows"; ///< platform that the game is exported to: decides which included files it has
    std::string config = "Default"; ///< configuration whose values count
};

/// The absolute path of the .yyp that `path` names: a .yyp, or a folder that holds one, matched without regard to case.
/// Errors: nothing there, no .yyp in the folder, several and none named like the folder.
Result<std::string> find_project(const std::string& path);

/// Finds and reads a project. Fails when there is none, when the .yyp is not JSON (with line and column), when it is
/// older than 2.3, or when a replacement names no file that was read; everything else is in `diagnostics`.
Result<Project> load_project(const std::string& path, const LoadOptions& options = {});

/// A project without resources and with one empty room "room0" of 1366 x 768: where `eval` and `run FILE.gml` run.
Project empty_project(std::string name = "empty");

/// The whole content of an included file, at most 64 MB, under the same path rules as loading.
Result<std::string> read_included_file(const Project& project, const IncludedFile& file);

} // namespace scope
