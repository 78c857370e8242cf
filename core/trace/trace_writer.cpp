#include "core/trace/trace_writer.h"

#include "core/trace/record_json.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

namespace scope {

std::string content_hash(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    uint64_t hash = XXH3_64bits(text.data(), text.size());
    std::string out(16, '0');
    for (int i = 15; i >= 0; --i, hash >>= 4) out[static_cast<size_t>(i)] = digits[hash & 15];
    return out;
}

Result<std::unique_ptr<TraceWriter>> TraceWriter::create(const std::string& path, const TraceHeader& header) {
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) return fail("cannot write the trace: " + std::string(std::strerror(errno)), path);
    std::unique_ptr<TraceWriter> writer(new TraceWriter(file, path));
    JsonWriter out;
    out.begin_object().member("format", "astrace");
    write_members(out, header);
    out.end_object();
    writer->append(out.take());
    if (!writer->m_error.empty()) return fail(writer->m_error, path);
    return writer;
}

TraceWriter::TraceWriter(int file, std::string path)
    : m_file(file)
    , m_path(std::move(path))
    , m_syncer([this] { sync_loop(); }) {}

TraceWriter::~TraceWriter() {
    JsonWriter out;
    out.begin_object().member("seq", m_seq).member("kind", "end");
    if (m_cut_short) out.member("stopped", true);
    append(out.end_object().take());
    {
        std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_syncer.join();
    ::fdatasync(m_file);
    ::close(m_file);
}

void TraceWriter::sync_loop() {
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wake.wait_for(lock, std::chrono::milliseconds(100), [this] { return m_stop; });
        if (!std::exchange(m_dirty, false)) continue;
        lock.unlock();
        ::fdatasync(m_file);
        lock.lock();
    }
}

void TraceWriter::append(std::string line) {
    if (!m_error.empty()) return;
    line += '\n';
    for (size_t at = 0; at < line.size();) {
        ssize_t written = ::write(m_file, line.data() + at, line.size() - at);
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

template<typename Record> void TraceWriter::line(const char* kind, const Record& record) {
    JsonWriter out = begin_line(m_seq, kind);
    write_members(out, record);
    append(out.end_object().take());
}

void TraceWriter::write(const InputRecord& input) {
    line("input", input);
}

void TraceWriter::write(const EnvironmentRecord& value) {
    line("env", value);
}

void TraceWriter::write(const SourceRecord& source) {
    line("source", source);
}

void TraceWriter::write(const EventLine& event) {
    line("dispatch", event);
}

void TraceWriter::write(const LogRecord& text) {
    line("log", text);
}

void TraceWriter::write(const RequestRecord& request) {
    JsonWriter out = begin_line(m_seq, "request");
    write_record(out.key("request"), request);
    append(out.end_object().take());
}

void TraceWriter::write(const Diagnostic& problem) {
    JsonWriter out = begin_line(m_seq, "problem");
    write_record(out.key("problem"), problem);
    append(out.end_object().take());
}

void TraceWriter::write(const FaultRecord& fault) {
    JsonWriter out = begin_line(m_seq, "fault");
    write_record(out.key("fault"), fault);
    append(out.member("frame", fault.frame).end_object().take());
}

} // namespace scope
