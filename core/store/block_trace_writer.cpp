#include "core/store/block_trace_writer.h"

#include "core/store/block_trace.h"
#include "core/trace/record_json.h"

#include <cstring>

namespace scope {

Result<std::unique_ptr<BlockTraceWriter>> BlockTraceWriter::create(const std::string& path, const TraceHeader& header,
                                                                   bool overwrite) {
    JsonWriter out;
    write_record(out, header);
    std::string text = out.take();
    auto blocks = BlockWriter::create(path, std::as_bytes(std::span(text)), overwrite);
    if (!blocks) return tl::unexpected(blocks.error());
    return std::unique_ptr<BlockTraceWriter>(new BlockTraceWriter(std::move(*blocks)));
}

BlockTraceWriter::BlockTraceWriter(std::unique_ptr<BlockWriter> blocks) : m_blocks(std::move(blocks)) {}

void BlockTraceWriter::follow(const Dictionary& recorded) {
    if (m_blocks->segment_bytes() > 0) end_segment();
    m_recorded = &recorded;
}

BlockTraceWriter::~BlockTraceWriter() {
    finish();
}

const std::string& BlockTraceWriter::finish() {
    if (std::exchange(m_finished, true)) return m_blocks->error();
    m_content.clear();
    m_content.u8(m_cut_short);
    if (m_has_end) put_block(TraceBlock::end, m_content.view());
    return m_blocks->finish();
}

void BlockTraceWriter::put_block(TraceBlock kind, std::string_view content) {
    m_definitions.clear();
    dictionary().put_new(m_definitions, m_told);
    std::string_view definitions = m_definitions.view();
    if (m_finished && kind != TraceBlock::end) return;
    if (definitions.size() + content.size() <= largest_block) [[likely]] {
        std::byte* place = m_blocks->reserve(definitions.size() + content.size());
        if (!place) return;
        std::memcpy(place, definitions.data(), definitions.size());
        std::memcpy(place + definitions.size(), content.data(), content.size());
        m_blocks->commit(static_cast<uint8_t>(kind), definitions.size() + content.size());
        return;
    }
    // What is larger than a block lies in several, of which the last one says what it is.
    std::string whole(definitions);
    whole += content;
    for (size_t at = 0; at < whole.size(); at += largest_block) {
        bool last = whole.size() - at <= largest_block;
        m_blocks->append(static_cast<uint8_t>(last ? kind : TraceBlock::part),
                         std::as_bytes(std::span(whole).subspan(at, std::min(largest_block, whole.size() - at))));
    }
}

void BlockTraceWriter::copy(std::string_view event) {
    put_block(TraceBlock::event, event);
}

void BlockTraceWriter::copy_unfinished(std::string_view event) {
    put_block(TraceBlock::unfinished, event);
}

void BlockTraceWriter::end_segment() {
    m_definitions.clear();
    size_t none = 0;
    dictionary().put_new(m_definitions, none);
    if (m_definitions.size() <= largest_block) m_blocks->seal(std::as_bytes(std::span(m_definitions.view())));
    m_told = 0;
}

void BlockTraceWriter::part_from_session() {
    if (!m_recorded) return;
    if (m_blocks->segment_bytes() > 0) end_segment();
    m_recorded = nullptr;
}

/// Named by nothing but itself.
template<typename Record> void BlockTraceWriter::put(TraceBlock kind, const Record& record) {
    m_alone.restart();
    ByteWriter values;
    RecordEncoder(m_alone).put(values, record);
    if constexpr (std::is_same_v<Record, FaultRecord>) {
        values.varint(record.frame);
        values.varint(record.after);
    }
    m_content.clear();
    size_t none = 0;
    m_alone.put_new(m_content, none);
    m_content.bytes(values.view());
    put_block(kind, m_content.view());
}

void BlockTraceWriter::write(const EventLine& event) {
    put_event(TraceBlock::event, event);
}

void BlockTraceWriter::write_unfinished(const EventLine& event) {
    put_event(TraceBlock::unfinished, event);
}

void BlockTraceWriter::put_event(TraceBlock kind, const EventLine& event) {
    constexpr uint64_t full_segment = uint64_t(1) << 20;
    part_from_session();
    m_content.clear();
    RecordEncoder(m_own).put_event(m_content, event);
    put_block(kind, m_content.view());
    if (m_blocks->segment_bytes() < full_segment) return;
    end_segment();
    m_own.restart();
}

void BlockTraceWriter::write(const InputRecord& input) {
    put(TraceBlock::input, input);
}
void BlockTraceWriter::write(const EnvironmentRecord& value) {
    put(TraceBlock::environment, value);
}
void BlockTraceWriter::write(const SourceRecord& source) {
    put(TraceBlock::source, source);
}
void BlockTraceWriter::write(const RequestRecord& request) {
    put(TraceBlock::request, request);
}
void BlockTraceWriter::write(const Diagnostic& problem) {
    put(TraceBlock::problem, problem);
}
void BlockTraceWriter::write(const FaultRecord& fault) {
    put(TraceBlock::fault, fault);
}
void BlockTraceWriter::write(const LogRecord& line) {
    put(TraceBlock::log, line);
}

} // namespace scope
