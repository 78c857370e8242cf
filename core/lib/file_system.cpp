// file_exists, file_copy, md5_file, directory_*, file_find_*, zip_unzip: all of it inside the game's own files
// (core/world/files.h); nothing of the machine is seen or changed. Unpacking is capped by the quota of those files.

#include "core/lib/digest.h"
#include "core/lib/existence.h"
#include "core/lib/own_answers.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/zip_reader.h"

namespace scope {

static NativeStatus file_exists(NativeCall& c) {
    std::string path = path_argument(c, 0);
    return c.failed() ? c.done() : c.done(Value::boolean(world_of(c).files().exists(path)));
}

static NativeStatus file_delete(NativeCall& c) {
    std::string path = path_argument(c, 0);
    return c.failed() ? c.done() : c.done(Value::boolean(world_of(c).files().remove(path)));
}

static NativeStatus file_rename(NativeCall& c) {
    std::string from = path_argument(c, 0), to = path_argument(c, 1);
    return c.failed() ? c.done() : c.done(Value::boolean(files_of(c).rename(from, to)));
}

/// Copies onto no file that is there.
static NativeStatus file_copy(NativeCall& c) {
    std::string from = path_argument(c, 0), to = path_argument(c, 1);
    if (c.failed()) return c.done();
    std::shared_ptr<const std::string> content = files_of(c).read(from);
    bool may = content && !world_of(c).files().exists(to);
    if (!may || !c.charge(content->size() / 64)) return c.done(Value::boolean(false));
    return c.done(Value::boolean(world_of(c).files().copy(from, to)));
}

/// "" for a file that is not there.
template<std::string hash(std::string_view)> static NativeStatus hash_of_file(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return c.done();
    std::shared_ptr<const std::string> content = files_of(c).read(path);
    if (!content) return c.done(std::string_view(""));
    return c.charge(content->size() / 4) ? c.done(std::string_view(hash(*content))) : NativeStatus::fault;
}

static constexpr int64_t attribute_directory = 16; // fa_directory

/// Files here have no attributes; a folder has fa_directory.
static NativeStatus file_attributes(NativeCall& c) {
    std::string path = path_argument(c, 0);
    int64_t wanted = c.integer(1);
    if (c.failed()) return c.done();
    const Files& files = world_of(c).files();
    if (!files.exists(path) && !files.folder_exists(path)) return c.done(Value::boolean(false));
    int64_t has = files.exists(path) ? 0 : attribute_directory;
    return c.done(Value::boolean((has & wanted) == wanted));
}

static NativeStatus directory_exists(NativeCall& c) {
    std::string path = path_argument(c, 0);
    return c.failed() ? c.done() : c.done(Value::boolean(world_of(c).files().folder_exists(path)));
}
static NativeStatus directory_create(NativeCall& c) {
    std::string path = path_argument(c, 0);
    return c.failed() ? c.done() : c.done(Value::boolean(world_of(c).files().make_folder(path)));
}
static NativeStatus directory_destroy(NativeCall& c) {
    std::string path = path_argument(c, 0);
    return c.failed() ? c.done() : c.done(Value::boolean(world_of(c).files().remove_folder(path)));
}

// --- searching

static NativeStatus file_find_next(NativeCall& c) {
    PlatformState& platform = world_of(c).platform();
    if (platform.next_found >= platform.found.size()) return c.done(std::string_view(""));
    return c.done(std::string_view(platform.found[platform.next_found++]));
}

static NativeStatus file_find_first(NativeCall& c) {
    std::string mask = path_argument(c, 0);
    int64_t attributes = c.integer(1);
    if (c.failed()) return c.done();
    PlatformState& platform = world_of(c).platform();
    platform.found = world_of(c).files().find(mask, (attributes & attribute_directory) != 0,
                                              [&](size_t steps) { return c.charge(4 + steps / 16); });
    platform.next_found = 0;
    return c.failed() ? NativeStatus::fault : file_find_next(c);
}

static NativeStatus file_find_close(NativeCall& c) {
    world_of(c).platform().found.clear();
    world_of(c).platform().next_found = 0;
    return c.done();
}

// --- archives

/// Unpacks an archive below `folder`; how many files came out, 0 or less when it is no archive or does not fit.
static double unzip(NativeCall& c, const std::string& path, const std::string& folder) {
    std::shared_ptr<const std::string> archive = files_of(c).read(path);
    if (!archive || !c.charge(archive->size() / 32)) return -1;
    double unpacked = 0;
    ZipReader reader(*archive);
    std::string name, content;
    while (reader.next(name, content)) {
        if (!c.charge(content.size() / 16 + 1)) return unpacked;
        if (Files::normal(name).empty()) continue; // leads out of the folder
        if (!world_of(c).files().write(folder + "/" + Files::normal(name), std::move(content))) return unpacked;
        ++unpacked;
    }
    return reader.damaged() && unpacked == 0 ? -1 : unpacked;
}

static NativeStatus zip_unzip(NativeCall& c) {
    std::string archive = path_argument(c, 0), folder = path_argument(c, 1);
    if (c.failed()) return c.done();
    double unpacked = unzip(c, archive, folder);
    return c.failed() ? NativeStatus::fault : c.done(unpacked);
}

/// The same at once; a Save/Load event in the next frame says so.
static NativeStatus zip_unzip_async(NativeCall& c) {
    std::string archive = path_argument(c, 0), folder = path_argument(c, 1);
    if (c.failed()) return c.done();
    if (world_of(c).platform().save_group.open)
        return c.error("zip_unzip_async :: cannot be called inside of a buffer async group");
    bool unpacked = unzip(c, archive, folder) >= 0;
    return c.failed() ? NativeStatus::fault
                      : c.done(answer_itself(c, unpacked ? LoadOutcome::well : LoadOutcome::damaged));
}

static constexpr NativeRow rows[] = {
    {"file_exists", unless_undefined<file_exists>, 1, 1},
    {"file_delete", file_delete, 1, 1, NativeRow::calls_out},
    {"file_rename", file_rename, 2, 2, NativeRow::calls_out},
    {"file_copy", file_copy, 2, 2, NativeRow::calls_out},
    {"md5_file", hash_of_file<md5_hex>, 1, 1},
    {"sha1_file", hash_of_file<sha1_hex>, 1, 1},
    {"file_attributes", file_attributes, 2, 2},
    {"file_find_first", file_find_first, 2, 2},
    {"file_find_next", file_find_next, 0, 0},
    {"file_find_close", file_find_close, 0, 0},
    {"directory_exists", unless_undefined<directory_exists>, 1, 1},
    {"directory_create", directory_create, 1, 1, NativeRow::calls_out},
    {"directory_destroy", directory_destroy, 1, 1, NativeRow::calls_out},
    {"zip_unzip", zip_unzip, 2, 2},
    {"zip_unzip_async", zip_unzip_async, 2, 2, NativeRow::calls_out},
};

std::span<const NativeRow> file_system_natives() {
    return rows;
}

} // namespace scope
