// filename_*: text only, nothing is looked up. Both '/' and '\' divide a path.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

namespace scope {

/// Where the last part begins.
static size_t name_start(std::string_view path) {
    size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? 0 : slash + 1;
}

/// Where the extension with its point begins; the path's size when it has none.
static size_t extension_start(std::string_view path) {
    size_t point = path.rfind('.');
    return point == std::string_view::npos || point < name_start(path) ? path.size() : point;
}

static NativeStatus filename_name(NativeCall& c) {
    std::string_view path = c.text(0);
    return c.failed() ? c.done() : c.done(path.substr(name_start(path)));
}

static NativeStatus filename_path(NativeCall& c) {
    std::string_view path = c.text(0);
    return c.failed() ? c.done() : c.done(path.substr(0, name_start(path)));
}

static NativeStatus filename_dir(NativeCall& c) {
    std::string_view path = c.text(0);
    size_t start = name_start(path);
    return c.failed() ? c.done() : c.done(path.substr(0, start > 0 ? start - 1 : 0));
}

static NativeStatus filename_drive(NativeCall& c) {
    std::string_view path = c.text(0);
    if (c.failed()) return c.done();
    return c.done(path.size() >= 2 && path[1] == ':' ? path.substr(0, 2) : std::string_view());
}

static NativeStatus filename_ext(NativeCall& c) {
    std::string_view path = c.text(0);
    return c.failed() ? c.done() : c.done(path.substr(extension_start(path)));
}

static NativeStatus filename_change_ext(NativeCall& c) {
    std::string_view path = c.text(0), extension = c.text(1);
    if (c.failed() || !c.may_allocate(path.size() + extension.size())) return c.done();
    return c.done(std::string_view(std::string(path.substr(0, extension_start(path))).append(extension)));
}

static constexpr NativeRow rows[] = {
    {"filename_name", filename_name, 1, 1}, {"filename_path", filename_path, 1, 1},
    {"filename_dir", filename_dir, 1, 1},   {"filename_drive", filename_drive, 1, 1},
    {"filename_ext", filename_ext, 1, 1},   {"filename_change_ext", filename_change_ext, 2, 2},
};

std::span<const NativeRow> file_name_natives() {
    return rows;
}

} // namespace scope
