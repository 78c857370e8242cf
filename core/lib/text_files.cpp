// file_text_*: lines end with CR LF as GameMaker writes them on every desktop, and with either when they are read. Up
// to 32 files are open at once; what is written reaches the file when it is closed.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <cctype>
#include <cstdio>

namespace scope {

/// The open file that the argument names; null and a fault when it is closed or opened for something else.
static OpenFile* text_file(NativeCall& c, bool to_write) {
    double number = c.real(0);
    if (c.failed()) return nullptr;
    auto& files = world_of(c).platform().texts;
    if (number >= 1 && number < static_cast<double>(files.size()) + 1) {
        OpenFile& file = files[static_cast<size_t>(number) - 1];
        if (file.open && (to_write ? file.writes : file.reads)) return &file;
        if (file.open) {
            c.error(std::string(c.name) + " :: the file is not opened for " + (to_write ? "writing" : "reading"));
            return nullptr;
        }
    }
    c.error(std::string(c.name) + " :: illegal file handle " + c.shown(0));
    return nullptr;
}

/// The first free place; null and a fault when 32 files are open.
static OpenFile* free_place(NativeCall& c, double& number) {
    auto& files = world_of(c).platform().texts;
    for (size_t place = 0; place < files.size(); ++place) {
        if (files[place].open) continue;
        number = static_cast<double>(place + 1);
        return &files[place];
    }
    c.error(std::string(c.name) + " :: cannot open another file, 32 are open already");
    return nullptr;
}

/// What is being written to `path` elsewhere becomes visible to a reader.
static void flush_path(NativeCall& c, const std::string& path) {
    World& world = world_of(c);
    for (OpenFile& file : world.platform().texts)
        if (file.open && file.changed && Files::normal(file.path) == Files::normal(path)) {
            c.heap.spend(file.own.size() / 64);
            (void)PlatformState::flush(file, world.files());
        }
}

static NativeStatus open_read(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return c.done();
    flush_path(c, path);
    std::shared_ptr<const std::string> content = world_of(c).files().read(path);
    if (!content) return c.done(-1.0);
    double number = 0;
    OpenFile* file = free_place(c, number);
    if (!file) return c.done();
    *file = {};
    file->open = file->reads = true;
    file->shared = std::move(content);
    return c.done(number);
}

static NativeStatus open_from_string(NativeCall& c) {
    std::string_view text = c.text(0);
    double number = 0;
    OpenFile* file = c.failed() ? nullptr : free_place(c, number);
    if (!file || !c.charge(text.size() / 64)) return c.done();
    if (!world_of(c).platform().hold(text.size())) return no_memory(c);
    *file = {};
    file->open = file->reads = true;
    file->own = text;
    return c.done(number);
}

static NativeStatus open_to_write(NativeCall& c, bool append) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    flush_path(c, path);
    std::shared_ptr<const std::string> content = append ? world.files().read(path) : nullptr;
    if (!content && !world.files().write(path, "")) return c.done(-1.0); // a folder, or the quota is used up
    double number = 0;
    OpenFile* file = free_place(c, number);
    if (!file) return c.done();
    size_t size = content ? content->size() : 0;
    if (!c.charge(size / 64)) return NativeStatus::fault;
    if (!world.platform().hold(size)) return no_memory(c);
    *file = {};
    file->open = file->writes = true;
    file->path = path;
    if (content) file->own = *content;
    return c.done(number);
}
static NativeStatus open_write(NativeCall& c) {
    return open_to_write(c, false);
}
static NativeStatus open_append(NativeCall& c) {
    return open_to_write(c, true);
}

static NativeStatus close(NativeCall& c) {
    double number = c.real(0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    auto& files = world.platform().texts;
    bool named = number >= 1 && number < static_cast<double>(files.size()) + 1;
    OpenFile* file = named ? &files[static_cast<size_t>(number) - 1] : nullptr;
    if (!file || !file->open) return c.done(Value::boolean(false));
    c.heap.spend(file->own.size() / 64);
    bool kept = PlatformState::flush(*file, world.files());
    world.platform().let_go(file->own.size());
    *file = {};
    if (!kept) return c.error("file_text_close :: the file could not be written: the space for files is used up");
    return c.done(Value::boolean(true));
}

// --- writing

static NativeStatus append(NativeCall& c, OpenFile* file, std::string_view text) {
    if (!file || c.failed() || !c.charge(text.size() / 64)) return c.done();
    if (!world_of(c).platform().hold(text.size())) return no_memory(c);
    file->own += text;
    file->changed = true;
    return c.done();
}

static NativeStatus write_string(NativeCall& c) {
    OpenFile* file = text_file(c, true);
    if (!file) return c.done();
    if (c.arg(1).is_string()) return append(c, file, c.text(1));
    return append(c, file, c.shown(1));
}

/// A blank follows, so that numbers written one after the other can be read one after the other.
static NativeStatus write_real(NativeCall& c) {
    OpenFile* file = text_file(c, true);
    double number = c.real(1);
    if (!file || c.failed()) return c.done();
    char text[64];
    bool whole = number == std::floor(number) && std::fabs(number) < 1e15;
    std::snprintf(text, sizeof text, whole ? "%.0f " : "%.15g ", number);
    return append(c, file, text);
}

static NativeStatus writeln(NativeCall& c) {
    return append(c, text_file(c, true), "\r\n");
}

// --- reading

static bool ends_line(char letter) {
    return letter == '\n' || letter == '\r';
}

/// Where the line that `at` is in ends: the place of its CR or LF, or the end of the file.
static size_t line_end(std::string_view text, size_t at) {
    size_t end = text.find_first_of("\r\n", at);
    return end == std::string_view::npos ? text.size() : end;
}

static NativeStatus read_string(NativeCall& c) {
    OpenFile* file = text_file(c, false);
    if (!file) return c.done();
    std::string_view text = file->content();
    size_t end = line_end(text, file->at);
    std::string_view line = text.substr(file->at, end - file->at);
    if (!c.charge(line.size() / 16)) return NativeStatus::fault;
    file->at = end;
    return c.done(line);
}

/// Blanks and line ends before the number are skipped; what is no number is 0 and stays to be read.
static NativeStatus read_real(NativeCall& c) {
    OpenFile* file = text_file(c, false);
    if (!file) return c.done();
    std::string_view text = file->content();
    size_t at = file->at;
    while (at < text.size() && (ends_line(text[at]) || text[at] == ' ' || text[at] == '\t')) ++at;
    size_t end = at;
    auto digits = [&] {
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
    };
    if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
    digits();
    if (end < text.size() && text[end] == '.') ++end;
    digits();
    if (end > at && end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        size_t mark = end++;
        if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
        size_t first = end;
        digits();
        if (end == first) end = mark;
    }
    if (!c.charge((end - file->at) / 4)) return NativeStatus::fault;
    double number = std::strtod(std::string(text.substr(at, end - at)).c_str(), nullptr);
    file->at = end;
    return c.done(number);
}

/// The rest of the line with its end, as GameMaker gives it back.
static NativeStatus readln(NativeCall& c) {
    OpenFile* file = text_file(c, false);
    if (!file) return c.done();
    std::string_view text = file->content();
    size_t end = line_end(text, file->at);
    if (end < text.size()) end += text.substr(end, 2) == "\r\n" ? 2 : 1;
    std::string_view line = text.substr(file->at, end - file->at);
    if (!c.charge(line.size() / 16)) return NativeStatus::fault;
    file->at = end;
    return c.done(line);
}

static NativeStatus eof(NativeCall& c) {
    OpenFile* file = text_file(c, false);
    return file ? c.done(Value::boolean(file->at >= file->content().size())) : c.done();
}

static NativeStatus eoln(NativeCall& c) {
    OpenFile* file = text_file(c, false);
    if (!file) return c.done();
    std::string_view text = file->content();
    return c.done(Value::boolean(file->at >= text.size() || ends_line(text[file->at])));
}

static constexpr NativeRow rows[] = {
    {"file_text_open_read", open_read, 1, 1, NativeRow::calls_out},
    {"file_text_open_write", open_write, 1, 1, NativeRow::calls_out},
    {"file_text_open_append", open_append, 1, 1, NativeRow::calls_out},
    {"file_text_open_from_string", open_from_string, 1, 1},
    {"file_text_close", close, 1, 1, NativeRow::calls_out},
    {"file_text_write_string", write_string, 2, 2, NativeRow::calls_out},
    {"file_text_write_real", write_real, 2, 2, NativeRow::calls_out},
    {"file_text_writeln", writeln, 1, 1, NativeRow::calls_out},
    {"file_text_read_string", read_string, 1, 1},
    {"file_text_read_real", read_real, 1, 1},
    {"file_text_readln", readln, 1, 1},
    {"file_text_eof", eof, 1, 1},
    {"file_text_eoln", eoln, 1, 1},
};

std::span<const NativeRow> text_file_natives() {
    return rows;
}

} // namespace scope
