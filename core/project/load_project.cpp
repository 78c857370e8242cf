// The .yyp: which resources there are, in which order; then everything that hangs on it.
#include "core/project/load.h"

#include "core/base/text.h"

#include <algorithm>
#include <filesystem>

namespace scope {

namespace fs = std::filesystem;

namespace {

AssetKind kind_of_type(std::string_view type) {
    struct Row {
        std::string_view type;
        AssetKind kind;
    };
    static constexpr Row rows[] = {
        {"GMObject", AssetKind::object},       {"GMScript", AssetKind::script},
        {"GMRoom", AssetKind::room},           {"GMSprite", AssetKind::sprite},
        {"GMSound", AssetKind::sound},         {"GMFont", AssetKind::font},
        {"GMShader", AssetKind::shader},       {"GMPath", AssetKind::path},
        {"GMTimeline", AssetKind::timeline},   {"GMSequence", AssetKind::sequence},
        {"GMTileSet", AssetKind::tileset},     {"GMAnimCurve", AssetKind::anim_curve},
        {"GMNotes", AssetKind::note},          {"GMParticleSystem", AssetKind::particle_system},
        {"GMExtension", AssetKind::extension},
    };
    for (const Row& row : rows) {
        if (row.type == type) return row.kind;
    }
    return AssetKind::other;
}

/// Of a resource whose .yy is missing, for those that only draw or sound: its name still means something.
AssetKind kind_of_folder(std::string_view path) {
    struct Row {
        std::string_view folder;
        AssetKind kind;
    };
    static constexpr Row rows[] = {
        {"sprites", AssetKind::sprite},
        {"sounds", AssetKind::sound},
        {"fonts", AssetKind::font},
        {"shaders", AssetKind::shader},
        {"tilesets", AssetKind::tileset},
        {"sequences", AssetKind::sequence},
        {"animcurves", AssetKind::anim_curve},
        {"particles", AssetKind::particle_system},
    };
    std::string_view folder = path.substr(0, path.find('/'));
    for (const Row& row : rows) {
        if (equal_ignoring_case(folder, row.folder)) return row.kind;
    }
    return AssetKind::other;
}

void read_asset(Loading& loading, const YyFile& yy, AssetKind kind, const std::string& name) {
    Project& project = loading.project;
    JsonValue root = yy.root();
    switch (kind) {
    case AssetKind::object: project.objects.push_back(read_object(loading, yy, name)); break;
    case AssetKind::script: project.scripts.push_back(read_script(loading, yy, name)); break;
    case AssetKind::room: project.rooms.push_back(read_room(loading, yy, name)); break;
    case AssetKind::sprite: project.sprites.push_back(read_sprite(root, name)); break;
    case AssetKind::sound: project.sounds.push_back(read_sound(root, name)); break;
    case AssetKind::font: project.fonts.push_back(read_font(root, name)); break;
    case AssetKind::shader: project.shaders.push_back({name}); break;
    case AssetKind::path: project.paths.push_back(read_path(root, name)); break;
    case AssetKind::timeline: project.timelines.push_back(read_timeline(loading, yy, name)); break;
    case AssetKind::sequence: project.sequences.push_back(read_sequence(root, name)); break;
    case AssetKind::tileset: project.tilesets.push_back(read_tileset(root, name)); break;
    case AssetKind::anim_curve: project.anim_curves.push_back(read_anim_curve(root, name)); break;
    case AssetKind::particle_system: project.particle_systems.push_back(read_particle_system(root, name)); break;
    case AssetKind::extension: project.extensions.push_back(read_extension(loading, yy, name)); break;
    case AssetKind::audio_group:
    case AssetKind::note:
    case AssetKind::other: break;
    }
}

void read_resources(Loading& loading, const YyFile& yyp) {
    size_t done = 0, total = 0;
    if (loading.options.on_resource)
        for ([[maybe_unused]] JsonValue entry : yyp.root()["resources"]) ++total;
    for (JsonValue entry : yyp.root()["resources"]) {
        if (loading.options.on_resource) loading.options.on_resource(done++, total);
        std::string name = reference(entry["id"]);
        std::string path(entry["id"]["path"].text());
        if (name.empty() || path.empty()) {
            loading.report(Severity::warning, "damaged-resource", "a resource without a name or path is skipped",
                           yyp.place(entry));
            continue;
        }
        if (loading.project.find(name)) {
            loading.report(Severity::note, "duplicate-resource", name + " is listed twice; the first counts",
                           yyp.place(entry));
            continue;
        }
        if (AssetKind kind = kind_of_folder(path); kind != AssetKind::other && loading.is_missing(path)) {
            loading.report(Severity::warning, "missing-resource",
                           "'" + path + "' does not exist; only the name of the " + std::string(asset_kind_name(kind)) +
                               " is known",
                           yyp.place(entry));
            YyFile nothing;
            nothing.path = path;
            nothing.document = std::move(*JsonDocument::parse("{}"));
            loading.project.add_asset(kind, name, path);
            read_asset(loading, nothing, kind, name);
            continue;
        }
        std::unique_ptr<YyFile> yy = loading.read_yy(path, yyp.place(entry));
        if (!yy) continue;
        AssetKind kind = kind_of_type(yy->root()["resourceType"].text());
        if (loading.project.add_asset(kind, name, yy->path))
            for (JsonValue tag : yy->root()["tags"]) loading.project.assets.back().tags.emplace_back(tag.text());
        read_asset(loading, *yy, kind, name);
    }
}

/// `RoomOrderNodes` (from late 2020) or `RoomOrder` (2.3.0); rooms neither names come last, so that they can be
/// reached.
void read_room_order(Loading& loading, const YyFile& yyp) {
    Project& project = loading.project;
    std::vector<bool> placed(project.rooms.size(), false);
    auto place = [&](std::string_view room, JsonValue entry) {
        uint32_t index = project.room_index(room);
        if (index == no_index)
            loading.report(Severity::warning, "missing-room",
                           "the room order names " + std::string(room) + ", which is not there", yyp.place(entry));
        else if (!placed[index])
            project.room_order.push_back(index);
        if (index != no_index) placed[index] = true;
    };
    for (JsonValue entry : yyp.root()["RoomOrderNodes"]) place(entry["roomId"]["name"].text(), entry);
    for (JsonValue entry : yyp.root()["RoomOrder"]) place(entry["name"].text(), entry);
    for (uint32_t index = 0; index < project.rooms.size(); ++index) {
        if (placed[index]) continue;
        project.room_order.push_back(index);
        if (index != 0 || project.rooms.size() > 1)
            loading.report(Severity::note, "unordered-room",
                           project.rooms[index].name + " is missing in the room order");
    }
}

void read_configurations(Project& project, JsonValue root) {
    std::vector<std::pair<JsonValue, uint32_t>> waiting{{root, no_index}};
    while (!waiting.empty()) {
        auto [node, parent] = waiting.back();
        waiting.pop_back();
        auto index = static_cast<uint32_t>(project.configurations.size());
        project.configurations.push_back({std::string(node["name"].text(parent == no_index ? "Default" : "")), parent});
        size_t first = waiting.size();
        for (JsonValue child : node["children"]) waiting.emplace_back(child, index);
        std::reverse(waiting.begin() + static_cast<ptrdiff_t>(first), waiting.end());
    }
}

void read_groups(Project& project, JsonValue root) {
    for (JsonValue group : root["AudioGroups"]) {
        std::string name(group["name"].text());
        if (!name.empty() && project.add_asset(AssetKind::audio_group, name, ""))
            project.audio_groups.push_back({name});
    }
    for (JsonValue group : root["TextureGroups"]) project.texture_groups.push_back({std::string(group["name"].text())});
}

/// Whether CopyToMask has a file exported to `target`. The bits of consoles are not known: they get what any does.
bool is_exported(int64_t mask, std::string_view target) {
    struct Bit {
        std::string_view target;
        int bit;
    };
    static constexpr Bit bits[] = {{"mac", 1},   {"macosx", 1},  {"ios", 2},  {"android", 3},
                                   {"html5", 5}, {"windows", 6}, {"linux", 7}};
    for (const Bit& row : bits)
        if (row.target == target) return mask >> row.bit & 1;
    return mask != 0;
}

void read_included(Loading& loading, const YyFile& yyp) {
    constexpr std::string_view folder = "datafiles";
    size_t left_out = 0;
    for (JsonValue entry : yyp.root()["IncludedFiles"]) {
        if (!is_exported(entry["CopyToMask"].integer(-1), loading.options.target)) {
            ++left_out;
            continue;
        }
        std::string path(entry["filePath"].text());
        std::replace(path.begin(), path.end(), '\\', '/');
        path += (path.empty() ? "" : "/") + std::string(entry["name"].text());
        auto found = loading.files.find(path);
        if (!found || found->folder) {
            bool missing = found || found.error().problem == FileProblem::missing;
            loading.report(missing ? Severity::warning : Severity::error,
                           missing ? "missing-included-file" : "refused-file",
                           found ? "'" + path + "' is a folder" : found.error().message, yyp.place(entry));
            continue;
        }
        bool in_folder = path.size() > folder.size() && equal_ignoring_case(path.substr(0, folder.size()), folder) &&
                         path[folder.size()] == '/';
        IncludedFile file;
        file.name = in_folder ? path.substr(folder.size() + 1) : path;
        file.path = found->path;
        file.size = found->size;
        loading.project.included_files.push_back(std::move(file));
    }
    if (left_out > 0)
        loading.report(Severity::note, "not-exported",
                       std::to_string(left_out) + (left_out == 1 ? " included file is" : " included files are") +
                           " not exported to " + loading.options.target + " in the configuration " +
                           loading.options.config);
}

/// Why a parsed .yyp cannot be loaded; empty when it can.
std::string refusal(JsonValue root, const std::string& name) {
    if (!root["mvc"].is_null() || !root["parentProject"]["alteredResources"].is_null() ||
        !(*root["resources"].begin())["Key"].is_null())
        return name + " is in the format of GameMaker Studio 2.0 to 2.2; open it in GameMaker 2.3 or later once, which "
                      "converts it";
    if (root["resources"].kind() != JsonKind::array) return name + " is not a GameMaker project: it lists no resources";
    return {};
}

void report_unreadable(Loading& loading) {
    for (const auto& [folder, why] : loading.files.unreadable_folders())
        loading.report(Severity::error, "unreadable-folder", "this folder cannot be read: " + why,
                       {folder.empty() ? loading.project.root : folder, 0, 0});
}

void summarise_case(Loading& loading) {
    if (loading.case_differences == 0) return;
    loading.report(Severity::note, "path-case",
                   std::to_string(loading.case_differences) +
                       (loading.case_differences == 1 ? " path differs" : " paths differ") +
                       " from the disk in upper and lower case (" + loading.first_case_difference +
                       "); only Windows and macOS find such files");
}

Result<void> load_parsed(Loading& loading, const YyFile& yyp) {
    Project& project = loading.project;
    JsonValue root = yyp.root();
    std::string why = refusal(root, yyp.path);
    if (!why.empty()) return fail(why, yyp.path);
    project.name = root["name"].text(fs::path(yyp.path).stem().string());
    project.ide_version = root["MetaData"]["IDEVersion"].text();
    read_configurations(project, root["configs"]);
    loading.configurations = project.configuration_chain(loading.options.config);
    read_resources(loading, yyp);
    read_room_order(loading, yyp);
    read_groups(project, root);
    read_included(loading, yyp);
    link_objects(loading);
    link_rooms(loading);
    generate_variable_code(loading);
    read_options(loading);
    report_orphans(loading);
    report_unreadable(loading);
    summarise_case(loading);
    if (loading.dropped_diagnostics > 0)
        project.diagnostics.push_back({"more-findings",
                                       Severity::warning,
                                       std::to_string(loading.dropped_diagnostics) + " further findings are not listed",
                                       {project.file, 0, 0},
                                       {}});
    for (size_t i = 0; i < loading.replaced.size(); ++i) {
        if (!loading.replaced[i])
            return fail("the project reads no file '" + escape_control(loading.options.replacements[i].first) +
                        "'; replace one such as objects/obj_player/Create_0.gml");
    }
    project.files.assign(loading.read_paths.begin(), loading.read_paths.end());
    std::sort(project.files.begin(), project.files.end());
    return {};
}

} // namespace

void read_options(Loading& loading) {
    GameOptions& options = loading.project.options;
    for (const std::string& platform : loading.files.list("options")) {
        std::string path = "options/" + platform + "/options_" + platform + ".yy";
        if (!loading.files.find(path)) continue; // "extensions", or a platform that was never set up
        std::unique_ptr<YyFile> yy = loading.read_yy(path, {});
        if (!yy) continue;
        JsonValue root = yy->root();
        if (!equal_ignoring_case(platform, "main")) {
            std::string prefix = "option_" + lower_ascii(platform);
            options.platforms.push_back({lower_ascii(platform), std::string(root[prefix + "_version"].text("1.0.0.0")),
                                         std::string(root[prefix + "_display_name"].text())});
            continue;
        }
        double speed = root["option_game_speed"].number(options.game_speed);
        if (speed >= 1 && speed <= 9999) options.game_speed = speed;
        options.game_id = root["option_gameid"].text(options.game_id);
        options.game_guid = root["option_gameguid"].text();
        options.author = root["option_author"].text();
        options.collision_compatibility = root["option_collision_compatibility"].boolean();
        options.copy_on_write = root["option_copy_on_write_enabled"].boolean();
        // Options that are not there are younger than the project: it gets what they are named after, as GameMaker does
        // when it upgrades one.
        options.legacy_json_parsing = root["option_legacy_json_parsing"].boolean(true);
        options.legacy_number_conversion = root["option_legacy_number_conversion"].boolean(true);
        options.legacy_other_behaviour = root["option_legacy_other_behaviour"].boolean(true);
    }
}

void report_orphans(Loading& loading) {
    for (const char* kind : {"objects", "scripts", "rooms", "timelines", "extensions"}) {
        auto top = loading.files.find(kind);
        if (!top || !top->folder) continue;
        for (const std::string& name : loading.files.list(top->path)) {
            std::string folder = top->path + "/" + name;
            if (loading.skipped_folders.contains(lower_ascii(folder))) continue; // what it lists is not known
            for (const std::string& file : loading.files.list(folder)) {
                if (file.size() < 4 || !equal_ignoring_case(std::string_view(file).substr(file.size() - 4), ".gml"))
                    continue;
                std::string path = folder + "/" + file;
                if (!loading.listed_paths.contains(lower_ascii(path)))
                    loading.report(Severity::note, "orphan-code",
                                   "no resource lists this file, so GameMaker ignores it", {path, 0, 0});
            }
        }
    }
}

Result<Project> load_project(const std::string& path, const LoadOptions& options) {
    Result<std::string> yyp_path = find_project(path);
    if (!yyp_path) return tl::unexpected(yyp_path.error());
    std::error_code error;
    fs::path real = fs::canonical(*yyp_path, error); // the project is where the file is, not where a link to it is
    if (error) return fail("'" + escape_control(*yyp_path) + "' cannot be read: " + error.message());

    Project project;
    project.root = real.parent_path().string();
    project.file = real.filename().string();
    ProjectFiles files(project.root);
    Loading loading(project, files, options);
    YyFile yyp;
    yyp.path = project.file;
    auto text = loading.read(yyp.path);
    if (!text) return fail(text.error().message);
    yyp.text = std::move(*text);
    auto document = JsonDocument::parse(yyp.text);
    if (!document) {
        std::string place = json_place(yyp.path, yyp.text, document.error().offset);
        bool conflict = yyp.text.find("\n<<<<<<< ") != std::string::npos;
        return fail("this is no readable .yyp: " + document.error().message +
                        (conflict ? "; the file holds merge conflict marks" : ""),
                    place);
    }
    yyp.document = std::move(*document);
    if (!yyp.root().is_object()) return fail("this is no readable .yyp: it is not a JSON object", yyp.path);
    yyp.document.use_configurations(loading.configurations);
    Result<void> loaded = load_parsed(loading, yyp);
    if (!loaded) return tl::unexpected(loaded.error());
    return project;
}

} // namespace scope
