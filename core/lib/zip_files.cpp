// zip_create, zip_add_file, zip_save: archives made of the game's own files, written into them. An archive in the
// making is a struct, which goes when nothing holds it.

#include "core/lib/own_answers.h"
#include "core/lib/platform_tables.h"
#include "core/lib/zip_writer.h"

namespace scope {

/// The member that makes a struct a ZIP file. It holds the files, each as its name in the
/// archive and the path that zip_save reads.
static constexpr std::string_view files_member = "zip file";

static Array* files_argument(NativeCall& c, uint32_t index) {
    const Value& zip = c.arg(index);
    const Value* files = zip.is_struct() ? zip.as_struct()->find(world_of(c).symbol(files_member)) : nullptr;
    if (files && files->is_array()) return files->as_array();
    c.wrong_type(index, "ZIP file");
    return nullptr;
}

static NativeStatus zip_create(NativeCall& c) {
    Struct* zip = c.heap.new_struct();
    Value result(zip);
    if (!zip) return no_memory(c);
    add_member(c, zip, files_member, Value(c.heap.new_array()));
    return c.done(result);
}

static NativeStatus zip_add_file(NativeCall& c) {
    Array* files = files_argument(c, 0);
    if (!files) return NativeStatus::fault;
    std::string name = path_argument(c, 1), path = path_argument(c, 2);
    if (c.failed() || !c.may_allocate(name.size() + path.size())) return NativeStatus::fault;
    add_item(c, files, Value(c.heap.new_string(name)));
    add_item(c, files, Value(c.heap.new_string(path)));
    return c.done(0.0);
}

/// Whether all files were there and the archive could be written.
static LoadOutcome save(NativeCall& c, const Array& files, const std::string& to) {
    Files& own = files_of(c);
    ZipWriter writer;
    size_t packed = 0;
    for (uint32_t at = 0; at + 1 < files.size; at += 2) {
        const Value &name = files.items[at], &path = files.items[at + 1];
        if (!name.is_string() || !path.is_string()) return LoadOutcome::damaged;
        std::shared_ptr<const std::string> content = own.read(path.as_string()->view());
        if (!content) return LoadOutcome::missing;
        packed += content->size();
        if (!c.charge(16 + content->size() * 4) || !c.may_allocate(packed)) return LoadOutcome::damaged;
        if (!writer.add(name.as_string()->view(), *content)) return LoadOutcome::damaged;
    }
    return own.write(to, writer.finish()) ? LoadOutcome::well : LoadOutcome::damaged;
}

/// Written at once; a Save/Load event in the next frame says so.
static NativeStatus zip_save(NativeCall& c) {
    Array* files = files_argument(c, 0);
    if (!files) return NativeStatus::fault;
    std::string path = path_argument(c, 1);
    if (c.failed()) return NativeStatus::fault;
    LoadOutcome outcome = save(c, *files, path);
    return c.failed() ? NativeStatus::fault : c.done(answer_itself(c, outcome));
}

static constexpr NativeRow rows[] = {
    {"zip_create", zip_create, 0, 0},
    {"zip_add_file", zip_add_file, 3, 3},
    {"zip_save", zip_save, 2, 2, NativeRow::calls_out},
};

std::span<const NativeRow> zip_natives() {
    return rows;
}

} // namespace scope
