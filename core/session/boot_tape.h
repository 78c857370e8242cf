#pragma once
// What a boot told besides events, in order, so that a session that goes back to the end of its boot tells it once more
// without booting: who listens, the trace for one, gets what a boot would give. About what the records take, 16 MB at
// most; a boot that tells more is done again instead.

#include "core/trace/records.h"

#include <string>
#include <variant>
#include <vector>

namespace scope {

class BootTape {
public:
    /// A string is a file whose code ran.
    using Entry = std::variant<LogRecord, Diagnostic, RequestRecord, FaultRecord, EnvironmentRecord, std::string>;
    static constexpr size_t most_bytes = size_t(16) << 20;

    void begin() {
        *this = {};
        m_on = true;
    }
    void pause() { m_on = false; }
    void go_on() { m_on = true; }
    template<typename Record> void keep(const Record& record) {
        if (!m_on || !m_whole) return;
        m_bytes += memory_of_entry(record);
        m_whole = m_bytes <= most_bytes;
        if (m_whole) m_entries.emplace_back(record);
    }
    bool whole() const { return m_whole; } ///< nothing was left out
    const std::vector<Entry>& entries() const { return m_entries; }

    bool sound = false;       ///< how the boot ended
    bool with_events = false; ///< which are not on the tape
    bool cancelled = false;   ///< so that it is no boot to go back to

private:
    static size_t memory_of_entry(const LogRecord& line) { return sizeof(Entry) + line.text.size(); }
    template<typename Other> static size_t memory_of_entry(const Other&) { return 2 * sizeof(Entry); }

    bool m_on = false;
    bool m_whole = true;
    size_t m_bytes = 0;
    std::vector<Entry> m_entries;
};

} // namespace scope
