// From what the user typed to one .yyp.
#include "core/base/text.h"
#include "core/project/project.h"

#include <algorithm>
#include <filesystem>

namespace scope {

namespace fs = std::filesystem;

namespace {

bool ends_with_ignoring_case(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && equal_ignoring_case(text.substr(text.size() - end.size()), end);
}

/// Names in `folder` that `wanted` accepts, sorted.
template<typename Wanted> Result<std::vector<std::string>> names_in(const fs::path& folder, Wanted wanted) {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        std::string name = at->path().filename().string();
        if (wanted(name)) names.push_back(std::move(name));
    }
    if (error) return fail("cannot read this folder: " + error.message(), escape_control(folder.string()));
    std::sort(names.begin(), names.end());
    return names;
}

/// `path` with each part that does not exist replaced by one that differs in case; empty when there is none.
Result<fs::path> match_case(const fs::path& path) {
    fs::path out = path.root_path();
    for (const fs::path& part : path.relative_path()) {
        std::error_code error;
        if (part.empty() || fs::exists(out / part, error)) {
            out /= part;
            continue;
        }
        if (error) return fail("cannot be read: " + error.message(), escape_control((out / part).string()));
        if (!fs::is_directory(out, error)) return fs::path();
        auto names = names_in(out, [&](const std::string& name) { return equal_ignoring_case(name, part.string()); });
        if (!names) return tl::unexpected(names.error());
        if (names->empty()) return fs::path();
        out /= names->front();
    }
    return out;
}

Result<std::string> project_in_folder(const fs::path& folder, const std::string& shown) {
    auto found = names_in(folder, [](const std::string& name) { return ends_with_ignoring_case(name, ".yyp"); });
    if (!found) return tl::unexpected(found.error());
    const std::vector<std::string>& names = *found;
    if (names.size() == 1) return (folder / names.front()).string();
    if (names.empty()) {
        auto old =
            names_in(folder, [](const std::string& name) { return ends_with_ignoring_case(name, ".project.gmx"); });
        if (old && !old->empty())
            return fail("'" + shown +
                        "' holds a GameMaker: Studio 1 project; import it with GameMaker first, which makes a .yyp");
        return fail("there is no .yyp in the folder '" + shown + "'");
    }
    std::string own = folder.filename().string() + ".yyp";
    for (const std::string& name : names) {
        if (equal_ignoring_case(name, own)) return (folder / name).string();
    }
    return fail("'" + shown + "' holds several .yyp files (" + names[0] + ", " + names[1] +
                (names.size() > 2 ? ", ...); name one of them" : "); name one of them"));
}

} // namespace

Result<std::string> find_project(const std::string& path) {
    std::string shown = escape_control(path);
    if (path.empty()) return fail("the path of the project is empty");
    std::error_code error;
    fs::path absolute = fs::absolute(path, error).lexically_normal();
    if (error) return fail("'" + shown + "' is not a usable path: " + error.message());
    auto matched = match_case(absolute);
    if (!matched) return tl::unexpected(matched.error());
    fs::path real = std::move(*matched);
    if (real.empty()) return fail("'" + shown + "' does not exist");
    if (real.filename().empty()) real = real.parent_path(); // "folder/"
    if (fs::is_directory(real, error)) return project_in_folder(real, shown);
    if (ends_with_ignoring_case(real.string(), ".yyz"))
        return fail("'" + shown + "' is a packed project; unpack it (it is a zip file) and open the .yyp in it");
    if (!ends_with_ignoring_case(real.string(), ".yyp"))
        return fail("'" + shown + "' is neither a .yyp nor a folder that holds one");
    return real.string();
}

} // namespace scope
