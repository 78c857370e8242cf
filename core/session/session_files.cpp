// --files DIR: what the game finds before it starts, and where what it wrote goes afterwards. The only files a session
// writes besides its trace, and only because the user named the folder.

#include "core/session/session_state.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace scope {

static constexpr uintmax_t largest_file = uintmax_t(64) << 20;

Result<void> Session::State::import_files() {
    if (options.files.empty()) return {};
    std::error_code error;
    std::filesystem::path root(options.files);
    if (!std::filesystem::exists(root, error)) return {}; // made on export
    if (!std::filesystem::is_directory(root, error)) return fail("--files takes a folder", options.files);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root, error)) {
        if (!entry.is_regular_file(error) || entry.is_symlink(error)) continue;
        std::string name = entry.path().lexically_relative(root).generic_string();
        if (entry.file_size(error) > largest_file) return fail("this file is larger than 64 MB", entry.path().string());
        std::ifstream in(entry.path(), std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(in), {}};
        if (!world->files().write(name, std::move(content)))
            return fail("the folder holds more than the session may keep", options.files);
    }
    return {};
}

void Session::State::export_files() const {
    world->platform().flush(world->files()); // files the game left open
    for (const auto& [name, content] : world->files().written()) {
        std::filesystem::path target = std::filesystem::path(options.files) / name;
        std::error_code error;
        std::filesystem::create_directories(target.parent_path(), error);
        std::filesystem::path temporary = target;
        temporary += ".part";
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out << *content;
        out.close();
        if (out) std::filesystem::rename(temporary, target, error);
    }
}

} // namespace scope
