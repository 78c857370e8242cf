#pragma once
// The state of one load, shared by the readers of .yy files. Nothing outside core/project includes this.

#include "core/project/files.h"
#include "core/project/json.h"
#include "core/project/project.h"

#include <memory>
#include <optional>
#include <unordered_set>

namespace scope {

/// One parsed .yy or .yyp; the document points into the text.
class YyFile {
public:
    std::string path;
    std::string text;
    JsonDocument document;

    JsonValue root() const { return document.root(); }
    /// The place of a value, for diagnostics. The first call costs O(text), the others O(log lines).
    Place place(JsonValue value) const;

private:
    mutable std::optional<SourceFile> m_source;
};

struct Loading {
    static constexpr size_t max_diagnostics = 10'000;

    Loading(Project& target, ProjectFiles& source, const LoadOptions& with)
        : project(target)
        , files(source)
        , options(with)
        , replaced(with.replacements.size(), false) {}

    Project& project;
    ProjectFiles& files;
    const LoadOptions& options;
    std::vector<bool> replaced;              ///< which of options.replacements were used
    std::vector<std::string> configurations; ///< options.config and what it inherits from, nearest first
    std::unordered_set<std::string> read_paths;
    std::unordered_set<std::string> listed_paths;    ///< lower case; also what could not be read
    std::unordered_set<std::string> skipped_folders; ///< lower case, of resources whose .yy could not be read
    size_t dropped_diagnostics = 0;
    uint32_t case_differences = 0;
    std::string first_case_difference;

    /// Adds a diagnostic; beyond max_diagnostics they are only counted.
    void report(Severity severity, std::string code, std::string message, Place place = {}, std::string hint = {});

    /// The text of a project file or its replacement, and its path with the case on disk in `path`.
    tl::expected<std::string, FileError> read(std::string& path);
    bool is_missing(const std::string& path);
    /// Reads and parses; a file that is missing, refused or damaged is reported at `listed` and gives nullptr.
    std::unique_ptr<YyFile> read_yy(std::string path, const Place& listed);
    /// A code unit for a listed GML file; one that is missing or refused is reported and counts as empty.
    uint32_t add_code(std::string name, std::string path, const YyFile& listed_in);
    uint32_t add_generated(std::string name, std::string path, std::string text);
};

/// Facts of one .yy into the struct of its kind.
Object read_object(Loading& loading, const YyFile& yy, const std::string& name);
Script read_script(Loading& loading, const YyFile& yy, const std::string& name);
Room read_room(Loading& loading, const YyFile& yy, const std::string& name);
Timeline read_timeline(Loading& loading, const YyFile& yy, const std::string& name);
Extension read_extension(Loading& loading, const YyFile& yy, const std::string& name);
Sprite read_sprite(JsonValue yy, const std::string& name);
Sound read_sound(JsonValue yy, const std::string& name);
Font read_font(JsonValue yy, const std::string& name);
Path read_path(JsonValue yy, const std::string& name);
Sequence read_sequence(JsonValue yy, const std::string& name);
TileSet read_tileset(JsonValue yy, const std::string& name);
AnimCurve read_anim_curve(JsonValue yy, const std::string& name);
ParticleSystem read_particle_system(JsonValue yy, const std::string& name);

/// Once all assets are read: parents, objects of instances, code of variable definitions.
void link_objects(Loading& loading);
void link_rooms(Loading& loading);
void generate_variable_code(Loading& loading);

/// options/main and options/<platform>.
void read_options(Loading& loading);
/// Notes .gml files in asset folders that nothing lists.
void report_orphans(Loading& loading);

/// The overrides in an `overriddenProperties` or instance `properties` array.
std::vector<VariableOverride> read_overrides(JsonValue list);

/// The name in a reference `{"name":..., "path":...}`; empty for null.
inline std::string reference(JsonValue value) {
    return std::string(value["name"].text());
}
/// The folder part of a path, without the slash.
std::string folder_of(std::string_view path);

} // namespace scope
