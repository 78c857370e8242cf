#include "core/store/block_trace_reader.h"

#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <algorithm>

namespace scope {

static std::string_view text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<std::unique_ptr<BlockTraceReader>> BlockTraceReader::open(const std::string& path) {
    auto blocks = BlockReader::open(path);
    if (!blocks) return tl::unexpected(blocks.error());
    std::unique_ptr<BlockTraceReader> reader(new BlockTraceReader);
    reader->m_path = path;
    reader->m_blocks = std::move(*blocks);
    auto header = read_typed_json(text_of(reader->m_blocks->header()));
    if (!header) return fail("not a trace: its header is damaged: " + header.error().message, path);
    reader->m_header = read_record<TraceHeader>(*header);
    reader->index();
    return reader;
}

void BlockTraceReader::index() {
    m_damage = m_blocks->damage();
    uint64_t parts = 0;
    std::optional<Line> unfinished;
    for (size_t segment = 0; segment < m_blocks->segments().size(); ++segment) {
        auto scan = m_blocks->scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
            if (at.gap) parts = 0;
            auto kind = static_cast<TraceBlock>(at.kind);
            if (kind == TraceBlock::part) {
                m_parts.push_back(at);
                ++parts;
            } else if (kind >= TraceBlock::input && kind <= TraceBlock::end) {
                if (kind == TraceBlock::event) {
                    m_events.push_back(static_cast<uint32_t>(m_lines.size()));
                    unfinished.reset();
                }
                m_lines.push_back({at.offset, parts, at.length, static_cast<uint32_t>(segment), kind});
                parts = 0;
            } else if (kind == TraceBlock::unfinished) {
                unfinished = Line{at.offset, parts, at.length, static_cast<uint32_t>(segment), kind};
                parts = 0;
            }
            m_has_end = kind == TraceBlock::end || (m_has_end && at.kind == footer_kind);
            m_stopped = kind == TraceBlock::end ? !content.empty() && content.back() == std::byte{1} : m_stopped;
            return true;
        });
        m_damage.insert(m_damage.end(), scan.damage.begin(), scan.damage.end());
    }
    if (!unfinished) return;
    m_events.push_back(static_cast<uint32_t>(m_lines.size()));
    m_lines.push_back(*unfinished);
}

Result<std::vector<std::byte>> BlockTraceReader::content(const Line& line) const {
    BlockAt at;
    at.offset = line.offset;
    at.length = line.length;
    at.kind = static_cast<uint8_t>(line.kind);
    std::vector<std::byte> whole;
    if (line.parts > 0) {
        auto end = std::lower_bound(m_parts.begin(), m_parts.end(), uint64_t(line.offset),
                                    [](const BlockAt& part, uint64_t offset) { return part.offset < offset; });
        for (auto part = end - static_cast<ptrdiff_t>(line.parts); part != end; ++part) {
            auto bytes = m_blocks->read(*part);
            if (!bytes) return bytes;
            whole.insert(whole.end(), bytes->begin(), bytes->end());
        }
    }
    auto last = m_blocks->read(at);
    if (!last || line.parts == 0) return last;
    whole.insert(whole.end(), last->begin(), last->end());
    return whole;
}

/// From the footer, or of a segment that has none from its blocks.
std::shared_ptr<const Entries> BlockTraceReader::definitions(size_t segment) const {
    constexpr size_t most_kept = 64, most_bytes = size_t(64) << 20;
    std::lock_guard lock(m_mutex);
    for (auto known = m_definitions.rbegin(); known != m_definitions.rend(); ++known)
        if (known->segment == segment) return known->entries;
    auto entries = std::make_shared<Entries>();
    auto footer =
        m_blocks->segments()[segment].state == SegmentState::sealed ? m_blocks->footer(segment) : fail("there is none");
    if (footer) {
        ByteReader in(text_of(*footer));
        entries->read(in);
    } else {
        std::string begun; // of what goes on in the next block
        m_blocks->scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
            if (at.gap) begun.clear();
            if (static_cast<TraceBlock>(at.kind) == TraceBlock::part) {
                begun += text_of(content);
            } else {
                if (!begun.empty()) begun += text_of(content);
                ByteReader in(begun.empty() ? text_of(content) : std::string_view(begun));
                auto kind = static_cast<TraceBlock>(at.kind);
                if (kind <= TraceBlock::end || kind == TraceBlock::unfinished) entries->read(in);
                begun.clear();
            }
            return true;
        });
    }
    size_t bytes = entries->bytes();
    for (const Definitions& one : m_definitions) bytes += one.entries->bytes();
    while (!m_definitions.empty() && (m_definitions.size() >= most_kept || bytes > most_bytes)) {
        bytes -= m_definitions.front().entries->bytes();
        m_definitions.erase(m_definitions.begin());
    }
    m_definitions.push_back({segment, entries});
    return entries;
}

Error BlockTraceReader::damaged(size_t line) const {
    return {"damaged record: block at offset " + std::to_string(m_lines[line].offset), m_path};
}

template<typename Record> Result<Record> BlockTraceReader::record(size_t line, uint64_t* more) const {
    auto bytes = content(m_lines[line]);
    if (!bytes) return tl::unexpected(bytes.error());
    ByteReader in(text_of(*bytes));
    Entries::skip(in);
    Entries own;
    own.read(in);
    Record out = RecordDecoder(own).get<Record>(in);
    if (more)
        for (int i = 0; i < 2; ++i) more[i] = in.varint();
    if (!in.sound()) return tl::unexpected(damaged(line));
    return out;
}

Result<InputRecord> BlockTraceReader::input(size_t line) const {
    return record<InputRecord>(line);
}

Result<SourceRecord> BlockTraceReader::source(size_t line) const {
    return record<SourceRecord>(line);
}

Result<EnvironmentRecord> BlockTraceReader::environment(size_t line) const {
    return record<EnvironmentRecord>(line);
}

Result<RequestRecord> BlockTraceReader::request(size_t line) const {
    return record<RequestRecord>(line);
}

Result<Diagnostic> BlockTraceReader::problem(size_t line) const {
    return record<Diagnostic>(line);
}

Result<LogRecord> BlockTraceReader::log(size_t line) const {
    return record<LogRecord>(line);
}

Result<FaultRecord> BlockTraceReader::fault(size_t line) const {
    uint64_t more[2];
    auto out = record<FaultRecord>(line, more);
    if (!out) return out;
    out->frame = more[0];
    out->after = static_cast<uint32_t>(more[1]);
    return out;
}

Result<EventLine> BlockTraceReader::event(size_t line) const {
    auto bytes = content(m_lines[line]);
    if (!bytes) return tl::unexpected(bytes.error());
    ByteReader in(text_of(*bytes));
    Entries::skip(in);
    EventLine out;
    RecordDecoder(*definitions(m_lines[line].segment)).get_event(in, out);
    if (!in.sound()) return tl::unexpected(damaged(line));
    auto number = std::lower_bound(m_events.begin(), m_events.end(), line);
    out.seq = static_cast<uint64_t>(number - m_events.begin());
    return out;
}

std::vector<size_t> BlockTraceReader::event_counts() const {
    std::vector<size_t> counts(m_blocks->segments().size());
    for (uint32_t line : m_events) ++counts[m_lines[line].segment];
    return counts;
}

bool BlockTraceReader::read(size_t number, EventLine& out) const {
    auto read = event(m_events[number]);
    if (read) out = std::move(*read);
    return read.has_value();
}

/// Each event at the number that it had when the file was opened, whatever the file has become: one that is not there
/// any more is empty.
std::shared_ptr<const EventSegment> BlockTraceReader::load(size_t segment) const {
    auto out = std::make_shared<EventSegment>();
    auto first = std::lower_bound(m_events.begin(), m_events.end(), segment,
                                  [&](uint32_t line, size_t wanted) { return m_lines[line].segment < wanted; });
    auto last = std::upper_bound(first, m_events.end(), segment,
                                 [&](size_t wanted, uint32_t line) { return wanted < m_lines[line].segment; });
    out->events.resize(static_cast<size_t>(last - first));
    auto known = first;
    size_t begun = 0; // bytes of what goes on in the next block
    m_blocks->scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
        auto kind = static_cast<TraceBlock>(at.kind);
        bool is_event = kind == TraceBlock::event || kind == TraceBlock::unfinished;
        if (at.gap || (kind != TraceBlock::part && !is_event)) {
            out->bytes.resize(out->bytes.size() - std::exchange(begun, 0));
            if (kind != TraceBlock::part && !is_event) return true;
        }
        out->bytes += text_of(content);
        begun += content.size();
        if (kind == TraceBlock::part) return true;
        while (known != last && m_lines[*known].offset < at.offset) ++known;
        if (known != last && m_lines[*known].offset == at.offset)
            out->events[static_cast<size_t>(known - first)] = {static_cast<uint32_t>(out->bytes.size() - begun),
                                                               static_cast<uint32_t>(begun)};
        begun = 0;
        return true;
    });
    out->entries = definitions(segment);
    return out;
}

} // namespace scope
