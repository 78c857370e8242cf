#include "core/trace/text_trace_reader.h"

#include "core/base/file_access.h"
#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scope {

static constexpr std::pair<std::string_view, TraceLineKind> kinds[] = {
    {"input", TraceLineKind::input},           {"env", TraceLineKind::environment}, {"source", TraceLineKind::source},
    {"dispatch", TraceLineKind::dispatch},     {"request", TraceLineKind::request}, {"problem", TraceLineKind::problem},
    {"fault", TraceLineKind::fault},           {"log", TraceLineKind::log},         {"end", TraceLineKind::end},
    {"unfinished", TraceLineKind::unfinished},
};

/// The kind stands right behind the number at the head of each line; anything else is no line of ours.
static TraceLineKind kind_of(std::string_view line) {
    constexpr std::string_view mark = "\"kind\":\"";
    size_t at = line.substr(0, 64).find(mark);
    if (at == std::string_view::npos) return TraceLineKind::unknown;
    std::string_view rest = line.substr(at + mark.size());
    for (auto [name, kind] : kinds)
        if (rest.starts_with(name) && rest.size() > name.size() && rest[name.size()] == '"') return kind;
    return TraceLineKind::unknown;
}

static Result<Datum> parse(std::string_view text, const std::string& place) {
    TypedJsonOptions options;
    options.max_depth = 256; // records add a few levels around a payload's 128
    auto datum = read_typed_json(text, options);
    if (!datum) return fail("damaged line: " + datum.error().message, place);
    return *datum;
}

Result<std::unique_ptr<TextTraceReader>> TextTraceReader::open(const std::string& path) {
    auto file = open_to_read(working_folder, path, LinkRule::followed);
    if (!file) return fail("cannot read the trace: " + file.error(), path);
    struct stat status {};
    std::unique_ptr<TextTraceReader> reader(new TextTraceReader);
    reader->m_path = path;
    if (::fstat(file->number(), &status) == 0 && status.st_size > 0) {
        size_t size = static_cast<size_t>(status.st_size);
        void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file->number(), 0);
        if (mapping != MAP_FAILED) {
            reader->m_mapping = mapping;
            reader->m_text = {static_cast<const char*>(mapping), size};
        }
    }

    size_t end = reader->m_text.find('\n');
    if (end == std::string_view::npos) return fail("not a trace: no header line", path);
    auto header = parse(reader->m_text.substr(0, end), path + ":1");
    if (!header || !header->is(DatumKind::structure))
        return fail("not a trace: its first line is none of a trace's", path + ":1");
    auto text = [&](std::string_view name) {
        const Datum* found = header->find(name);
        return std::string(found ? found->text() : "");
    };
    auto number = [&](std::string_view name) {
        const Datum* found = header->find(name);
        return found ? found->as_int64() : 0;
    };
    if (text("format") != "astrace") return fail("not a trace: its first line says something else", path + ":1");
    if (number("version") < 1) return fail("not a trace: it says no version", path + ":1");
    if (number("version") > trace_version)
        return fail("this trace is of version " + std::to_string(number("version")) + "; a newer AsyncScope reads it",
                    path + ":1");
    reader->m_header = read_record<TraceHeader>(*header);
    if (!header->find(std::string_view("masked"))) reader->m_header.masked = true; // older ones do not say
    reader->index();
    return reader;
}

TextTraceReader::~TextTraceReader() {
    if (m_mapping) ::munmap(m_mapping, m_text.size());
}

void TextTraceReader::index() {
    constexpr size_t none = SIZE_MAX;
    size_t offset = m_text.find('\n') + 1, unfinished = none;
    for (size_t number = 2; offset < m_text.size(); ++number) {
        const void* found = std::memchr(m_text.data() + offset, '\n', m_text.size() - offset);
        size_t end = found ? static_cast<size_t>(static_cast<const char*>(found) - m_text.data()) : m_text.size();
        std::string_view line = m_text.substr(offset, end - offset);
        TraceLineKind kind = kind_of(line);
        Place place{m_path, static_cast<uint32_t>(number), 1};
        if (!found) {
            m_damage.push_back(
                {"torn-line", Severity::warning, "the last line was not finished; it is skipped", place, ""});
        } else if (kind == TraceLineKind::unknown || line.back() != '}') {
            m_damage.push_back({"damaged-line", Severity::warning, "this line is damaged; it is skipped", place, ""});
        } else {
            if (is_event(kind)) {
                if (unfinished != none) m_lines[unfinished].kind = TraceLineKind::unknown; // more is known by now
                unfinished = kind == TraceLineKind::unfinished ? m_lines.size() : none;
            }
            m_has_end = kind == TraceLineKind::end; // of the last line
            m_stopped = m_has_end && line.find("\"stopped\":true") != std::string_view::npos;
            m_lines.push_back({offset, line.size(), kind});
        }
        offset = end + 1;
    }
}

Result<Datum> TextTraceReader::members(size_t line) const {
    return parse(m_text.substr(m_lines[line].offset, m_lines[line].length), m_path);
}

/// Of all members, or of those of one of them.
template<typename Record> Result<Record> TextTraceReader::record(size_t line, const char* within) const {
    auto datum = members(line);
    if (!datum) return tl::unexpected(datum.error());
    const Datum* inner = within ? datum->find(std::string_view(within)) : &*datum;
    return inner ? read_record<Record>(*inner) : Record{};
}

Result<InputRecord> TextTraceReader::input(size_t line) const {
    return record<InputRecord>(line);
}

Result<EventLine> TextTraceReader::event(size_t line) const {
    return record<EventLine>(line);
}

Result<SourceRecord> TextTraceReader::source(size_t line) const {
    return record<SourceRecord>(line);
}

Result<EnvironmentRecord> TextTraceReader::environment(size_t line) const {
    return record<EnvironmentRecord>(line);
}

Result<RequestRecord> TextTraceReader::request(size_t line) const {
    return record<RequestRecord>(line, "request");
}

Result<Diagnostic> TextTraceReader::problem(size_t line) const {
    return record<Diagnostic>(line, "problem");
}

Result<LogRecord> TextTraceReader::log(size_t line) const {
    return record<LogRecord>(line);
}

Result<FaultRecord> TextTraceReader::fault(size_t line) const {
    auto datum = members(line);
    if (!datum) return tl::unexpected(datum.error());
    const Datum* fault = datum->find(std::string_view("fault"));
    const Datum* frame = datum->find(std::string_view("frame"));
    FaultRecord out = fault ? read_record<FaultRecord>(*fault) : FaultRecord{};
    if (frame) out.frame = static_cast<uint64_t>(frame->as_int64());
    return out;
}

} // namespace scope
