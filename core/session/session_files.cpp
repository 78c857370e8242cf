// --files DIR: what the game finds before it starts, and where what it wrote goes afterwards. The only files a session
// writes besides its trace, and only because the user named the folder: no link inside it is followed, in or out.

#include "core/session/session_state.h"

#include "core/base/file_access.h"

#include <algorithm>
#include <filesystem>

namespace scope {

static constexpr size_t largest_file = size_t(64) << 20;

static std::string below(const std::string& folder, const std::string& name) {
    return folder.empty() ? name : folder + "/" + name;
}

/// One that is neither file nor folder is left alone, and a note says so.
Result<void> Session::State::import_entry(const Descriptor& folder, const std::string& name, const std::string& path) {
    auto left_alone = [&](const std::string& why) {
        note_problem(
            {"skipped-file", Severity::warning, "not imported: " + why, {options.files + "/" + path, 0, 0}, {}});
    };
    auto inner = open_folder(folder.number(), name, LinkRule::refused);
    if (inner) return import_folder(std::move(*inner), path);
    auto file = open_to_read(folder.number(), name, LinkRule::refused);
    if (!file) return left_alone(file.error()), Result<void>();
    auto content = read_rest(*file, largest_file);
    if (!content) return fail("cannot import this file: " + content.error(), options.files + "/" + path);
    if (!world->files().write(path, std::move(*content)))
        return fail("cannot import this file: " + world->files().refusal(path), options.files + "/" + path);
    imported[path] = world->files().read(path);
    return {};
}

Result<void> Session::State::import_folder(Descriptor folder, const std::string& path) {
    static constexpr ptrdiff_t deepest = 64;
    if (std::count(path.begin(), path.end(), '/') > deepest)
        return fail("the folders are nested too deeply", options.files + "/" + path);
    auto names = list_folder(folder);
    if (!names) return fail("cannot read this folder: " + names.error(), options.files + "/" + path);
    for (const std::string& name : *names)
        if (auto done = import_entry(folder, name, below(path, name)); !done) return done;
    return {};
}

Result<void> Session::State::import_files() {
    imported.clear();
    if (options.files.empty()) return {};
    std::error_code error;
    if (!std::filesystem::exists(options.files, error)) return {}; // made on export
    auto root = open_folder(working_folder, options.files, LinkRule::followed);
    if (!root) return fail("--files takes a folder: " + root.error(), options.files);
    return import_folder(std::move(*root), "");
}

static tl::expected<void, std::string> export_file(const Descriptor& root, std::string_view name,
                                                   std::string_view content) {
    Descriptor inner;
    for (size_t slash; (slash = name.find('/')) != std::string_view::npos; name.remove_prefix(slash + 1)) {
        int outer = inner.is_open() ? inner.number() : root.number();
        auto next = open_folder(outer, std::string(name.substr(0, slash)), LinkRule::refused, true);
        if (!next) return tl::unexpected("its folder " + std::string(name.substr(0, slash)) + ": " + next.error());
        inner = std::move(*next);
    }
    return replace_file(inner.is_open() ? inner.number() : root.number(), std::string(name), content);
}

Result<void> Session::State::export_files() {
    if (options.files.empty() || !world) return {};
    world->platform().flush(world->files()); // files the game left open
    Descriptor root;
    for (const auto& [name, content] : world->files().written()) {
        auto known = imported.find(name);
        if (known != imported.end() && known->second == content) continue; // as it was found
        std::error_code error;
        if (!root.is_open()) {
            std::filesystem::create_directories(options.files, error);
            auto opened = open_folder(working_folder, options.files, LinkRule::followed);
            if (!opened) return fail("cannot export to this folder: " + opened.error(), options.files);
            root = std::move(*opened);
        }
        auto done = export_file(root, name, *content);
        if (!done) return fail("cannot export this file: " + done.error(), options.files + "/" + name);
        imported[name] = content;
    }
    return {};
}

} // namespace scope
