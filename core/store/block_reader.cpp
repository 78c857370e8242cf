#include "core/store/block_reader.h"

#include "core/store/block_writer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace scope {

using namespace block_format;

static constexpr size_t most_damage = 100;

Result<std::unique_ptr<BlockReader>> BlockReader::open(const std::string& path) {
    auto file = open_to_read(working_folder, path, LinkRule::followed);
    if (!file) return fail("cannot open the trace: " + file.error(), path);
    std::byte begin[trace_kind_bytes];
    ssize_t count = ::pread(file->number(), begin, sizeof begin, 0);
    if (count < 0) return fail("cannot read the trace: " + std::string(std::strerror(errno)), path);
    TraceKind kind = trace_kind(std::span(begin, static_cast<size_t>(count)));
    if (kind != TraceKind::packed) return over(file_bytes(std::move(*file)), path);
    auto packed = packed_bytes(std::move(*file));
    if (!packed) return fail(packed.error(), path);
    return over(std::move(*packed), path);
}

Result<std::unique_ptr<BlockReader>> BlockReader::of(const BlockWriter& writer) {
    Descriptor file(::fcntl(writer.descriptor(), F_DUPFD_CLOEXEC, 0));
    if (!file.is_open()) return fail("cannot read what is recorded: " + std::string(std::strerror(errno)));
    return over(file_bytes(std::move(file)), "");
}

Result<std::unique_ptr<BlockReader>> BlockReader::over(std::unique_ptr<ByteSource> source, const std::string& path) {
    std::unique_ptr<BlockReader> reader(new BlockReader);
    reader->m_source = std::move(source);
    reader->m_path = path;
    if (auto head = reader->read_head(); !head) return tl::unexpected(head.error());
    reader->find_segments();
    return reader;
}

Result<void> BlockReader::read_head() {
    FileHead head{};
    size_t count = m_source->read(0, std::as_writable_bytes(std::span(&head, 1)));
    if (std::memcmp(head.magic, magic.data(), std::min(count, sizeof head.magic)) != 0 || count < sizeof head.magic)
        return fail("this is no trace of AsyncScope", m_path);
    if (count < sizeof head) return fail("this trace is cut off in its header", m_path);
    if (head.version != version)
        return fail(fmt::format("this trace is of version {}, which this AsyncScope does not know", head.version),
                    m_path);
    // Before anything is made of the length: whether there are as many bytes at all.
    if (head.header_length > largest_header || head.header_length + sizeof head > m_source->size())
        return fail("this trace is cut off or damaged in its header", m_path);
    m_header.resize(static_cast<size_t>(head.header_length));
    if (m_source->read(sizeof head, m_header) != m_header.size() || file_check(head, m_header) != head.check)
        return fail("the header of this trace is damaged", m_path);
    if (head.required_features & ~known_features)
        return fail(fmt::format("this trace needs a newer AsyncScope (features {:#x})", head.required_features),
                    m_path);
    m_id = head.id;
    m_optional_features = head.optional_features;
    m_first_segment = aligned(sizeof head + m_header.size(), segment_unit);
    return {};
}

Diagnostic BlockReader::lost(uint64_t from, uint64_t to, const std::string& why) const {
    return {"damaged-trace",
            Severity::error,
            fmt::format("{} bytes at offset {} of the trace are lost: {}", to - from, from, why),
            {m_path, 0, 0},
            ""};
}

bool BlockReader::is_mark(const SegmentMark& mark, uint64_t offset) const {
    return std::memcmp(mark.magic, segment_magic.data(), sizeof mark.magic) == 0 && mark.id == m_id &&
           mark.check == mark_check(mark, offset);
}

void BlockReader::refresh() {
    find_segments();
}

/// The place of the next mark of this file in [from, end), or `end`. `empty` becomes false when anything lies before
/// it.
uint64_t BlockReader::next_mark(uint64_t from, uint64_t end, bool& empty) const {
    std::vector<std::byte> part(64 * segment_unit);
    for (uint64_t at = from; at < end;) {
        uint64_t data = m_source->next_data(at);
        if (data > at) { // a hole
            at = std::max(at, data / segment_unit * segment_unit);
            if (data >= end) return end;
        }
        size_t count = m_source->read(at, std::span(part).first(std::min<uint64_t>(part.size(), end - at)));
        for (size_t unit = 0; unit < count; unit += segment_unit) {
            SegmentMark mark{};
            size_t here = std::min<size_t>(segment_unit, count - unit);
            std::memcpy(&mark, part.data() + unit, std::min(here, sizeof mark));
            if (is_mark(mark, at + unit)) return at + unit;
            // A process may have been killed while it wrote a mark.
            size_t begun = at + unit == from ? std::min(here, sizeof mark) : 0;
            auto begin = part.begin() + static_cast<std::ptrdiff_t>(unit);
            empty = empty &&
                    std::all_of(begin + static_cast<std::ptrdiff_t>(begun), begin + static_cast<std::ptrdiff_t>(here),
                                [](std::byte one) { return one == std::byte{0}; });
        }
        if (count == 0) empty = false;                                  // a part that cannot be read
        at += count == 0 ? segment_unit : aligned(count, segment_unit); // or the file ended meanwhile
    }
    return end;
}

void BlockReader::find_segments() {
    m_segments.resize(m_settled);
    m_damage.resize(m_settled_damage);
    bool settled = true;
    uint64_t at = m_segments.empty() ? m_first_segment
                                     : aligned(m_segments.back().offset + m_segments.back().length, segment_unit);
    auto say = [&](Diagnostic&& what) {
        if (m_damage.size() < most_damage) m_damage.push_back(std::move(what));
    };
    auto read_mark = [&] {
        SegmentMark mark{};
        m_source->read(at, std::as_writable_bytes(std::span(&mark, 1)));
        return mark;
    };
    for (uint64_t end; at < (end = m_source->size());) {
        uint32_t number = m_segments.empty() ? 0 : m_segments.back().number + 1;
        SegmentAt segment{.offset = at, .number = number};
        SegmentMark mark = read_mark();
        bool is_marked = is_mark(mark, at);
        bool is_written = mark.length || mark.footer || mark.seal_check;
        bool is_sealed = is_marked && is_written && mark.seal_check == seal_check(mark, at) &&
                         mark.length >= sizeof mark + block_head && mark.footer < mark.length;
        if (is_marked) segment.number = mark.number;
        if (is_sealed && at + mark.length <= end) {
            segment.length = mark.length;
            segment.footer = at + mark.footer;
            segment.state = SegmentState::sealed;
            m_segments.push_back(segment);
            at = aligned(at + mark.length, segment_unit);
            if (settled) {
                m_settled = m_segments.size();
                m_settled_damage = m_damage.size();
            }
            continue;
        }
        if (is_sealed && at + mark.length <= m_source->size()) continue; // the file grew meanwhile
        bool empty = true;
        uint64_t next = next_mark(is_marked ? at + segment_unit : at, end, empty);
        if (!is_marked && next == end && empty) break; // room that was never used
        SegmentMark again = read_mark();
        if (std::memcmp(&mark, &again, sizeof mark) != 0) continue; // begun or sealed meanwhile
        settled = false;
        segment.length = next - at;
        segment.state = is_sealed                                 ? SegmentState::cut
                        : is_marked && !is_written && next == end ? SegmentState::open
                                                                  : SegmentState::damaged;
        m_segments.push_back(segment);
        if (is_sealed)
            say(lost(end, at + mark.length, fmt::format("the file is cut off in segment {}", segment.number)));
        else if (!is_marked)
            say(lost(at, std::min(at + sizeof mark, end), fmt::format("the mark of segment {} is damaged", number)));
        else if (segment.state == SegmentState::damaged)
            say(lost(at + seal_offset, at + sizeof mark, fmt::format("segment {} was never sealed", number)));
        if (next == end) break; // what was added meanwhile may belong to it
        at = next;
    }
}

Result<std::vector<std::byte>> BlockReader::footer(size_t segment) const {
    const SegmentAt& one = m_segments.at(segment);
    uint32_t word = 0;
    if (one.state != SegmentState::sealed)
        return fail(fmt::format("segment {} of the trace is not sealed", one.number), m_path);
    if (m_source->read(one.footer, std::as_writable_bytes(std::span(&word, 1))) != sizeof word ||
        kind_of(word) != footer_kind)
        return fail(fmt::format("the footer of segment {} at offset {} is damaged", one.number, one.footer), m_path);
    return read({one.footer, length_of(word), footer_kind, false});
}

Result<std::vector<std::byte>> BlockReader::read(const BlockAt& at) const {
    std::vector<std::byte> content;
    if (auto done = read(at, content); !done) return tl::unexpected(done.error());
    return content;
}

Result<void> BlockReader::read(const BlockAt& at, std::vector<std::byte>& into) const {
    // One call of the system: the head in front is cut away afterwards.
    uint32_t head[2];
    if (at.length > largest_block || at.offset > INT64_MAX - largest_block * 2)
        return fail(fmt::format("there is no block at offset {}", at.offset), m_path);
    into.resize(block_head + at.length);
    bool whole = m_source->read(at.offset, into) == into.size();
    std::memcpy(head, into.data(), sizeof head);
    into.erase(into.begin(), into.begin() + block_head);
    if (whole && head[0] == block_word(at.kind, at.length) &&
        head[1] == block_check(into.data(), head[0], m_id, at.offset))
        return {};
    return fail(fmt::format("the block of {} bytes at offset {} is damaged", at.length, at.offset), m_path);
}

} // namespace scope
