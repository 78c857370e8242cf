#include "core/base/text_file.h"

#include "core/base/file_access.h"

#include <filesystem>

namespace scope {

Result<std::string> read_text_file(const std::string& path, size_t most_megabytes) {
    auto file = open_to_read(working_folder, path, LinkRule::followed);
    if (!file) return fail("cannot read this file: " + file.error(), path);
    auto text = read_rest(*file, most_megabytes << 20);
    if (!text) return fail("cannot read this file: " + text.error(), path);
    return std::move(*text);
}

Result<std::string> read_standard_input(size_t most_megabytes) {
    Descriptor input(0);
    auto text = read_rest(input, most_megabytes << 20);
    (void)input.release(); // not ours to close
    if (!text) return fail("cannot read standard input: " + text.error());
    return std::move(*text);
}

Result<void> write_whole_file(const std::string& path, std::string_view content) {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path real(path);
    if (fs::is_symlink(path, error)) {
        real = fs::weakly_canonical(path, error);
        if (error) return fail("cannot write this file: " + error.message(), path);
    }
    auto folder =
        open_folder(working_folder, real.has_parent_path() ? real.parent_path().string() : ".", LinkRule::followed);
    if (!folder) return fail("cannot write this file: " + folder.error(), path);
    auto written = replace_file(folder->number(), real.filename().string(), content);
    if (!written) return fail("cannot write this file: " + written.error(), path);
    return {};
}

} // namespace scope
