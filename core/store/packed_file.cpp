#include "core/store/packed_file.h"

#include "core/store/block_reader.h"
#include "core/store/recorded_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <zstd.h>

namespace scope {

using block_format::magic;

namespace {

/// Largest part of a trace in one frame; what declares more is not ours.
constexpr uint32_t largest_part = 8 << 20;
constexpr uint64_t largest_unpacked = uint64_t{64} << 30;
constexpr uint32_t most_frames = 1 << 22;
constexpr uint32_t first_frame_magic = 0x184d2a50, table_magic = 0x184d2a5e, table_end_magic = 0x8f92eab1;

struct TableRow {
    uint32_t packed, unpacked;
};

#pragma pack(push, 1)
struct TableEnd {
    uint32_t frames;
    uint8_t descriptor; // bit 7: rows have a checksum; the others are zero
    uint32_t magic;
};
#pragma pack(pop)
static_assert(sizeof(TableEnd) == 9 && sizeof(TableRow) == 8);

struct FrameHead { // of a frame that zstd skips
    uint32_t magic, length;
};

using Unpacker = std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)>;
using Packer = std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)>;

class PackedBytes : public ByteSource {
public:
    struct Frame {
        uint64_t at, start; // in the file, in the trace
        uint32_t packed, unpacked;
    };

    explicit PackedBytes(Descriptor file)
        : m_file(file_bytes(std::move(file)))
        , m_unpacker(ZSTD_createDCtx(), ZSTD_freeDCtx) {}

    uint64_t size() const override { return m_size; }

    size_t read(uint64_t offset, std::span<std::byte> into) const override {
        std::lock_guard lock(m_mutex);
        size_t had = 0;
        while (had < into.size() && offset + had < m_size) {
            auto after = std::upper_bound(m_frames.begin(), m_frames.end(), offset + had,
                                          [](uint64_t place, const Frame& frame) { return place < frame.start; });
            size_t index = static_cast<size_t>(after - m_frames.begin()) - 1;
            if (!load(index)) break;
            size_t from = static_cast<size_t>(offset + had - m_frames[index].start);
            size_t count = std::min(into.size() - had, m_part.size() - from);
            std::memcpy(into.data() + had, m_part.data() + from, count);
            had += count;
        }
        return had;
    }

    /// Reads the table; an error in words.
    std::string open() {
        static constexpr const char* no_table =
            "this packed trace is damaged: its table is missing (zstd -d may unpack "
            "it)";
        uint64_t size = m_file->size();
        TableEnd end{};
        if (size < sizeof end + sizeof(FrameHead) || !take(size - sizeof end, &end, sizeof end) ||
            end.magic != table_end_magic || end.descriptor & 0x7f)
            return no_table;
        uint64_t row = sizeof(TableRow) + (end.descriptor & 0x80 ? 4 : 0), rows = end.frames * row;
        if (end.frames > most_frames || rows + sizeof end + sizeof(FrameHead) > size) return no_table;
        uint64_t table = size - sizeof end - rows - sizeof(FrameHead);
        FrameHead head{};
        std::vector<std::byte> text(static_cast<size_t>(rows));
        if (!take(table, &head, sizeof head) || head.magic != table_magic || head.length != rows + sizeof end ||
            !take(table + sizeof head, text.data(), text.size()))
            return no_table;
        uint64_t at = 0;
        for (uint32_t i = 0; i < end.frames; ++i) {
            TableRow one;
            std::memcpy(&one, text.data() + i * row, sizeof one);
            if (one.unpacked > largest_part || one.packed > ZSTD_compressBound(largest_part))
                return fmt::format("part {} of this packed trace is larger than {} MB", i, largest_part >> 20);
            if (one.unpacked) m_frames.push_back({at, m_size, one.packed, one.unpacked});
            at += one.packed;
            m_size += one.unpacked;
        }
        if (at != table) return "this packed trace is damaged: its table does not fit its length";
        return m_size > largest_unpacked ? "this packed trace is larger than 64 GB" : "";
    }

    const std::vector<Frame>& frames() const { return m_frames; }
    /// Nothing when a part is damaged.
    std::span<const std::byte> part(size_t index) const {
        return load(index) ? std::span<const std::byte>(m_part) : std::span<const std::byte>();
    }

private:
    bool take(uint64_t offset, void* into, size_t count) const {
        return m_file->read(offset, std::span(static_cast<std::byte*>(into), count)) == count;
    }

    bool load(size_t index) const {
        if (index == m_loaded) return !m_part.empty();
        const Frame& frame = m_frames[index];
        m_loaded = index;
        m_packed.resize(frame.packed);
        m_part.resize(frame.unpacked);
        bool whole = take(frame.at, m_packed.data(), m_packed.size()) &&
                     ZSTD_decompressDCtx(m_unpacker.get(), m_part.data(), m_part.size(), m_packed.data(),
                                         m_packed.size()) == m_part.size();
        if (!whole) m_part.clear();
        return whole;
    }

    std::unique_ptr<ByteSource> m_file;
    std::vector<Frame> m_frames;
    uint64_t m_size = 0;
    mutable std::mutex m_mutex; // guards what follows
    Unpacker m_unpacker;
    mutable size_t m_loaded = SIZE_MAX;
    mutable std::vector<std::byte> m_packed, m_part;
};

tl::expected<std::unique_ptr<PackedBytes>, std::string> open_packed(Descriptor file) {
    auto bytes = std::make_unique<PackedBytes>(std::move(file));
    std::string error = bytes->open();
    if (!error.empty()) return tl::unexpected(error);
    return bytes;
}

/// Appends to a file that is made.
class Output {
public:
    explicit Output(int file) : m_file(file) {}
    bool write(const void* bytes, size_t count) {
        bool done = write_at(m_file, bytes, count, m_at);
        m_at += count;
        return done;
    }

private:
    int m_file;
    uint64_t m_at = 0;
};

tl::unexpected<Error> write_failed(const std::string& path) {
    return fail("cannot write the trace: " + std::string(std::strerror(errno)), path);
}

} // namespace

tl::expected<std::unique_ptr<ByteSource>, std::string> packed_bytes(Descriptor file) {
    return open_packed(std::move(file));
}

Result<void> pack(const std::string& in, const std::string& out, bool overwrite) {
    auto reader = BlockReader::open(in);
    if (!reader) return tl::unexpected(reader.error());
    auto file = open_to_read(working_folder, in, LinkRule::followed);
    if (!file) return fail("cannot open the trace: " + file.error(), in);
    auto source = file_bytes(std::move(*file));
    auto made = RecordedFile::beside(out, overwrite);
    if (!made) return fail(made.error(), out);
    Output output(made->file().number());
    Packer packer(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(packer.get(), ZSTD_c_checksumFlag, 1);

    // The first frame says what this file is.
    FrameHead first{first_frame_magic, static_cast<uint32_t>(magic.size())};
    std::vector<TableRow> table{{static_cast<uint32_t>(sizeof first + magic.size()), 0}};
    if (!output.write(&first, sizeof first) || !output.write(magic.data(), magic.size())) return write_failed(out);

    std::vector<uint64_t> bounds;
    for (const SegmentAt& segment : (*reader)->segments()) bounds.push_back(segment.offset);
    bounds.push_back(source->size());
    std::vector<std::byte> part, packed;
    uint64_t at = 0;
    for (uint64_t bound : bounds)
        while (at < bound) {
            part.resize(static_cast<size_t>(std::min<uint64_t>(bound - at, largest_part)));
            if (source->read(at, part) != part.size()) return fail("cannot read the trace: it was cut meanwhile", in);
            packed.resize(ZSTD_compressBound(part.size()));
            size_t count = ZSTD_compress2(packer.get(), packed.data(), packed.size(), part.data(), part.size());
            if (ZSTD_isError(count)) return fail(std::string("cannot pack: ") + ZSTD_getErrorName(count), in);
            if (!output.write(packed.data(), count)) return write_failed(out);
            if (table.size() == most_frames) return fail("this trace has too many segments to be packed", in);
            table.push_back({static_cast<uint32_t>(count), static_cast<uint32_t>(part.size())});
            at += part.size();
        }

    TableEnd end{static_cast<uint32_t>(table.size()), 0, table_end_magic};
    FrameHead head{table_magic, static_cast<uint32_t>(table.size() * sizeof(TableRow) + sizeof end)};
    if (!output.write(&head, sizeof head) || !output.write(table.data(), table.size() * sizeof(TableRow)) ||
        !output.write(&end, sizeof end))
        return write_failed(out);
    if (auto published = made->publish(); !published) return fail(published.error(), out);
    return {};
}

Result<void> unpack(const std::string& in, const std::string& out, bool overwrite) {
    auto file = open_to_read(working_folder, in, LinkRule::followed);
    if (!file) return fail("cannot open the trace: " + file.error(), in);
    auto packed = open_packed(std::move(*file));
    if (!packed) return fail(packed.error(), in);
    auto made = RecordedFile::beside(out, overwrite);
    if (!made) return fail(made.error(), out);
    Output output(made->file().number());
    for (size_t i = 0; i < (*packed)->frames().size(); ++i) {
        std::span<const std::byte> part = (*packed)->part(i);
        if (part.empty())
            return fail(fmt::format("part {} of {} of this packed trace is damaged", i + 1, (*packed)->frames().size()),
                        in);
        if (i == 0 && trace_kind(part) != TraceKind::blocks) return fail("this is no packed trace of AsyncScope", in);
        if (!output.write(part.data(), part.size())) return write_failed(out);
    }
    if ((*packed)->frames().empty()) return fail("this is no packed trace of AsyncScope", in);
    if (auto published = made->publish(); !published) return fail(published.error(), out);
    return {};
}

} // namespace scope
