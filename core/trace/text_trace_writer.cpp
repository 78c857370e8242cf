#include "core/trace/text_trace_writer.h"

#include "core/trace/record_json.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scope {

/// Nothing that is no trace of ours is overwritten unasked, and no two record to one file.
static tl::expected<Descriptor, std::string> open_to_record(const std::string& path, bool overwrite) {
    static constexpr std::string_view mark = "{\"format\":\"astrace\"";
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0644));
    if (!file.is_open()) return tl::unexpected("cannot write the trace: " + std::string(std::strerror(errno)));
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return tl::unexpected<std::string>("a trace is recorded to a regular file, and this is none");
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0)
        return tl::unexpected<std::string>("another session records to this file");
    char head[64];
    ssize_t count = ::pread(file.number(), head, sizeof head, 0);
    if (!overwrite && count > 0 && !std::string_view(head, static_cast<size_t>(count)).starts_with(mark))
        return tl::unexpected<std::string>("this file is there and is no trace; --overwrite replaces it");
    if (::ftruncate(file.number(), 0) != 0)
        return tl::unexpected("cannot write the trace: " + std::string(std::strerror(errno)));
    return file;
}

Result<std::unique_ptr<TextTraceWriter>> TextTraceWriter::create(const std::string& path, const TraceHeader& header,
                                                                 bool overwrite) {
    auto file = open_to_record(path, overwrite);
    if (!file) return fail(file.error(), path);
    std::unique_ptr<TextTraceWriter> writer(new TextTraceWriter(std::move(*file)));
    JsonWriter out;
    out.begin_object().member("format", "astrace");
    write_members(out, header);
    out.end_object();
    writer->append(out.take());
    if (!writer->m_error.empty()) return fail(writer->m_error, path);
    return writer;
}

TextTraceWriter::TextTraceWriter(Descriptor file) : m_file(std::move(file)), m_syncer([this] { sync_loop(); }) {}

TextTraceWriter::~TextTraceWriter() {
    finish();
}

const std::string& TextTraceWriter::finish() {
    if (!m_file.is_open()) return m_error;
    if (m_seq > 0 && m_has_end) { // behind a header
        JsonWriter out;
        out.begin_object().member("seq", m_seq).member("kind", "end");
        if (m_cut_short) out.member("stopped", true);
        append(out.end_object().take());
    }
    {
        std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_syncer.join();
    if (::fdatasync(m_file.number()) != 0 && m_error.empty())
        m_error = "recording stopped: " + std::string(std::strerror(errno));
    m_file = Descriptor();
    return m_error;
}

void TextTraceWriter::sync_loop() {
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wake.wait_for(lock, std::chrono::milliseconds(100), [this] { return m_stop; });
        if (!std::exchange(m_dirty, false)) continue;
        lock.unlock();
        ::fdatasync(m_file.number());
        lock.lock();
    }
}

void TextTraceWriter::append(std::string line) {
    if (!m_error.empty() || !m_file.is_open()) return;
    line += '\n';
    for (size_t at = 0; at < line.size();) {
        ssize_t written = ::write(m_file.number(), line.data() + at, line.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            m_error = "recording stopped: " + std::string(std::strerror(errno));
            return;
        }
        at += static_cast<size_t>(written);
    }
    ++m_seq;
    m_bytes += line.size();
    std::lock_guard lock(m_mutex);
    m_dirty = true;
}

static JsonWriter begin_line(uint64_t seq, const char* kind) {
    JsonWriter out;
    out.begin_object().member("seq", seq).member("kind", kind);
    return out;
}

template<typename Record> void TextTraceWriter::line(const char* kind, const Record& record) {
    JsonWriter out = begin_line(m_seq, kind);
    write_members(out, record);
    append(out.end_object().take());
}

void TextTraceWriter::write(const InputRecord& input) {
    line("input", input);
}

void TextTraceWriter::write(const EnvironmentRecord& value) {
    line("env", value);
}

void TextTraceWriter::write(const SourceRecord& source) {
    line("source", source);
}

void TextTraceWriter::write(const EventLine& event) {
    line("dispatch", event);
}

void TextTraceWriter::write_unfinished(const EventLine& event) {
    line("unfinished", event);
}

void TextTraceWriter::write(const LogRecord& text) {
    line("log", text);
}

void TextTraceWriter::write(const RequestRecord& request) {
    JsonWriter out = begin_line(m_seq, "request");
    write_record(out.key("request"), request);
    append(out.end_object().take());
}

void TextTraceWriter::write(const Diagnostic& problem) {
    JsonWriter out = begin_line(m_seq, "problem");
    write_record(out.key("problem"), problem);
    append(out.end_object().take());
}

void TextTraceWriter::write(const FaultRecord& fault) {
    JsonWriter out = begin_line(m_seq, "fault");
    write_record(out.key("fault"), fault);
    append(out.member("frame", fault.frame).end_object().take());
}

} // namespace scope
