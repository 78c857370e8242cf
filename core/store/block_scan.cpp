// Walks the blocks of one segment. Where one is not whole, the next is looked for at every multiple of 4: its checksum
// covers the place, so what is found there is one.

#include "core/store/block_reader.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace scope {

using namespace block_format;

namespace {

/// What is read ahead; a larger block makes it grow.
constexpr size_t window_bytes = 256 << 10;
constexpr size_t most_damage = 100;
/// Candidates up to this length are hashed as they come, larger ones while a smaller allowance lasts: in damage of a
/// megabyte every 16th word would pass for a large block.
constexpr uint32_t usual_block = 64 << 10;

class BlockWalk {
public:
    BlockWalk(const ByteSource& source, uint64_t id, const SegmentAt& segment)
        : m_source(source)
        , m_id(id)
        , m_end(segment.offset + segment.length) {
        m_usual_allowance = (uint64_t{16} << 20) + 128 * segment.length;
        m_large_allowance = (uint64_t{64} << 20) + 4 * segment.length;
    }

    uint64_t end() const { return m_end; }

    /// `count` bytes at `offset`, which are there until the next call; nullptr when they cannot be read.
    const std::byte* bytes(uint64_t offset, size_t count) {
        if (offset < m_start || offset + count > m_start + m_count) {
            if (m_window.size() < std::max(count, window_bytes)) m_window.resize(std::max(count, window_bytes));
            uint64_t most = std::min<uint64_t>(m_window.size(), m_end - offset);
            m_start = offset;
            m_count = m_source.read(offset, std::span(m_window).first(static_cast<size_t>(most)));
            // Cut meanwhile, perhaps by the writer that finished.
            if (m_count < most) m_end = std::min(m_end, std::max(offset, m_source.size()));
        }
        return offset + count <= m_start + m_count ? m_window.data() + (offset - m_start) : nullptr;
    }

    /// What was read is read anew.
    void forget() { m_count = 0; }

    /// The block at `offset`, kind 0 when there is none that is whole.
    BlockAt block(uint64_t offset) {
        const std::byte* head = offset + block_head <= m_end ? bytes(offset, block_head) : nullptr;
        if (!head) return {};
        uint32_t word, check;
        std::memcpy(&word, head, sizeof word);
        std::memcpy(&check, head + sizeof word, sizeof check);
        uint32_t length = length_of(word);
        if (kind_of(word) == 0 || offset + block_head + length > m_end) return {};
        if (m_searching) {
            uint64_t& allowance = length > usual_block ? m_large_allowance : m_usual_allowance;
            if (length > allowance) return {};
            allowance -= length;
        }
        const std::byte* content = bytes(offset, block_head + length);
        if (!content || block_check(content + block_head, word, m_id, offset) != check) return {};
        return {offset, length, kind_of(word), false};
    }
    /// The content of the block that was found just now.
    std::span<const std::byte> content(const BlockAt& at) {
        return {bytes(at.offset, block_head + at.length) + block_head, at.length};
    }

    /// Whether nothing was committed at `offset`.
    bool is_free(uint64_t offset) {
        const std::byte* at = bytes(offset, 4);
        uint32_t word = 1;
        if (at) std::memcpy(&word, at, sizeof word);
        return word == 0;
    }

    /// Whether nothing is in the last bytes, too few for a block.
    bool is_zero_to_end(uint64_t offset) {
        if (offset >= m_end) return true;
        size_t count = static_cast<size_t>(m_end - offset);
        const std::byte* at = bytes(offset, count);
        return at && std::all_of(at, at + count, [](std::byte one) { return one == std::byte{0}; });
    }

    /// The next block from `offset` on, kind 0 when there is none. `used` becomes the end of what is not zero before
    /// it.
    BlockAt find(uint64_t offset, uint64_t& used) {
        m_searching = true;
        BlockAt found;
        for (; offset + block_head <= m_end && found.kind == 0; offset += 4) {
            const std::byte* at = bytes(offset, 4);
            uint32_t here;
            if (!at) {
                used = m_end;
                break;
            }
            std::memcpy(&here, at, sizeof here);
            if (here == 0) continue;
            found = block(offset);
            if (found.kind == 0) used = offset + 4;
        }
        m_searching = false;
        if (found.kind == 0 && !is_zero_to_end(offset)) used = m_end;
        return found;
    }

private:
    const ByteSource& m_source;
    uint64_t m_id;
    uint64_t m_end;
    bool m_searching = false;
    uint64_t m_usual_allowance, m_large_allowance;
    std::vector<std::byte> m_window;
    uint64_t m_start = 0;
    size_t m_count = 0;
};

/// What a scan has lost: the first hundred places one by one, the rest in one sentence.
class Losses {
public:
    void add(uint64_t from, uint64_t to, Diagnostic&& what) {
        if (m_said.size() < most_damage) return m_said.push_back(std::move(what));
        ++m_more;
        m_more_bytes += to - from;
    }
    std::vector<Diagnostic> take(uint32_t segment) {
        if (m_more) {
            m_said.push_back(m_said.back());
            m_said.back().message =
                fmt::format("{} bytes in {} further places of segment {} are lost", m_more_bytes, m_more, segment);
        }
        return std::move(m_said);
    }

private:
    std::vector<Diagnostic> m_said;
    uint64_t m_more = 0, m_more_bytes = 0;
};

} // namespace

BlockReader::Scan BlockReader::scan(size_t segment, const Visit& visit, uint64_t from) const {
    const SegmentAt& one = m_segments.at(segment);
    BlockWalk walk(*m_source, m_id, one);
    Losses losses;
    const uint64_t whole = one.offset + one.length;
    uint64_t at = from ? from : one.offset + sizeof(SegmentMark), last = at, looked_again = 0;
    const bool is_open = one.state == SegmentState::open;
    int fresh_looks = is_open ? 16 : 0; // what is missing may have been committed since it was read
    bool gap = false;
    auto lose = [&](uint64_t to) {
        losses.add(at, to, lost(at, to, fmt::format("segment {} is damaged there", one.number)));
        at = to;
        gap = true;
    };
    BlockAt block;
    while (at + block_head <= walk.end()) {
        block = walk.block(at);
        if (block.kind != 0) {
            block.gap = gap;
            gap = false;
            last = at = block.offset + block_extent(block.length);
            if (!visit(block, walk.content(block))) return {last, losses.take(one.number)};
            if (block.kind == footer_kind) break;
            continue;
        }
        if (looked_again != at && fresh_looks > 0) {
            looked_again = at;
            --fresh_looks;
            walk.forget();
            continue;
        }
        // The file grew since the segment was found: the next block may reach beyond what was its end.
        if (is_open && m_source->size() > whole) break;
        bool is_free = is_open && walk.is_free(at);
        if (at + block_head > walk.end()) break;
        uint64_t used = at + 4;
        block = walk.find(at + 4, used);
        if (is_free && block.kind == 0) break; // nothing more was committed
        if (is_free && fresh_looks > 0) {      // unless that happened while it was looked for
            --fresh_looks;
            walk.forget();
            if (!walk.is_free(at)) continue;
        }
        lose(block.kind ? block.offset : is_open ? used : whole);
    }
    // What follows a footer is another segment, whose mark is not there when this one reaches over it.
    if (block.kind == footer_kind) at = is_open ? whole : std::min(aligned(at, segment_unit), whole);
    // Too few bytes for a block are a piece of one, unless the file grew since.
    bool is_piece = at + block_head > walk.end() && !walk.is_zero_to_end(at) && m_source->size() <= whole;
    if (is_open ? is_piece : at < whole) lose(whole);
    return {last, losses.take(one.number)};
}

} // namespace scope
