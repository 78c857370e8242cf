#pragma once
// Writes a session to an .astrace file as it happens: JSON Lines, each line handed to the kernel in one write before
// the session goes on, so a killed process loses nothing that was acknowledged and tears at most the line it was in. A
// second thread syncs the disk every 100 ms, so a power cut loses no more than that. Costs about a microsecond per line
// plus its formatting.

#include "core/base/result.h"
#include "core/trace/records.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

namespace scope {

inline constexpr int trace_version = 1;

/// What a replay needs to know before the first input.
struct TraceHeader {
    int version = trace_version;
    std::string tool;
    std::string project;    ///< name
    std::string hash;       ///< of all files of the project
    std::string start_date; ///< of the virtual clock, ISO 8601
    std::string target;
    std::string config;
    uint64_t seed = 0;
    Datum options = Datum::structure({}); ///< answers, device, strict, ...: what else the session was opened with
};

class TraceWriter {
public:
    /// Replaces `path`. Fails when it cannot be written.
    static Result<std::unique_ptr<TraceWriter>> create(const std::string& path, const TraceHeader& header,
                                                       bool keep_secrets);
    ~TraceWriter(); ///< writes the end line, syncs and closes

    void input(const InputRecord& input);
    void environment(std::string_view what, const Datum& value);
    /// Once per path; further calls do nothing until sources_changed(), and then only what differs is written.
    void source(const std::string& path, std::string_view text);
    void sources_changed() { m_sources.clear(); }
    void event(const EventLine& line);
    void request(const RequestRecord& request);
    void problem(const Diagnostic& problem);
    void fault(const FaultRecord& fault);
    void output(const LogRecord& line);
    /// What runs was stopped from outside: the end line says so, and a replay may go on beyond it.
    void cut_short() { m_cut_short = true; }

    uint64_t lines() const { return m_seq; }
    uint64_t bytes() const { return m_bytes; }
    /// The first error of writing (a full disk), or empty. Recording stops there; the session goes on.
    const std::string& error() const { return m_error; }

private:
    TraceWriter(int file, std::string path, bool keep_secrets);
    void append(std::string line);
    void sync_loop();

    int m_file;
    std::string m_path;
    bool m_keep_secrets;
    bool m_cut_short = false;
    uint64_t m_seq = 0;
    uint64_t m_bytes = 0;
    std::string m_error;
    std::set<std::string> m_sources;
    std::map<std::string, std::string> m_hashes; ///< of sources, as last written
    std::set<std::string>
        m_secrets;      ///< hidden so far; hidden from then on wherever they show: in logs, changes, arguments
    std::mutex m_mutex; // guards m_dirty and m_stop only
    std::condition_variable m_wake;
    bool m_dirty = false;
    bool m_stop = false;
    std::thread m_syncer;
};

/// 16 hex digits of a text's content.
std::string content_hash(std::string_view text);

} // namespace scope
