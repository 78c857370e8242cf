// buffer_*: bytes in memory, one value at a time. Parts of buffers are in buffer_ranges.cpp, files in buffer_files.cpp.

#include "core/lib/buffer_ranges.h"
#include "core/lib/buffer_values.h"
#include "core/lib/existence.h"
#include "core/lib/tables.h"

#include <algorithm>

namespace scope {

static NativeStatus buffer_create(NativeCall& c) {
    int64_t size = c.integer(0), kind = c.integer(1), alignment = c.integer(2);
    if (c.failed()) return NativeStatus::fault;
    if (size < 0 || kind < 0 || kind > 4) return c.error("buffer_create :: invalid size or type");
    if (!c.may_allocate(static_cast<size_t>(size))) return NativeStatus::fault;
    return made_buffer(c, world_of(c).buffers().create(static_cast<size_t>(size), static_cast<BufferKind>(kind),
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
    size_t at = 0, before = buffer->bytes.size();
    if (!buffer->locate(bytes.size(), true, world_of(c).buffers().most_for(*buffer), at))
        return c.done(-2.0); // buffer_outofspace
    c.heap.spend((buffer->bytes.size() - before) / 64);
    std::copy(bytes.begin(), bytes.end(), buffer->bytes.begin() + static_cast<ptrdiff_t>(at));
    buffer->position = at + bytes.size();
    buffer->used = std::max(buffer->used, buffer->position);
    world_of(c).buffers().settle(*buffer);
    return c.done(0.0);
}

/// The bytes that a value at `at` is read from: text ends where nothing was written behind it.
static std::string_view readable(const Buffer& buffer, size_t at, BufferType type) {
    std::string_view bytes(buffer.bytes);
    return buffer_type_size(type) == 0 && at < buffer.used ? bytes.substr(0, buffer.used) : bytes;
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
    Value value = buffer_decode(c, readable(*buffer, at, type), at, type, length);
    buffer->position = at + length;
    return c.done(value);
}

/// Whether [at, at + size) lies in the buffer. One that wraps is entered again at its start: `at` is moved there.
static bool find_value(const Buffer& buffer, int64_t& at, size_t size) {
    if (at < 0) return false;
    if (buffer.kind == BufferKind::wrap && !buffer.bytes.empty()) {
        at = static_cast<int64_t>(buffer_place(buffer, at));
        return true;
    }
    return static_cast<uint64_t>(at) <= buffer.bytes.size() && size <= buffer.bytes.size() - static_cast<size_t>(at);
}

/// `size` bytes that lead over the end of a buffer that wraps.
static std::string over_the_end(const Buffer& buffer, size_t at, size_t size) {
    std::string out;
    for (size_t i = 0; i < size; ++i) out += buffer.bytes[(at + i) % buffer.bytes.size()];
    return out;
}

static NativeStatus buffer_peek(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t at = c.integer(1);
    BufferType type{};
    bool known = buffer_type(c.integer(2), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    size_t size = buffer_type_size(type), length = 0;
    if (!find_value(*buffer, at, size)) return c.done();
    size_t from = static_cast<size_t>(at);
    if (from + size > buffer->bytes.size())
        return c.done(buffer_decode(c, over_the_end(*buffer, from, size), 0, type, length));
    return c.done(buffer_decode(c, readable(*buffer, from, type), from, type, length));
}

static NativeStatus buffer_poke(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t at = c.integer(1);
    BufferType type{};
    bool known = buffer_type(c.integer(2), type);
    if (c.failed()) return NativeStatus::fault;
    if (!known) return type_error(c);
    std::string bytes;
    if (!buffer_encode(c, 3, type, bytes) || !c.charge(bytes.size() / 32)) return NativeStatus::fault;
    if (!find_value(*buffer, at, bytes.size())) return c.done(-2.0);
    size_t to = static_cast<size_t>(at);
    put_bytes(*buffer, to, bytes);
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
    if (!buffer_encode(c, 3, type, bytes) || bytes.empty() || buffer->bytes.empty()) return c.done();
    bool wraps = buffer->kind == BufferKind::wrap;
    if (!wraps && (at < 0 || static_cast<uint64_t>(at) >= buffer->bytes.size())) return c.done();
    size_t to = buffer_place(*buffer, at), left = size < 0 ? buffer->bytes.size() : static_cast<size_t>(size);
    if (!wraps) left = std::min(left, buffer->bytes.size() - to);
    if (!c.charge(left / 4)) return NativeStatus::fault;
    // Values begin at multiples of the alignment; what lies between them becomes zero.
    size_t step = buffer->alignment;
    auto zeros_behind = [step](size_t end) { return std::string((step - end % step) % step, '\0'); };
    std::string value = bytes + zeros_behind(bytes.size()), before = zeros_behind(to);
    before.resize(std::min(before.size(), left));
    put_bytes(*buffer, to, before);
    for (left -= before.size(); left >= bytes.size(); left -= std::min(left, value.size()))
        put_bytes(*buffer, to, std::string_view(value).substr(0, left));
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
    if (!c.may_allocate(static_cast<size_t>(size))) return NativeStatus::fault;
    if (!world_of(c).buffers().resize(*buffer, static_cast<size_t>(size)))
        return c.limit("memory", "no memory for the larger buffer");
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"buffer_create", buffer_create, 3, 3},
    {"buffer_delete", buffer_delete, 1, 1},
    {"buffer_exists", unless_undefined<buffer_exists>, 1, 1},
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
};

std::span<const NativeRow> buffer_natives() {
    return rows;
}

} // namespace scope
