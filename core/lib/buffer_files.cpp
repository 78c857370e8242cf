// Buffers and files: the session's own file system. The async functions leave a request behind and, for loading, fill
// the buffer at once, since the file is in memory anyway.

#include "core/lib/buffer_ranges.h"
#include "core/lib/own_answers.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"

#include <algorithm>

namespace scope {

static NativeStatus buffer_load(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    if (!content) return c.done(-1.0);
    if (!c.charge(content->size() / 64) || !c.may_allocate(content->size())) return NativeStatus::fault;
    return made_buffer(c, world_of(c).buffers().create_from(*content, BufferKind::grow, 1));
}

static NativeStatus save_range(NativeCall& c, const Buffer& buffer, std::string_view path, int64_t from, int64_t size) {
    std::string_view bytes = buffer_range(buffer, from, size);
    if (!c.charge(bytes.size() / 64) || !c.may_allocate(bytes.size())) return NativeStatus::fault;
    if (!world_of(c).files().write(path, std::string(bytes)))
        return c.error(std::string(c.name) + " :: cannot write the file: " + world_of(c).files().refusal(path));
    return c.done();
}

static NativeStatus buffer_save(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    // A growing buffer is saved as far as it was used.
    return c.failed() ? NativeStatus::fault
                      : save_range(c, *buffer, path, 0,
                                   buffer->kind == BufferKind::grow ? static_cast<int64_t>(buffer->used) : -1);
}
static NativeStatus buffer_save_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    int64_t from = c.integer(2), size = c.integer(3);
    return c.failed() ? NativeStatus::fault : save_range(c, *buffer, path, from, size);
}

static NativeStatus buffer_load_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    int64_t to = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    return content ? copy_into_buffer(c, *buffer, *content, to) : c.done();
}

/// Part of a file; a length that leads past its end stops there.
static NativeStatus buffer_load_partial(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    int64_t from = c.integer(2), size = c.integer(3), to = c.integer(4);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    if (!content) return c.done();
    std::string_view bytes(*content);
    bytes.remove_prefix(std::min(bytes.size(), static_cast<size_t>(std::max<int64_t>(from, 0))));
    if (size >= 0) bytes = bytes.substr(0, static_cast<size_t>(size));
    return copy_into_buffer(c, *buffer, bytes, to);
}

// The asynchronous ones do their work at once and are answered in the next frame; within a group only its end is.

/// The request that a Save/Load event answers: whether it went well.
static NativeStatus save_load_request(NativeCall& c, bool went_well) {
    SaveGroup& group = world_of(c).platform().save_group;
    if (group.open) {
        group.went_well = group.went_well && went_well;
        return c.done(world_of(c).requests().take_id("save_load"));
    }
    return c.done(answer_itself(c, went_well ? LoadOutcome::well : LoadOutcome::missing));
}

/// Below the group's folder, or "default"; on html5 nothing is put in front.
static std::string async_path(NativeCall& c, std::string_view path) {
    const SaveGroup& group = world_of(c).platform().save_group;
    if (group.open) return group.name + "/" + std::string(path);
    return (world_of(c).input().target == "html5" ? "" : "default/") + std::string(path);
}

static NativeStatus buffer_load_async(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    int64_t offset = c.integer(2), size = c.integer(3);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(async_path(c, path));
    if (!content) content = world_of(c).files().read(path); // included files, and what was saved at once
    if (content) {
        std::string_view bytes =
            size < 0 ? std::string_view(*content) : std::string_view(*content).substr(0, static_cast<size_t>(size));
        if (copy_into_buffer(c, *buffer, bytes, offset) == NativeStatus::fault) return NativeStatus::fault;
    }
    return save_load_request(c, content != nullptr);
}

static NativeStatus buffer_save_async(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string path = path_argument(c, 1);
    int64_t from = c.integer(2), size = c.integer(3);
    if (c.failed()) return NativeStatus::fault;
    std::string_view bytes = buffer_range(*buffer, from, size);
    if (!c.charge(bytes.size() / 64) || !c.may_allocate(bytes.size())) return NativeStatus::fault;
    return save_load_request(c, world_of(c).files().write(async_path(c, path), std::string(bytes)));
}

static NativeStatus buffer_async_group_begin(NativeCall& c) {
    std::string name = path_argument(c, 0);
    if (!c.failed()) world_of(c).platform().save_group = {true, true, std::move(name)};
    return c.done();
}
static NativeStatus buffer_async_group_end(NativeCall& c) {
    bool went_well = world_of(c).platform().save_group.went_well;
    world_of(c).platform().save_group = {};
    return save_load_request(c, went_well);
}

static NativeStatus nothing(NativeCall& c) {
    return c.done();
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"buffer_load", buffer_load, 1, 1},
    {"buffer_load_ext", buffer_load_ext, 3, 3},
    {"buffer_load_partial", buffer_load_partial, 5, 5},
    {"buffer_save", buffer_save, 2, 2},
    {"buffer_save_ext", buffer_save_ext, 4, 4},
    {"buffer_load_async", buffer_load_async, 4, 4, out},
    {"buffer_save_async", buffer_save_async, 4, 4, out},
    {"buffer_async_group_begin", buffer_async_group_begin, 1, 1},
    {"buffer_async_group_option", nothing, 2, 2},
    {"buffer_async_group_end", buffer_async_group_end, 0, 0, out},
};

std::span<const NativeRow> buffer_file_natives() {
    return rows;
}

} // namespace scope
