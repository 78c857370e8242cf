#pragma once
// Listens to a world and tells an event store what each handler saw, read, missed, wrote and changed. A run that does
// what one before it did is written straight away, as the number of what is the same and the values that differ; any
// other becomes a HandlerRecord first (run_record.cpp). Both ways give the same bytes. Holds no GML value beyond a run,
// so what is freed unobserved is freed observed. Costs a comparison for each step of a run that went this way before.

#include "core/record/change_log.h"
#include "core/record/run_paths.h"
#include "core/record/ticks.h"
#include "core/record/watched_payload.h"
#include "core/store/record_codec.h"
#include "core/trace/records.h"
#include "core/world/observer.h"
#include "core/world/world.h"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

/// Where what was recorded goes; each function may be empty.
struct RecordSinks {
    /// A top-level event as RecordEncoder::put_event writes it; the dictionary has what it names.
    std::function<void(std::string_view bytes)> event;
    std::function<void(const LogRecord&)> output;
    std::function<void(const RequestRecord&)> request;
    std::function<void(const Diagnostic&)> problem;
    std::function<void(const FaultRecord&)> fault; ///< outside of every handler run
    std::function<void(std::string_view what, const Datum&)> environment;
    std::function<void(const std::string& path)> source_ran; ///< a file's code ran; may be told again
};

class Recorder final : public Observer {
public:
    Recorder(World& world, Dictionary& dictionary, RecordSinks sinks);
    ~Recorder() override;

    /// The event that goes on, as RecordEncoder::put_event writes it, with what its handlers did so far: those that go
    /// on end in a fault that says so, and their changes are not among it. False when none goes on.
    bool event_so_far(ByteWriter& out);

    /// Writes each run both ways and ends the process when they differ; for tests.
    bool both_ways = false;

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
    // A handler run with more entries of one kind is cut there, and so is an event with more dispatches or handler
    // runs; a problem says so.
    static constexpr size_t most_entries = 10'000;
    static constexpr size_t most_calls = 1'000;
    static constexpr size_t most_dispatches = 10'000;
    static constexpr size_t most_handlers = 100'000;

    struct KeyWrite {
        WatchedPlace where;
        std::optional<Datum> old_value;
        uint64_t position = 0;
        bool of_whole = false; ///< something happened to all of the container: it counts where it is different
    };
    struct Branch { ///< the last condition before a run left or ended
        uint32_t code = no_code, pc = 0, compare_pc = 0;
        Value left, right;
    };
    struct Line { ///< of output
        std::string text;
        uint64_t position;
    };
    struct Run {
        HandlerInfo info;
        size_t dispatch = 0; ///< index into m_dispatches
        WatchedPayload* payload = nullptr;
        uint64_t began = 0;       ///< ticks
        uint32_t node = 0;        ///< of m_paths; 0: it went beyond what they keep, and all its steps are in `steps`
        uint32_t end_node = 0;    ///< where it ended, when it was simple
        bool is_simple = true;    ///< all it did is steps, output and what ChangeLog calls simple
        bool branch_told = false; ///< why it left is told by its last condition
        uint32_t depth = 0;
        uint32_t places = 0, calls = 0;
        std::vector<std::pair<uint32_t, uint64_t>> missing;  ///< path, where it was first asked for
        std::unordered_map<uint32_t, uint32_t> many_missing; ///< which of them a path is, when they are many
        std::vector<Line> log;
        uint32_t branches = 0;     ///< how often its code returned
        bool has_operands = false; ///< of `branch`, once it returned
        Branch branch;             ///< there, the first time; then, when it is resolved, the last of each:
        Branch left, ended;
        size_t sight = SIZE_MAX;   ///< the place where the payload was first looked at
        uint64_t sight_moment = 0; ///< of m_changes, and
        size_t sight_effects = 0;  ///< effects of other kinds until then, and
        size_t effects_at_end = 0;
        // What is not simple.
        std::vector<Step> steps;
        std::unordered_set<uint64_t> told; ///< of `steps`
        HandlerRecord record;
        std::optional<Datum> before; ///< the payload, when it changed since
        std::vector<KeyWrite> key_writes;
        std::unordered_set<std::string> seen_writes;
        std::optional<uint64_t> whole_write; ///< of the payload: keys may be new that were never written by name
        const char* cut = nullptr;           ///< what there was more of than is kept
    };
    /// One of a top-level event's dispatches; the payload is there as long as it goes on.
    struct Active {
        explicit Active(World& world) : payload(world) {}
        DispatchInfo info;
        uint64_t frame = 0, clock_us = 0;
        WatchedPayload payload;
        ByteWriter payload_bytes; ///< as it was fired
        ByteWriter runs;
        size_t run_count = 0;
        RunContext context;       ///< of the run written last
        uint64_t written = 0;     ///< the version of the payload as it was then
        bool has_payload = false; ///< the context has a copy of that
        bool destroyed = false;
        bool kept = true; ///< false: the event has more dispatches than are kept; forgotten when it ends
    };

    Run* run() { return m_run; }
    Active& active(size_t index) { return *m_dispatches[index]; }
    WatchedPayload* payload_of_run() { return m_run ? m_run->payload : nullptr; }
    Run& new_run();
    /// Of a run that does more than what is written straight away.
    HandlerRecord& rest(Run& run) {
        run.is_simple = false;
        return run.record;
    }
    void step(Run& run, const Step& step) {
        uint32_t next = run.node ? m_paths.after(run.node, step) : 0;
        if (next) [[likely]]
            run.node = next;
        else
            step_beyond(run, step);
    }
    void step_beyond(Run& run, const Step& step);
    template<typename T> bool has_room(Run& run, const std::vector<T>& list, const char* what);
    Datum small(const Value& value) const;
    Place place_at(uint64_t position) const;
    uint64_t position() const { return m_vm.position(); }
    FaultRecord fault_record(const Fault& fault, std::span<const StackEntry> stack, const Run* during);
    /// The payload is looked at: what ran before cannot depend on it.
    void note_sight(Run& now) const {
        if (now.sight != SIZE_MAX) return;
        now.sight = now.places == 0 ? 0 : now.places - 1;
        now.sight_moment = m_changes.moment();
        now.sight_effects = effects(now);
    }
    static size_t effects(const Run& run);
    template<typename Container> void before_payload_changes(const Container& container);
    void note_key_write(const WatchedPlace& where, bool existed, const Value& old, bool of_whole = false);
    /// Keys of the map itself are known by their hash; their text is compared, for a hash may be another's.
    uint32_t path_number(const WatchedPayload& payload, const Value& container, const Value& key) {
        if (key.is_string() && payload.is_top(container)) [[likely]] {
            const String& name = *key.as_string();
            const KnownPath& known = m_known_paths[name.hash() % m_known_paths.size()];
            if (known.hash == name.hash() && known.text == name.view()) return known.number;
        }
        return find_path_number(payload, container, key);
    }
    uint32_t find_path_number(const WatchedPayload& payload, const Value& container, const Value& key);
    uint32_t path_number(std::string_view text);
    void forget_paths();

    // Bytes of a dispatch and of a run's end.
    void put_payload_as_fired(Active& active);
    uint32_t number_of_keys(const DsMap& map);
    void put_value(ByteWriter& out, const Value& value) {
        if (value.is_real()) [[likely]]
            put_real(out, value.as_real());
        else
            put_other(out, value);
    }
    void put_other(ByteWriter& out, const Value& value);
    void put_handle(ByteWriter& out, const Value& handle);
    void put_event();
    void put_dispatch(ByteWriter& out, const Active& one, std::array<int64_t, 3>& before);
    uint32_t dispatch_shape(const Active& active);
    bool put_straight(Run& ended, uint64_t us);
    void put_recorded(Run& ended, const Fault* fault, std::span<const StackEntry> stack, uint64_t us);
    void verify(Run& ended, uint64_t us, std::array<int64_t, 2> before, std::string_view written);

    // run_record.cpp
    using Places = std::vector<std::pair<uint32_t, uint32_t>>; ///< code, instruction
    void begin_record(const Run& run, HandlerRecord& record);
    HandlerRecord record_so_far(const Run& run);
    HandlerRecord record_of(Run& ended, const Fault* fault, std::span<const StackEntry> stack);
    Places read_steps(const Run& run, const std::vector<Step>& steps, HandlerRecord& record);
    void finish_writes(Run& ended, HandlerRecord& record);
    void finish_lines(const Places& places, HandlerRecord& record);
    bool is_at_end(const Branch& branch) const;
    void resolve(Run& run, const Branch& branch) const;
    GuardRecord guard_of(const Branch& branch, bool at_end) const;
    bool because_of(const Branch& branch, bool at_end, std::string_view& because);
    bool only_asked(const Run& ended, const Places& places, uint64_t last_change) const;
    std::optional<GuardRecord> asked_elsewhere(const Run& ended, const Places& places,
                                               const HandlerRecord& record) const;

    World& m_world;
    Vm& m_vm;
    Dictionary& m_dictionary;
    RecordEncoder m_encoder;
    RecordSinks m_sinks;
    ChangeLog m_changes;
    RunPaths m_paths;
    Ticks m_ticks;
    uint64_t m_last_tick = 0; ///< when the last run ended

    std::deque<std::string> m_path_texts; ///< [0] is none
    struct KnownPath {
        uint32_t hash = 0; ///< as a GML string's
        uint32_t number = 0;
        std::string_view text;
    };
    std::unordered_map<std::string_view, uint32_t> m_path_numbers;
    std::array<KnownPath, 256> m_known_paths{}; ///< of the payload's own keys, by their hash

    std::vector<std::unique_ptr<Active>> m_dispatches; ///< of the present event, then those to be used again
    size_t m_dispatch_count = 0;                       ///< of the present event, finished ones included
    std::vector<size_t> m_open;                        ///< indices of those going on, outermost first
    std::vector<std::unique_ptr<Run>> m_runs;          ///< going on, outermost first, then those to be used again
    size_t m_depth = 0;                                ///< how many go on
    Run* m_run = nullptr;                              ///< the innermost one
    size_t m_handlers = 0;                             ///< kept of the present event
    bool m_cut = false;                                ///< it has more dispatches or handler runs than are kept
    uint32_t m_last_dispatch;                          ///< its id
    ByteWriter m_event;

    // What was written last, as it mostly comes again.
    std::vector<std::string> m_fired_keys;
    uint32_t m_fired_number = 0, m_fired_epoch = 0;
    struct {
        uint64_t which = 0;
        uint32_t number = 0, epoch = 0;
        bool known = false;
    } m_handle;
    struct {
        EventId event;
        bool destroyed = false;
        uint32_t number = 0, epoch = 0;
    } m_shape;
    std::unordered_map<std::string, std::string> m_because; ///< by condition and operands
};

} // namespace scope
