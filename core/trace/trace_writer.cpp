#include "core/trace/trace_writer.h"

#include "core/data/typed_json.h"
#include "core/trace/mask.h"
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

Result<std::unique_ptr<TraceWriter>> TraceWriter::create(const std::string& path, const TraceHeader& header,
                                                         bool keep_secrets) {
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) return fail("cannot write the trace: " + std::string(std::strerror(errno)), path);
    std::unique_ptr<TraceWriter> writer(new TraceWriter(file, path, keep_secrets));
    JsonWriter out;
    out.begin_object().member("format", "astrace").member("version", header.version).member("tool", header.tool);
    out.member("project", header.project).member("hash", header.hash).member("start_date", header.start_date);
    out.member("target", header.target).member("config", header.config);
    out.key("seed");
    write_typed(out, Datum::int64(static_cast<int64_t>(header.seed)));
    out.key("options");
    write_typed(out, keep_secrets ? header.options : mask_secrets(header.options));
    out.end_object();
    writer->append(out.take());
    if (!writer->m_error.empty()) return fail(writer->m_error, path);
    return writer;
}

TraceWriter::TraceWriter(int file, std::string path, bool keep_secrets)
    : m_file(file)
    , m_path(std::move(path))
    , m_keep_secrets(keep_secrets)
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

/// Every place of `secret` in the values of a line of JSON; its head and its keys stay.
static void hide(std::string& line, const std::string& secret) {
    constexpr size_t head = 40; // {"seq":...,"kind":"dispatch"
    std::string quoted;
    append_json_string(quoted, secret);
    std::string_view text = std::string_view(quoted).substr(1, quoted.size() - 2);
    for (size_t at = line.find(text, head); at != std::string::npos; at = line.find(text, at)) {
        bool key = line[at - 1] == '"' && line.compare(at + text.size(), 2, "\":") == 0;
        if (!key) line.replace(at, text.size(), "***");
        at += key ? text.size() : 3;
    }
}

void TraceWriter::append(std::string line) {
    if (!m_error.empty()) return;
    for (const std::string& secret : m_secrets) hide(line, secret);
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

void TraceWriter::input(const InputRecord& input) {
    JsonWriter out = begin_line(m_seq, "input");
    out.member("input", input.kind).key("arguments");
    write_typed(out, m_keep_secrets ? input.arguments : mask_secrets(input.arguments, &m_secrets));
    append(out.end_object().take());
}

void TraceWriter::environment(std::string_view what, const Datum& value) {
    JsonWriter out = begin_line(m_seq, "env");
    out.member("what", what).key("value");
    write_typed(out, value);
    append(out.end_object().take());
}

void TraceWriter::source(const std::string& path, std::string_view text) {
    if (!m_sources.insert(path).second) return;
    std::string hash = content_hash(text);
    if (std::exchange(m_hashes[path], hash) == hash) return;
    JsonWriter out = begin_line(m_seq, "source");
    append(out.member("path", path).member("hash", hash).member("text", text).end_object().take());
}

void TraceWriter::event(const EventLine& line) {
    JsonWriter out = begin_line(m_seq, "dispatch");
    out.member("event_seq", line.seq).key("dispatches").begin_array();
    for (const DispatchRecord& dispatch : line.dispatches) {
        if (m_keep_secrets) {
            write_dispatch(out, dispatch);
        } else {
            DispatchRecord masked = dispatch;
            mask_secrets(masked, &m_secrets);
            write_dispatch(out, masked);
        }
    }
    append(out.end_array().end_object().take());
}

void TraceWriter::request(const RequestRecord& request) {
    JsonWriter out = begin_line(m_seq, "request");
    out.key("request");
    RequestRecord masked = request;
    if (!m_keep_secrets)
        for (Datum& arg : masked.args) arg = mask_secrets(arg, &m_secrets);
    write_request(out, masked);
    append(out.end_object().take());
}

void TraceWriter::problem(const Diagnostic& problem) {
    JsonWriter out = begin_line(m_seq, "problem");
    out.key("problem");
    write_problem(out, problem);
    append(out.end_object().take());
}

void TraceWriter::fault(const FaultRecord& fault) {
    JsonWriter out = begin_line(m_seq, "fault");
    out.key("fault");
    write_fault(out, fault);
    out.member("frame", fault.frame);
    append(out.end_object().take());
}

void TraceWriter::output(const LogRecord& line) {
    JsonWriter out = begin_line(m_seq, "log");
    out.member("text", line.text).key("place");
    write_place(out, line.place);
    append(out.end_object().take());
}

} // namespace scope
