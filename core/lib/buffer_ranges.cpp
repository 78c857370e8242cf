// Copies of parts of buffers; their checksums, their base64, their compressed form.

#include "core/lib/buffer_ranges.h"

#include "core/data/encoding.h"
#include "core/lib/digest.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"

#include <algorithm>
#include <zlib.h>

namespace scope {

Buffer* buffer_argument(NativeCall& c, uint32_t index) {
    if (c.failed()) return nullptr;
    Buffer* buffer = c.arg(index).is_undefined() ? nullptr : world_of(c).buffers().find(c.arg(index));
    if (!buffer)
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " invalid reference to (buffer)");
    return buffer;
}

NativeStatus made_buffer(NativeCall& c, const Value& buffer) {
    if (buffer.is_undefined()) return c.limit("memory", "no memory for another buffer");
    Buffer* made_one = world_of(c).buffers().find(buffer);
    made_one->origin = world_of(c).origin_here();
    return c.done(buffer);
}

size_t buffer_place(const Buffer& buffer, int64_t offset) {
    int64_t size = static_cast<int64_t>(buffer.bytes.size());
    if (buffer.kind == BufferKind::wrap) return static_cast<size_t>((offset % size + size) % size);
    return static_cast<size_t>(std::clamp<int64_t>(offset, 0, size - 1));
}

std::string_view buffer_range(const Buffer& buffer, int64_t offset, int64_t size) {
    if (buffer.bytes.empty()) return {};
    std::string_view rest = std::string_view(buffer.bytes).substr(buffer_place(buffer, offset));
    return size < 0 ? rest : rest.substr(0, static_cast<size_t>(size));
}

void put_bytes(Buffer& buffer, size_t& at, std::string_view bytes) {
    while (!bytes.empty()) {
        size_t now = std::min(bytes.size(), buffer.bytes.size() - at);
        std::copy_n(bytes.begin(), now, buffer.bytes.begin() + static_cast<ptrdiff_t>(at));
        at += now;
        buffer.used = std::max(buffer.used, at);
        if (at == buffer.bytes.size()) at = 0;
        bytes.remove_prefix(now);
    }
}

NativeStatus copy_into_buffer(NativeCall& c, Buffer& buffer, std::string_view bytes, int64_t to) {
    if (!c.charge(bytes.size() / 64)) return NativeStatus::fault;
    bool wraps = buffer.kind == BufferKind::wrap && !buffer.bytes.empty();
    size_t at = wraps ? buffer_place(buffer, to) : static_cast<size_t>(std::clamp<int64_t>(to, 0, Buffers::most_bytes));
    if (at + bytes.size() > buffer.bytes.size() && buffer.kind == BufferKind::grow &&
        (!c.may_allocate(bytes.size()) || !world_of(c).buffers().resize(buffer, at + bytes.size())))
        return c.limit("memory", "no memory for the larger buffer");
    if (at >= buffer.bytes.size()) return c.done();
    put_bytes(buffer, at, wraps ? bytes : bytes.substr(0, buffer.bytes.size() - at));
    return c.done();
}

// --- copies

/// Part of a buffer, `most` bytes at most; one that wraps is read round and round. False with the fault set.
static bool part_of(NativeCall& c, const Buffer& buffer, int64_t offset, int64_t size, size_t most, std::string& out) {
    std::string_view first = buffer_range(buffer, offset, size);
    size_t length = first.size();
    if (buffer.kind == BufferKind::wrap && length != 0)
        length = size < 0 ? buffer.bytes.size() : static_cast<size_t>(size);
    length = std::min(length, most);
    if (!c.charge(length / 32) || !c.may_allocate(length)) return false;
    out.reserve(length);
    out.assign(first.substr(0, length));
    while (out.size() < length) out.append(buffer.bytes, 0, length - out.size());
    return true;
}

static NativeStatus buffer_copy(NativeCall& c) {
    Buffer* source = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    Buffer* target = buffer_argument(c, 3);
    int64_t to = c.integer(4);
    if (c.failed()) return NativeStatus::fault;
    size_t most = SIZE_MAX;
    if (target->kind != BufferKind::grow && target->kind != BufferKind::wrap) {
        if (target->bytes.empty()) return c.done();
        to = static_cast<int64_t>(buffer_place(*target, to));
        most = target->bytes.size() - static_cast<size_t>(to);
    }
    std::string bytes; // a copy: the two may be one buffer
    return part_of(c, *source, from, size, most, bytes) ? copy_into_buffer(c, *target, bytes, to) : NativeStatus::fault;
}

/// Whether there is a byte at `at`; in a buffer that wraps there always is, and `at` is moved to it.
static bool find_byte(const Buffer& buffer, int64_t& at) {
    if (buffer.bytes.empty()) return false;
    if (buffer.kind == BufferKind::wrap) at = static_cast<int64_t>(buffer_place(buffer, at));
    return at >= 0 && at < static_cast<int64_t>(buffer.bytes.size());
}

/// False where one of the two buffers ends.
static bool copy_item(const Buffer& source, int64_t from, Buffer& target, int64_t to, int64_t size) {
    for (int64_t i = 0; i < size; ++i) {
        int64_t read = from + i, write = to + i;
        if (!find_byte(source, read) || !find_byte(target, write)) return false;
        target.bytes[static_cast<size_t>(write)] = source.bytes[static_cast<size_t>(read)];
        target.used = std::max(target.used, static_cast<size_t>(write) + 1);
    }
    return true;
}

/// `count` items of `size` bytes, each a stride after the one before it, on both sides; it ends where a buffer ends.
static NativeStatus buffer_copy_stride(NativeCall& c) {
    constexpr int64_t far = 2 * int64_t(Buffers::most_bytes); // there is nothing that far away
    auto number = [&](uint32_t index) { return std::clamp(c.integer(index), -far, far); };
    Buffer* source = buffer_argument(c, 0);
    int64_t from = number(1), size = number(2), step = number(3), count = number(4);
    Buffer* target = buffer_argument(c, 5);
    int64_t to = number(6), target_step = number(7);
    if (c.failed()) return NativeStatus::fault;
    if (size < 0) return c.error("Size cannot be a negative number");
    if (count < 0) return c.error("Count cannot be a negative number");
    if (source == target) return c.error("Source and Destination buffers can't be the same");
    if (size == 0 || count == 0) return c.done();
    if (from < 0) from += static_cast<int64_t>(source->bytes.size()); // counts from the end
    if (to < 0) to += static_cast<int64_t>(target->bytes.size());
    if (target->kind == BufferKind::grow) {
        int64_t end = std::max<int64_t>(to, 0) + std::max<int64_t>(target_step, 0) * (count - 1) + size;
        if (end > static_cast<int64_t>(target->bytes.size()) &&
            (!c.charge(static_cast<uint64_t>(end) / 64) || !c.may_allocate(static_cast<size_t>(end)) ||
             !world_of(c).buffers().resize(*target, static_cast<size_t>(end))))
            return c.limit("memory", "no memory for the larger buffer");
    }
    for (int64_t i = 0; i < count; ++i, from += step, to += target_step) {
        if (!c.charge(1 + static_cast<uint64_t>(size) / 8)) return NativeStatus::fault;
        if (!copy_item(*source, from, *target, to, size)) break;
    }
    return c.done();
}

// --- checksums and compression

/// What arguments 1 and 2 mean of the buffer in argument 0; a fault may be set.
static std::string_view range_argument(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    int64_t from = c.integer(1), size = c.integer(2);
    return c.failed() ? std::string_view() : buffer_range(*buffer, from, size);
}

static NativeStatus buffer_crc32(NativeCall& c) {
    std::string_view bytes = range_argument(c);
    if (c.failed() || !c.charge(bytes.size() / 32)) return NativeStatus::fault;
    // GameMaker leaves out the final inversion.
    uint32_t crc =
        static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    return c.done(static_cast<double>(~crc));
}

/// A range's digest as hexadecimal text.
static NativeStatus digest(NativeCall& c, std::string (*of)(std::string_view)) {
    std::string_view bytes = range_argument(c);
    if (c.failed() || !c.charge(bytes.size() / 4)) return NativeStatus::fault;
    return c.done(std::string_view(of(bytes)));
}
static NativeStatus buffer_md5(NativeCall& c) {
    return digest(c, md5_hex);
}
static NativeStatus buffer_sha1(NativeCall& c) {
    return digest(c, sha1_hex);
}
static NativeStatus buffer_base64_encode(NativeCall& c) {
    std::string_view bytes = range_argument(c);
    if (c.failed() || !c.charge(bytes.size() / 8) || !fits_text(c, bytes.size() / 3 * 4 + 4))
        return NativeStatus::fault;
    return c.done(std::string_view(base64_encode(bytes)));
}

static NativeStatus buffer_base64_decode(NativeCall& c) {
    std::string_view text = c.text(0);
    if (c.failed() || !c.charge(text.size() / 16) || !c.may_allocate(text.size())) return NativeStatus::fault;
    return made_buffer(c, world_of(c).buffers().create_from(base64_decode_loosely(text), BufferKind::grow, 1));
}

/// Into a buffer that is there.
static NativeStatus buffer_base64_decode_ext(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    std::string_view text = c.text(1);
    int64_t to = c.integer(2);
    if (c.failed() || !c.charge(text.size() / 16) || !c.may_allocate(text.size())) return NativeStatus::fault;
    return copy_into_buffer(c, *buffer, base64_decode_loosely(text), to);
}

static NativeStatus buffer_compress(NativeCall& c) {
    std::string_view bytes = range_argument(c);
    if (c.failed()) return NativeStatus::fault;
    uLongf length = compressBound(static_cast<uLong>(bytes.size()));
    if (!c.charge(bytes.size()) || !c.may_allocate(length)) return NativeStatus::fault;
    std::string out(length, '\0');
    if (compress(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()),
                 static_cast<uLong>(bytes.size())) != Z_OK)
        return c.done(-1.0);
    out.resize(length);
    return made_buffer(c, world_of(c).buffers().create_from(std::move(out), BufferKind::fixed, 1));
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
    return made_buffer(c, world_of(c).buffers().create_from(std::move(out), BufferKind::fixed, 1));
}

static constexpr NativeRow rows[] = {
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
};

std::span<const NativeRow> buffer_range_natives() {
    return rows;
}

} // namespace scope
