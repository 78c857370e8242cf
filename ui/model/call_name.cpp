#include "ui/model/call_name.h"

#include <fmt/format.h>

namespace scope {

static std::string_view stem_of(std::string_view file) {
    std::string_view name = file.substr(file.rfind('/') + 1);
    return name.ends_with(".gml") ? name.substr(0, name.size() - 4) : name;
}

std::string code_of_file(std::string_view file) {
    std::string_view stem = stem_of(file);
    size_t slash = file.rfind('/');
    if (!file.starts_with("objects/") || slash == std::string_view::npos || slash < 8) return std::string(stem);
    // These have one event each, so that their number says nothing.
    for (std::string_view only : {"Create_0", "Destroy_0", "CleanUp_0", "PreCreate_0"})
        if (stem == only) stem.remove_suffix(2);
    return fmt::format("{} {}", file.substr(8, slash - 8), stem);
}

std::string call_name(std::string_view name, const Place& place) {
    if (name.starts_with("gml_Script_")) name.remove_prefix(11);
    if (name.starts_with("anon@") || name.starts_with("___struct___"))
        return fmt::format("function at {}:{}", code_of_file(place.file), place.line);
    if (name.starts_with("gml_Object_") || name.starts_with("gml_GlobalScript_")) return code_of_file(place.file);
    // A function within another piece of code carries its place behind an '@'.
    return std::string(name.substr(0, name.find('@')));
}

} // namespace scope
