// file_bin_*: mode 0 reads, 1 writes over an emptied file, 2 does both and keeps what is there. A byte written is the
// value modulo 256. Positions beyond the end read 0 and, when written to, fill the gap with zeros.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

namespace scope {

static OpenFile* binary_file(NativeCall& c) {
    double number = c.real(0);
    if (c.failed()) return nullptr;
    auto& files = world_of(c).platform().binaries;
    if (number >= 1 && number < static_cast<double>(files.size()) + 1) {
        OpenFile& file = files[static_cast<size_t>(number) - 1];
        if (file.open) return &file;
    }
    c.error(std::string(c.name) + " :: illegal file handle " + c.shown(0));
    return nullptr;
}

static NativeStatus open(NativeCall& c) {
    std::string path = path_argument(c, 0);
    int64_t mode = c.integer(1);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    auto& files = world.platform().binaries;
    size_t place = 0;
    while (place < files.size() && files[place].open) ++place;
    if (place == files.size()) return c.error("file_bin_open :: cannot open another file, 32 are open already");
    std::shared_ptr<const std::string> content = mode == 1 ? nullptr : world.files().read(path);
    if (!content && mode == 0) return c.done(-1.0);
    if (!content && !world.files().write(path, "")) return c.done(-1.0);
    OpenFile opened;
    opened.open = true;
    opened.reads = mode != 1;
    opened.writes = mode != 0;
    opened.path = path;
    if (content && !opened.writes) {
        opened.shared = std::move(content);
    } else if (content) {
        if (!c.charge(content->size() / 64)) return NativeStatus::fault;
        if (!world.platform().hold(content->size())) return no_memory(c);
        opened.own = *content;
    }
    files[place] = std::move(opened);
    return c.done(static_cast<double>(place + 1));
}

static NativeStatus close(NativeCall& c) {
    OpenFile* file = binary_file(c);
    if (!file) return c.done();
    World& world = world_of(c);
    c.heap.spend(file->own.size() / 64);
    bool kept = PlatformState::flush(*file, world.files());
    world.platform().let_go(file->own.size());
    *file = {};
    if (!kept) return c.error("file_bin_close :: the file could not be written: the space for files is used up");
    return c.done(Value::boolean(true));
}

static NativeStatus rewrite(NativeCall& c) {
    OpenFile* file = binary_file(c);
    if (!file) return c.done();
    if (!file->writes) return c.error("file_bin_rewrite :: the file is not opened for writing");
    world_of(c).platform().let_go(file->own.size());
    file->own.clear();
    file->at = 0;
    file->changed = true;
    return c.done();
}

static NativeStatus size(NativeCall& c) {
    OpenFile* file = binary_file(c);
    return file ? c.done(static_cast<double>(file->content().size())) : c.done();
}

static NativeStatus position(NativeCall& c) {
    OpenFile* file = binary_file(c);
    return file ? c.done(static_cast<double>(file->at)) : c.done();
}

static NativeStatus seek(NativeCall& c) {
    OpenFile* file = binary_file(c);
    int64_t to = c.integer(1);
    if (file && !c.failed()) file->at = static_cast<size_t>(std::max<int64_t>(to, 0));
    return c.done();
}

static NativeStatus read_byte(NativeCall& c) {
    OpenFile* file = binary_file(c);
    if (!file) return c.done();
    if (!file->reads) return c.error("file_bin_read_byte :: the file is not opened for reading");
    std::string_view content = file->content();
    if (file->at >= content.size()) return c.done(0.0);
    return c.done(static_cast<double>(static_cast<unsigned char>(content[file->at++])));
}

static NativeStatus write_byte(NativeCall& c) {
    OpenFile* file = binary_file(c);
    int64_t value = c.integer(1);
    if (!file || c.failed()) return c.done();
    if (!file->writes) return c.error("file_bin_write_byte :: the file is not opened for writing");
    if (file->at >= file->own.size()) {
        size_t more = file->at - file->own.size() + 1;
        if (!c.charge(more / 64)) return NativeStatus::fault;
        if (!world_of(c).platform().hold(more)) return no_memory(c);
        file->own.resize(file->at + 1);
    }
    file->own[file->at++] = static_cast<char>(value & 0xff);
    file->changed = true;
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"file_bin_open", open, 2, 2, NativeRow::calls_out},
    {"file_bin_close", close, 1, 1, NativeRow::calls_out},
    {"file_bin_rewrite", rewrite, 1, 1, NativeRow::calls_out},
    {"file_bin_size", size, 1, 1},
    {"file_bin_position", position, 1, 1},
    {"file_bin_seek", seek, 2, 2},
    {"file_bin_read_byte", read_byte, 1, 1},
    {"file_bin_write_byte", write_byte, 2, 2, NativeRow::calls_out},
};

std::span<const NativeRow> binary_file_natives() {
    return rows;
}

} // namespace scope
