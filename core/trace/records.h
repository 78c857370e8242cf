#pragma once
// Records of a session, as plain data: the one vocabulary shared by the recorder, the trace file, `fire --json`
// and the window. A record refers to nothing in the world; it can be kept, copied to another thread or read from a file
// written years ago. Keys of async_load are paths: "response_headers/ETag" in a nested map, "result > gold" in what was
// parsed out of a string.

#include "core/base/diagnostic.h"
#include "core/base/event_id.h"
#include "core/data/datum.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scope {

struct FrameRecord { ///< one line of a stack
    std::string name;
    Place place;
};

struct FaultRecord {
    std::string message;
    Place place;
    std::string object;
    std::string event;              ///< "Other_70"
    std::vector<FrameRecord> stack; ///< innermost first
    uint64_t frame = 0;
    uint32_t handler = 0; ///< id of the handler run that holds it; 0: it happened outside of every handler run
    uint32_t after = 0;   ///< id of the last dispatch that had begun before it; 0: none

    /// One more frame of a stack of `size`. Endless recursion leaves thousands: only those at both ends are kept.
    void add_frame(size_t index, size_t size, const std::string& name, const Place& at) {
        static constexpr size_t most = 100;
        if (size <= most || index < most / 2 || index >= size - most / 2)
            stack.push_back({name, at});
        else if (index == most / 2)
            stack.push_back({"(" + std::to_string(size - most) + " more calls)", {}});
    }
};

struct KeyWriteRecord { ///< a key of async_load was written
    std::string key;
    std::optional<Datum> old_value; ///< absent: the key was absent
    std::optional<Datum> new_value; ///< absent: the key was deleted
    Place place;
};

struct ChangeRecord { ///< something else is different at the end of the run: "self.gold", "global.best",
                      ///< "self.items[2]"
    std::string path;
    std::optional<Datum> old_value;
    std::optional<Datum> new_value;
    Place place;
};

struct CallOutRecord {
    std::string function;
    std::vector<Datum> args;
    Datum result;
    Place place;
    std::string answered_by; ///< "neutral", "answer", "mock", "recorded", ""
};

struct GuardRecord { ///< the run left before its end, or reached it with nothing but its conditions run
    Place place;
    std::string because;               ///< "async_load[? \"id\"] != mine, was 7, mine 3"
    bool skipped = false;              ///< it reached its end
    std::vector<std::string> cut = {}; ///< operands that `because` shows without their middle, whole; in memory only
};

struct RequestRecord {
    uint32_t number = 0;
    Datum id;
    std::string kind;
    std::vector<Datum> args;
    EventId completes_as;
    std::string mode; ///< "event", "callback", "channel"
    uint32_t instance = 0;
    std::string object;
    Place place;
    uint64_t frame = 0;
};

struct AllocationRecord {
    std::string ref; ///< "ref ds_map 3"
    std::string kind;
    Place place; ///< created where
    std::string object;
};

struct LogRecord {
    std::string text;
    Place place;
};

struct CallRecord { ///< one GML call within a handler run, for the call tree
    std::string name;
    Place place; ///< where the function is written
    uint32_t depth = 0;
};

struct HandlerRecord {
    uint32_t id = 0;
    std::string object;
    uint32_t instance = 0;
    std::string owner;
    std::string file;
    Datum before; ///< async_load, a ds_map; undefined when the event has none
    Datum after;
    std::vector<std::string> reads;   ///< in first-read order
    std::vector<std::string> missing; ///< value asked for, key absent
    std::vector<Place> missing_at;    ///< of each, where it was first asked for; empty when read from a trace
    std::vector<std::string> tested;
    bool dumped = false;
    std::optional<GuardRecord> left;
    std::vector<CallOutRecord> calls;
    std::vector<KeyWriteRecord> writes;
    std::vector<ChangeRecord> changes;
    std::vector<LogRecord> log;
    std::optional<FaultRecord> fault;
    std::vector<RequestRecord> requests;
    std::vector<AllocationRecord> allocated;
    std::vector<AllocationRecord> freed;
    std::vector<uint32_t> dispatches; ///< nested ones it made
    std::vector<CallRecord> call_tree;
    std::map<std::string, std::vector<uint32_t>> lines; ///< file -> lines that ran, sorted
    uint64_t us = 0;
};

struct DispatchRecord {
    uint32_t id = 0;
    uint32_t parent = 0; ///< id of the handler run that made it; 0: from outside
    EventId event;
    Datum payload;          ///< a ds_map; undefined when the event has no async_load
    std::string async_load; ///< "ref ds_map 0"
    bool destroyed = false;
    uint64_t frame = 0;
    uint64_t clock_us = 0; ///< virtual time since the start of the game
    std::vector<HandlerRecord> handlers;
};

/// Everything that drives a session, in order; replay feeds these back.
struct InputRecord {
    std::string kind; ///< "fire", "frames", "cancel": see core/session/input.h
    Datum arguments;  ///< a struct whose members depend on the kind
};

/// A value that came from outside: the clock, a random seed.
struct EnvironmentRecord {
    std::string what;
    Datum value;
};

/// A file whose code ran.
struct SourceRecord {
    std::string path;
    std::string hash; ///< of `text`
    std::string text;
};

inline constexpr int trace_version = 1;

/// The first line of a trace: what a replay needs to know before the first input.
struct TraceHeader {
    int version = trace_version;
    std::string tool;
    std::string project;    ///< name
    std::string hash;       ///< of all files of the project
    std::string start_date; ///< of the virtual clock, ISO 8601
    std::string target;
    std::string config;
    uint64_t seed = 0;
    bool masked = true;                   ///< secrets were kept out of it
    Datum options = Datum::structure({}); ///< answers, device, strict, ...: what else the session was opened with
};

/// One top-level dispatch with those nested in it (in order of beginning), the unit of a trace line and of the Events
/// list.
struct EventLine {
    uint64_t seq = 0;
    std::vector<DispatchRecord> dispatches; ///< [0] is the top-level one
};

/// "id 3, status 0, 200, {"gold":50}": the most telling values of a payload in one line of at most `width` characters.
std::string summary_of(const Datum& payload, size_t width = 80);

} // namespace scope
