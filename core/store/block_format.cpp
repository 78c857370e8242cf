#define XXH_INLINE_ALL // a block is 60 bytes, a call costs as much as half of its hash
#include "core/store/block_format.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <xxhash.h>

namespace scope {

static_assert(std::endian::native == std::endian::little, "the numbers of a trace are stored as they lie in memory");

TraceKind trace_kind(std::span<const std::byte> begin) {
    std::string_view text(reinterpret_cast<const char*>(begin.data()), begin.size());
    if (text.starts_with("{\"format\":\"astrace\"")) return TraceKind::text;
    if (text.starts_with(block_format::magic)) return TraceKind::blocks;
    // A skippable frame of zstd, which holds the magic.
    static constexpr std::string_view frame("\x50\x2a\x4d\x18\x0c\0\0\0", 8);
    if (text.starts_with(frame) && text.substr(frame.size()).starts_with(block_format::magic)) return TraceKind::packed;
    return TraceKind::none;
}

namespace block_format {

/// Different for each place, each file and each of what stands there.
static uint64_t seed_of(uint64_t id, uint64_t offset, uint32_t word) {
    return (id ^ offset * 0x9e3779b97f4a7c15ULL) + word * 0xc2b2ae3d27d4eb4fULL;
}

uint64_t file_check(const FileHead& head, std::span<const std::byte> header) {
    uint64_t fields = XXH3_64bits(&head, offsetof(FileHead, check));
    return XXH3_64bits_withSeed(header.data(), header.size(), fields);
}

uint64_t mark_check(const SegmentMark& mark, uint64_t offset) {
    return XXH3_64bits_withSeed(&mark, offsetof(SegmentMark, check), seed_of(mark.id, offset, 1));
}

uint64_t seal_check(const SegmentMark& mark, uint64_t offset) {
    return XXH3_64bits_withSeed(&mark.length, 2 * sizeof(uint32_t), seed_of(mark.id, offset, 2));
}

uint32_t block_check(const std::byte* content, uint32_t word, uint64_t id, uint64_t offset) {
    uint64_t hash = XXH3_64bits_withSeed(content, length_of(word), seed_of(id, offset, word));
    return static_cast<uint32_t>(hash ^ hash >> 32);
}

} // namespace block_format
} // namespace scope
