#pragma once
// Listens to a world and makes records: what each handler saw, read, missed, wrote and changed. While GML runs it keeps
// numbers and small copies; text is made when a handler run ends. Holds no GML value beyond a call, so what is freed
// unobserved is freed observed. Costs, per observed access, a hash look-up.

#include "core/record/change_log.h"
#include "core/record/watched_payload.h"
#include "core/trace/records.h"
#include "core/world/observer.h"
#include "core/world/world.h"

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

/// Where finished records go; each may be empty.
struct RecordSinks {
    std::function<void(EventLine&&)> event;
    std::function<void(const LogRecord&)> output;
    std::function<void(const RequestRecord&)> request;
    std::function<void(const Diagnostic&)> problem;
    std::function<void(const FaultRecord&)> fault; ///< outside of every handler run
    std::function<void(std::string_view what, const Datum&)> environment;
    std::function<void(const std::string& path)> source_ran; ///< a file's code ran; may be told again
};

class Recorder final : public Observer {
public:
    Recorder(World& world, RecordSinks sinks);
    ~Recorder() override;

    // Observer
    void on_dispatch_begin(const DispatchInfo& dispatch) override;
    void on_dispatch_end(const DispatchInfo& dispatch, bool map_destroyed) override;
    void on_handler_begin(const HandlerInfo& handler) override;
    void on_handler_end(const HandlerInfo& handler, const Fault* fault, std::span<const StackEntry> stack) override;
    void on_log(std::string_view text) override;
    void on_request(const RequestInfo& request) override;
    void on_problem(const Diagnostic& problem) override;
    void on_environment(std::string_view what, const Value& value) override;
    void on_fault(const Fault& fault, std::span<const StackEntry> stack, std::string_view during) override;
    void before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) override;
    void on_instance_created(const Instance& instance) override;
    void on_instance_destroyed(const Instance& instance) override;
    void on_parsed(const Value& text, const Value& result) override;
    // DsWatch
    void on_read(const Value& container, const Value& key, const Value& value) override;
    uint32_t on_missing(const Value& container, const Value& key) override;
    void on_tested(const Value& container, const Value& key, bool present) override;
    void on_dumped(const Value& container) override;
    void before_write(const Value& container, const Value& key, bool existed, const Value& old,
                      const Value& next) override;
    void before_whole(const Value& container) override;
    void on_created(const Value& container) override;
    void on_destroyed(const Value& container) override;
    void on_stale(const Value& used) override;
    // WriteBarrier
    void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) override;
    void before_free(const HeapObject& container) override;
    // VmObserver
    void on_place(uint32_t code, uint32_t pc) override;
    void on_left(uint32_t code, uint32_t pc, uint32_t compare_code, uint32_t compare_pc, const Value& left,
                 const Value& right) override;
    void on_watched_read(const HeapObject& container, uint32_t key, const Value& value) override;
    void on_missing_tested(uint32_t missed_read) override;
    void on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) override;
    void on_call(uint32_t code, const Value* args, uint32_t count) override;
    void on_return(uint32_t code, const Value& result) override;

private:
    struct KeyWrite {
        WatchedPlace where;
        std::optional<Datum> old_value;
        Place place;
        bool of_whole = false; ///< something happened to all of the container: it counts where it is different
    };
    struct Run {
        HandlerRecord record;
        HandlerInfo info;
        size_t dispatch = 0; ///< index into m_dispatches
        std::chrono::steady_clock::time_point began;
        std::unordered_set<std::string> seen_reads, seen_tested;
        std::unordered_map<std::string, uint32_t> seen_missing; ///< place in record.missing, counted from 1
        std::vector<KeyWrite> key_writes;
        std::unordered_set<std::string> seen_writes;
        std::optional<Place> whole_write;      ///< of the payload: keys may be new that were never written by name
        std::optional<GuardRecord> asked_last; ///< the last condition of a run that reached its end
        const char* cut = nullptr;             ///< what there was more of than is kept
        std::vector<std::pair<uint32_t, uint32_t>> places;
        size_t sight = SIZE_MAX;   ///< the place where the payload was first looked at
        uint64_t sight_moment = 0; ///< of m_changes, and
        size_t sight_effects = 0;  ///< effects of other kinds until then
        uint32_t depth = 0;
    };
    /// One of a top-level event's dispatches; the payload is there as long as it goes on.
    struct Active {
        DispatchRecord record;
        std::unique_ptr<WatchedPayload> payload;
        bool kept = true; ///< false: the event has more dispatches than are kept; forgotten when it ends
    };

    Run* run() { return m_runs.empty() ? nullptr : m_runs.back().get(); }
    WatchedPayload* payload_of_run();
    /// Whether `list` may grow; a run that has more is said to be cut.
    template<typename T> bool has_room(Run& run, const std::vector<T>& list, const char* what);
    Datum small(const Value& value) const;
    FaultRecord fault_record(const Fault& fault, std::span<const StackEntry> stack, const Run* during) const;
    void note_sight(Run& now) const;
    static size_t effects(const Run& run);
    void note_read(const std::string& path);
    void note_tested(const std::string& path);
    void note_key_write(const WatchedPlace& where, bool existed, const Value& old, bool of_whole = false);
    void finish_writes(Run& run);
    void finish_lines(Run& run);
    bool only_asked(const Run& ended, uint64_t last_change) const;
    std::optional<GuardRecord> asked_elsewhere(const Run& ended) const;
    Place here() const { return m_world.here(); }

    World& m_world;
    RecordSinks m_sinks;
    ChangeLog m_changes;
    std::vector<std::unique_ptr<Active>> m_dispatches; // of the present top-level one, finished ones included
    std::vector<size_t> m_open;                        // indices of those going on, outermost first
    std::vector<std::unique_ptr<Run>> m_runs;          // going on, outermost first
    size_t m_handlers = 0;                             // kept of the present top-level dispatch
    bool m_cut = false;                                // it has more dispatches or handler runs than are kept
    uint32_t m_last_dispatch = 0;                      ///< its id
    uint64_t m_seq = 0;
};

} // namespace scope
