#pragma once
// How a trace of format 2 lies in its file, as bytes; what the blocks mean is not known here. Numbers are little
// endian.
//
//   head      48 bytes: magic, version, features, random id, length of the header, checksum; then the header itself
//   segment   at the next multiple of 4096: a mark of 48 bytes (magic, id, number, checksum; when sealed, also length
//   and
//             place of the footer with a checksum), then blocks one behind the other
//   block     at a multiple of 4: kind and length in one word, a checksum, the content, zeros up to the next multiple.
//             8 bytes and 1.5 on average beside the content
//
// The word of a block is stored last: a zero in its place means that nothing more was committed. Every checksum also
// covers the file's id and the place, so what was swapped, doubled or left over from another file is no block. A mark
// or a block can therefore be found by looking for it, and each segment is found without reading the one before.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace scope {

/// Where a block lies. `offset` is that of its word in the file, `length` that of its content in bytes.
struct BlockAt {
    uint64_t offset = 0;
    uint32_t length = 0;
    uint8_t kind = 0; ///< 1 to 254 as the writer of blocks likes, or footer_kind; 0: no block
    bool gap = false; ///< when read: something between the block before and this one is lost
    bool operator==(const BlockAt&) const = default;
};

constexpr uint8_t footer_kind = 255;
constexpr size_t largest_block = (size_t{1} << 24) - 1;
constexpr size_t largest_header = size_t{256} << 20;
constexpr uint64_t largest_segment = uint64_t{1} << 30;

/// What a file that begins with these bytes is.
enum class TraceKind : uint8_t { none, text, blocks, packed };
TraceKind trace_kind(std::span<const std::byte> begin);
/// As many bytes as `trace_kind` wants to see.
constexpr size_t trace_kind_bytes = 32;

namespace block_format {

constexpr uint32_t version = 2;
constexpr uint32_t known_features = 0; ///< required ones that this reader knows; none yet
constexpr uint64_t segment_unit = 4096;
constexpr size_t block_head = 8;
/// Begins with a byte that no text has, and breaks when line ends are translated, as PNG's.
constexpr std::string_view magic = "\x89"
                                   "ASTRACE\r\n\x1a\n";
constexpr std::string_view segment_magic = "\x89"
                                           "SEGMNT\n";

struct FileHead {
    char magic[12];
    uint32_t version;
    uint32_t required_features; ///< whoever does not know one of these cannot read the file
    uint32_t optional_features;
    uint64_t id;
    uint64_t header_length;
    uint64_t check; ///< of the fields above and of the header
};
static_assert(sizeof(FileHead) == 48);

struct SegmentMark {
    char magic[8];
    uint64_t id;
    uint32_t number; ///< from 0
    uint32_t unused;
    uint64_t check;  ///< of the fields above
    uint32_t length; ///< from the mark to the end of the footer; this and the rest are 0 until the segment is sealed
    uint32_t footer; ///< from the mark to the footer's block
    uint64_t seal_check; ///< of these two
};
static_assert(sizeof(SegmentMark) == 48);
constexpr size_t seal_offset = offsetof(SegmentMark, length);

constexpr uint64_t aligned(uint64_t offset, uint64_t unit) {
    return (offset + unit - 1) / unit * unit;
}
/// How far a block reaches, with head and padding.
constexpr uint64_t block_extent(uint64_t length) {
    return aligned(block_head + length, 4);
}
constexpr uint32_t block_word(uint8_t kind, size_t length) {
    return uint32_t{kind} << 24 | static_cast<uint32_t>(length);
}
constexpr uint8_t kind_of(uint32_t word) {
    return static_cast<uint8_t>(word >> 24);
}
constexpr uint32_t length_of(uint32_t word) {
    return word & 0xffffff;
}

uint64_t file_check(const FileHead& head, std::span<const std::byte> header);
uint64_t mark_check(const SegmentMark& mark, uint64_t offset);
uint64_t seal_check(const SegmentMark& mark, uint64_t offset);
/// Of the content with `word`'s length that follows.
uint32_t block_check(const std::byte* content, uint32_t word, uint64_t id, uint64_t offset);

} // namespace block_format
} // namespace scope
