// buffer_*: bytes in memory. Files go through the session's own file system; the async variants leave a request behind
// and, for loading, fill the buffer at once, since the file is in memory anyway.

#include "core/data/encoding.h"
#include "core/lib/buffer_values.h"
#include "core/lib/digest.h"
#include "core/lib/tables.h"
#include "core/world/world.h"

#include <algorithm>
#include <zlib.h>

namespace scope {

static Buffer* buffer_argument(NativeCall& c, uint32_t index) {
    if (c.failed()) return nullptr;
    Buffer* buffer = c.arg(index).is_undefined() ? nullptr : world_of(c).buffers().find(c.arg(index));
    if (!buffer)
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " invalid reference to (buffer)");
    return buffer;
}

static NativeStatus made(NativeCall& c, const Value& buffer) {
    if (buffer.is_undefined()) return c.limit("memory", "no memory for another buffer");
    Buffer* made_one = world_of(c).buffers().find(buffer);
    made_one->origin = world_of(c).origin_here();
    return c.done(buffer);
}

static NativeStatus buffer_create(NativeCall& c) {
    int64_t size = c.integer(0), kind = c.integer(1), alignment = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    if (size < 0 || kind < 0 || kind > 4) return c.error("buffer_create :: invalid size or type");
    if (!c.charge(static_cast<uint64_t>(size) / 64) || !c.may_allocate(static_cast<size_t>(size)))
        return NativeStatus::fault;
    return made(c, world_of(c).buffers().create(static_cast<size_t>(size), static_cast<BufferKind>(kind),
                                                static_cast<uint32_t>(std::max<int64_t>(alignment, 1))));
}

static NativeStatus buffer_delete(NativeCall& c) {
    if (buffer_argument(c, 0)) world_of(c).buffers().destroy(c.arg(0));
    return c.done();
}

static NativeStatus buffer_exists(NativeCall& c) {
    bool may_be = c.arg(0).is_numeric() || c.arg(0).is_ref();
    return c.done(Value::boolean(may_be && world_of(c).buffers().find(c.arg(0))));
}

static NativeStatus type_error(NativeCall& c) {
    return c.error(std::string(c.name) + " :: unknown buffer type");
}

static NativeStatus buffer_write(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    BufferType type{};
    bool known = buffer_type(c.integer(1), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    std::string bytes;
    if (!buffer_encode(c, 2, type, bytes) || !c.charge(bytes.size() / 32)) return NativeStatus::fault;
    size_t at = 0;
    if (!buffer->locate(bytes.size(), true, world_of(c).buffers().most_for(*buffer), at))
        return c.done(-2.0); // buffer_outofspace
    std::copy(bytes.begin(), bytes.end(), buffer->bytes.begin() + static_cast<ptrdiff_t>(at));
    buffer->position = at + bytes.size();
    buffer->used = std::max(buffer->used, buffer->position);
    world_of(c).buffers().settle(*buffer);
    return c.done(0.0);
}

static NativeStatus buffer_read(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    BufferType type{};
    bool known = buffer_type(c.integer(1), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    size_t at = 0, length = 0;
    if (!buffer->locate(buffer_type_size(type), false, 0, at))
        return c.error("buffer_read :: Attempting to read from a buffer beyond its end");
    Value value = buffer_decode(c, *buffer, at, type, length);
    buffer->position = at + length;
    return c.done(value);
}

/// Whether [at, at + size) lies in the buffer.
static bool inside(const Buffer& buffer, int64_t at, size_t size) {
    return at >= 0 && static_cast<uint64_t>(at) <= buffer.bytes.size() &&
           size <= buffer.bytes.size() - static_cast<size_t>(at);
}

static NativeStatus buffer_peek(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t at = c.integer(1);
    BufferType type{};
    bool known = buffer_type(c.integer(2), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    if (!inside(*buffer, at, buffer_type_size(type))) return c.done();
    size_t length = 0;
    return c.done(buffer_decode(c, *buffer, static_cast<size_t>(at), type, length));
}

static NativeStatus buffer_poke(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t at = c.integer(1);
    BufferType type{};
    bool known = buffer_type(c.integer(2), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    std::string bytes;
    if (!buffer_encode(c, 3, type, bytes)) return NativeStatus::fault;
    if (!inside(*buffer, at, bytes.size())) return c.done(-2.0);
    std::copy(bytes.begin(), bytes.end(), buffer->bytes.begin() + at);
    buffer->used = std::max(buffer->used, static_cast<size_t>(at) + bytes.size());
    return c.done(0.0);
}

static NativeStatus buffer_fill(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t at = c.integer(1), size = c.integer(4);
    BufferType type{};
    bool known = buffer_type(c.integer(2), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    std::string bytes;
    if (!buffer_encode(c, 3, type, bytes) || bytes.empty()) return c.done();
    size_t step = (bytes.size() + buffer->alignment - 1) / buffer->alignment * buffer->alignment;
    size_t end = std::min(buffer->bytes.size(), static_cast<size_t>(std::max<int64_t>(at, 0)) +
                                                    static_cast<size_t>(std::max<int64_t>(size, 0)));
    if (!c.charge(end / 8)) return NativeStatus::fault;
    for (size_t to = static_cast<size_t>(std::max<int64_t>(at, 0)); to + bytes.size() <= end; to += step)
        std::copy(bytes.begin(), bytes.end(), buffer->bytes.begin() + static_cast<ptrdiff_t>(to));
    buffer->used = std::max(buffer->used, end);
    return c.done();
}

static NativeStatus buffer_seek(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t base = c.integer(1), offset = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    buffer->seek(static_cast<int>(base), offset);
    return c.done(static_cast<double>(buffer->position));
}

static NativeStatus buffer_tell(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    return buffer ? c.done(static_cast<double>(buffer->position)) : c.done();
}
static NativeStatus buffer_get_size(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    return buffer ? c.done(static_cast<double>(buffer->bytes.size())) : c.done();
}
static NativeStatus buffer_get_used_size(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    return buffer ? c.done(static_cast<double>(buffer->used)) : c.done();
}
static NativeStatus buffer_set_used_size(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t size = c.integer(1);
    if (buffer && !c.failed())
        buffer->used = std::min(buffer->bytes.size(), static_cast<size_t>(std::max<int64_t>(size, 0)));
    return c.done();
}
static NativeStatus buffer_get_type(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    return buffer ? c.done(static_cast<double>(buffer->kind)) : c.done();
}
static NativeStatus buffer_get_alignment(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    return buffer ? c.done(static_cast<double>(buffer->alignment)) : c.done();
}
/// Not an address of ours: GML can only pass it on to an extension.
static NativeStatus buffer_get_address(NativeCall& c) {
    return buffer_argument(c, 0) ? c.done(Value::pointer(0x10000 + c.arg(0).ref_index() * uint64_t(16))) : c.done();
}
static NativeStatus buffer_sizeof(NativeCall& c) {
    BufferType type{};
    bool known = buffer_type(c.integer(0), type);
    return c.done(known ? static_cast<double>(buffer_type_size(type)) : 0.0);
}

static NativeStatus buffer_resize(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t size = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (size <= 0) return c.error("buffer_resize :: the size must be greater than 0");
    if (!c.charge(static_cast<uint64_t>(size) / 64) || !c.may_allocate(static_cast<size_t>(size)))
        return NativeStatus::fault;
    if (!world_of(c).buffers().resize(*buffer, static_cast<size_t>(size)))
        return c.limit("memory", "no memory for the larger buffer");
    return c.done();
}

/// [offset, offset + size) of a buffer, clipped; a negative size means to the end.
static std::string_view range(const Buffer& buffer, int64_t offset, int64_t size) {
    size_t from = std::min(buffer.bytes.size(), static_cast<size_t>(std::max<int64_t>(offset, 0)));
    size_t most = buffer.bytes.size() - from;
    return std::string_view(buffer.bytes).substr(from, size < 0 ? most : std::min(most, static_cast<size_t>(size)));
}

/// Bytes into a buffer at `to`; a growing one grows as far as needed, another takes what fits.
static NativeStatus copy_in(NativeCall& c, Buffer& buffer, std::string_view bytes, int64_t to) {
    size_t at = static_cast<size_t>(std::clamp<int64_t>(to, 0, Buffers::most_bytes));
    if (!c.charge(bytes.size() / 64)) return NativeStatus::fault;
    if (at + bytes.size() > buffer.bytes.size() && buffer.kind == BufferKind::grow &&
        (!c.may_allocate(bytes.size()) || !world_of(c).buffers().resize(buffer, at + bytes.size())))
        return c.limit("memory", "no memory for the larger buffer");
    if (at >= buffer.bytes.size()) return c.done();
    bytes = bytes.substr(0, buffer.bytes.size() - at);
    std::copy(bytes.begin(), bytes.end(), buffer.bytes.begin() + static_cast<ptrdiff_t>(at));
    buffer.used = std::max(buffer.used, at + bytes.size());
    return c.done();
}

static NativeStatus buffer_copy(NativeCall& c) {
    Buffer* source = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    Buffer* target = buffer_argument(c, 3);
    int64_t to = c.integer(4);
    if (c.failed()) return NativeStatus::fault;
    std::string bytes(range(*source, from, size)); // a copy: the two may be one buffer
    return copy_in(c, *target, bytes, to);
}

/// `count` pieces of `size` bytes, each `stride` after the one before it, on both sides.
static NativeStatus buffer_copy_stride(NativeCall& c) {
    Buffer* source = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2), step = c.integer(3), count = c.integer(4);
    Buffer* target = buffer_argument(c, 5);
    int64_t to = c.integer(6), target_step = c.integer(7);
    if (c.failed()) return NativeStatus::fault;
    constexpr int64_t most = Buffers::most_bytes; // farther away there is nothing
    for (int64_t i = 0; i < count && size > 0; ++i, from += step, to += target_step) {
        if (!c.charge(1 + static_cast<uint64_t>(std::min(size, most)) / 64)) return NativeStatus::fault;
        if (from < 0 || to < 0 || from > most || to > most || step > most || target_step > most) break;
        std::string bytes(range(*source, from, size));
        if (copy_in(c, *target, bytes, to) == NativeStatus::fault) return NativeStatus::fault;
    }
    return c.done();
}

// --- checksums and compression

static NativeStatus buffer_crc32(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    std::string_view bytes = range(*buffer, from, size);
    if (!c.charge(bytes.size() / 32)) return NativeStatus::fault;
    // GameMaker leaves out the final inversion.
    uint32_t crc =
        static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    return c.done(static_cast<double>(~crc));
}

/// A range's digest as hexadecimal text.
static NativeStatus digest(NativeCall& c, std::string (*of)(std::string_view)) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    std::string_view bytes = range(*buffer, from, size);
    return c.charge(bytes.size() / 8) ? c.done(std::string_view(of(bytes))) : NativeStatus::fault;
}
static NativeStatus buffer_md5(NativeCall& c) {
    return digest(c, md5_hex);
}
static NativeStatus buffer_sha1(NativeCall& c) {
    return digest(c, sha1_hex);
}
static NativeStatus buffer_base64_encode(NativeCall& c) {
    return digest(c, base64_encode);
}

static NativeStatus buffer_base64_decode(NativeCall& c) {
    std::string_view text = c.text(0);
    if (c.failed() || !c.charge(text.size() / 16) || !c.may_allocate(text.size())) return NativeStatus::fault;
    std::optional<std::string> bytes = base64_decode(text);
    return bytes ? made(c, world_of(c).buffers().create_from(std::move(*bytes), BufferKind::grow, 1)) : c.done(-1.0);
}

/// Into a buffer that is there.
static NativeStatus buffer_base64_decode_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view text = c.text(1);
    int64_t to = c.integer(2);
    if (c.failed() || !c.charge(text.size() / 16) || !c.may_allocate(text.size())) return NativeStatus::fault;
    std::optional<std::string> bytes = base64_decode(text);
    return bytes ? copy_in(c, *buffer, *bytes, to) : c.done();
}

static NativeStatus buffer_compress(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    std::string_view bytes = range(*buffer, from, size);
    uLongf length = compressBound(static_cast<uLong>(bytes.size()));
    if (!c.charge(bytes.size() / 2) || !c.may_allocate(length)) return NativeStatus::fault;
    std::string out(length, '\0');
    if (compress(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()),
                 static_cast<uLong>(bytes.size())) != Z_OK)
        return c.done(-1.0);
    out.resize(length);
    return made(c, world_of(c).buffers().create_from(std::move(out), BufferKind::fixed, 1));
}

static NativeStatus buffer_decompress(NativeCall& c) {
    constexpr size_t most = size_t(256) << 20; // what one call may unfold to
    Buffer* buffer = buffer_argument(c, 0);
    if (!buffer) return NativeStatus::fault;
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK) return c.done(-1.0); // zlib or gzip by its header
    stream.next_in = reinterpret_cast<Bytef*>(buffer->bytes.data());
    stream.avail_in = static_cast<uInt>(buffer->bytes.size());
    std::string out;
    char chunk[65536];
    int state = Z_OK;
    bool allowed = true;
    while (state == Z_OK && allowed) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk);
        stream.avail_out = sizeof chunk;
        state = inflate(&stream, Z_NO_FLUSH);
        size_t got = sizeof chunk - stream.avail_out;
        allowed = out.size() + got <= most && c.charge(got / 16) && c.may_allocate(out.size() + got);
        out.append(chunk, got);
        if (got == 0 && stream.avail_in == 0) break;
    }
    inflateEnd(&stream);
    if (c.failed()) return NativeStatus::fault;
    if (!allowed) return c.limit("memory", "buffer_decompress :: the data unfolds to more than 256 MB");
    if (state != Z_STREAM_END) return c.done(-1.0);
    return made(c, world_of(c).buffers().create_from(std::move(out), BufferKind::fixed, 1));
}

// --- files

static NativeStatus buffer_load(NativeCall& c) {
    std::string_view path = c.text(0);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    if (!content) return c.done(-1.0);
    if (!c.charge(content->size() / 64) || !c.may_allocate(content->size())) return NativeStatus::fault;
    return made(c, world_of(c).buffers().create_from(*content, BufferKind::grow, 1));
}

static NativeStatus save_range(NativeCall& c, const Buffer& buffer, std::string_view path, int64_t from, int64_t size) {
    std::string_view bytes = range(buffer, from, size);
    if (!c.charge(bytes.size() / 64) || !c.may_allocate(bytes.size())) return NativeStatus::fault;
    if (!world_of(c).files().write(path, std::string(bytes)))
        return c.error(std::string(c.name) + " :: cannot write the file: the session's quota is used up");
    return c.done();
}

static NativeStatus buffer_save(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    // A growing buffer is saved as far as it was used.
    return c.failed() ? NativeStatus::fault
                      : save_range(c, *buffer, path, 0,
                                   buffer->kind == BufferKind::grow ? static_cast<int64_t>(buffer->used) : -1);
}
static NativeStatus buffer_save_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    int64_t from = c.integer(2), size = c.integer(3);
    return c.failed() ? NativeStatus::fault : save_range(c, *buffer, path, from, size);
}

static NativeStatus buffer_load_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    int64_t to = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    return content ? copy_in(c, *buffer, *content, to) : c.done();
}

/// Part of a file; a length that leads past its end stops there.
static NativeStatus buffer_load_partial(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    int64_t from = c.integer(2), size = c.integer(3), to = c.integer(4);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(path);
    if (!content) return c.done();
    std::string_view bytes(*content);
    bytes.remove_prefix(std::min(bytes.size(), static_cast<size_t>(std::max<int64_t>(from, 0))));
    if (size >= 0) bytes = bytes.substr(0, static_cast<size_t>(size));
    return copy_in(c, *buffer, bytes, to);
}

// The asynchronous ones do their work at once and are answered in the next frame; within a group only its end is.

/// The request that a Save/Load event answers: whether it went well.
static NativeStatus save_load_request(NativeCall& c, bool went_well) {
    SaveGroup& group = world_of(c).outside().save_group;
    if (group.open) {
        group.went_well = group.went_well && went_well;
        return c.done(world_of(c).requests().take_id("save_load"));
    }
    NewRequest request{c.name, "save_load", {c.args, c.count}, 72, RequestMode::event, {}, {}};
    request.answer = {{"status", Value::boolean(went_well)}};
    return c.done(world_of(c).add_request(request).id);
}

/// Below the group's folder, or "default"; on html5 nothing is put in front.
static std::string async_path(NativeCall& c, std::string_view path) {
    const SaveGroup& group = world_of(c).outside().save_group;
    if (group.open) return group.name + "/" + std::string(path);
    return (world_of(c).input().target == "html5" ? "" : "default/") + std::string(path);
}

static NativeStatus buffer_load_async(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    int64_t offset = c.integer(2), size = c.integer(3);
    if (c.failed()) return NativeStatus::fault;
    auto content = world_of(c).files().read(async_path(c, path));
    if (!content) content = world_of(c).files().read(path); // included files, and what was saved at once
    if (content) {
        std::string_view bytes =
            size < 0 ? std::string_view(*content) : std::string_view(*content).substr(0, static_cast<size_t>(size));
        if (copy_in(c, *buffer, bytes, offset) == NativeStatus::fault) return NativeStatus::fault;
    }
    return save_load_request(c, content != nullptr);
}

static NativeStatus buffer_save_async(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view path = c.text(1);
    int64_t from = c.integer(2), size = c.integer(3);
    if (c.failed()) return NativeStatus::fault;
    std::string_view bytes = range(*buffer, from, size);
    if (!c.charge(bytes.size() / 64) || !c.may_allocate(bytes.size())) return NativeStatus::fault;
    return save_load_request(c, world_of(c).files().write(async_path(c, path), std::string(bytes)));
}

static NativeStatus buffer_async_group_begin(NativeCall& c) {
    std::string_view name = c.text(0);
    if (!c.failed()) world_of(c).outside().save_group = {true, true, std::string(name)};
    return c.done();
}
static NativeStatus buffer_async_group_end(NativeCall& c) {
    bool went_well = world_of(c).outside().save_group.went_well;
    world_of(c).outside().save_group = {};
    return save_load_request(c, went_well);
}

static NativeStatus nothing(NativeCall& c) {
    return c.done();
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"buffer_create", buffer_create, 3, 3},
    {"buffer_delete", buffer_delete, 1, 1},
    {"buffer_exists", buffer_exists, 1, 1},
    {"buffer_write", buffer_write, 3, 3},
    {"buffer_read", buffer_read, 2, 2},
    {"buffer_peek", buffer_peek, 3, 3},
    {"buffer_poke", buffer_poke, 4, 4},
    {"buffer_fill", buffer_fill, 5, 5},
    {"buffer_seek", buffer_seek, 3, 3},
    {"buffer_tell", buffer_tell, 1, 1},
    {"buffer_get_size", buffer_get_size, 1, 1},
    {"buffer_get_used_size", buffer_get_used_size, 1, 1},
    {"buffer_set_used_size", buffer_set_used_size, 2, 2},
    {"buffer_get_type", buffer_get_type, 1, 1},
    {"buffer_get_alignment", buffer_get_alignment, 1, 1},
    {"buffer_get_address", buffer_get_address, 1, 1},
    {"buffer_sizeof", buffer_sizeof, 1, 1},
    {"buffer_resize", buffer_resize, 2, 2},
    {"buffer_copy", buffer_copy, 5, 5},
    {"buffer_copy_stride", buffer_copy_stride, 8, 8},
    {"buffer_crc32", buffer_crc32, 3, 3},
    {"buffer_md5", buffer_md5, 3, 3},
    {"buffer_sha1", buffer_sha1, 3, 3},
    {"buffer_base64_encode", buffer_base64_encode, 3, 3},
    {"buffer_base64_decode", buffer_base64_decode, 1, 1},
    {"buffer_base64_decode_ext", buffer_base64_decode_ext, 3, 3},
    {"buffer_compress", buffer_compress, 3, 3},
    {"buffer_decompress", buffer_decompress, 1, 1},
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

std::span<const NativeRow> buffer_natives() {
    return rows;
}

} // namespace scope
