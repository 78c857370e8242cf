#include "core/record/recorder.h"

#include "core/data/payload_path.h"
#include "core/data/typed_json.h"
#include "core/ds/entries.h"
#include "core/gml/chunk.h"
#include "core/trace/guard_text.h"
#include "core/world/convert_datum.h"
#include "core/world/variables.h"

#include <algorithm>

namespace scope {

// A handler run with more entries of one kind is cut there, and so is an event with more dispatches or handler runs; a
// problem says so.
static constexpr size_t most_entries = 10000;
static constexpr size_t most_dispatches = 10000;
static constexpr size_t most_handlers = 100000;

Recorder::Recorder(World& world, RecordSinks sinks) : m_world(world), m_sinks(std::move(sinks)), m_changes(world) {
    m_world.observe(*this);
}

Recorder::~Recorder() {
    m_world.ignore(*this);
}

static std::string ref_text(const Value& ref) {
    return "ref " + std::string(ref_kind_name(ref.ref_kind())) + " " + std::to_string(ref.ref_index());
}

/// A value as reports keep it: whole when small; large containers are cut.
Datum Recorder::small(const Value& value) const {
    return to_datum(m_world, value, {.max_depth = 8, .max_nodes = 500, .max_string = 65536});
}

WatchedPayload* Recorder::payload_of_run() {
    return m_runs.empty() ? nullptr : m_dispatches[run()->dispatch]->payload.get();
}

template<typename T> bool Recorder::has_room(Run& run, const std::vector<T>& list, const char* what) {
    if (list.size() < most_entries) return true;
    run.cut = what;
    return false;
}

// --- dispatches and runs

void Recorder::on_dispatch_begin(const DispatchInfo& dispatch) {
    auto active = std::make_unique<Active>(Active{{}, std::make_unique<WatchedPayload>(m_world, dispatch.map)});
    active->kept = m_dispatches.size() < most_dispatches;
    m_cut |= !active->kept;
    active->record.id = m_last_dispatch = dispatch.id;
    active->record.parent = dispatch.parent;
    active->record.event = dispatch.event;
    active->record.payload = active->payload->snapshot();
    active->record.async_load = dispatch.map.is_undefined() ? "" : ref_text(dispatch.map);
    active->record.frame = m_world.frame();
    active->record.clock_us = static_cast<uint64_t>(m_world.clock().now_us());
    if (Run* parent = run(); parent && active->kept) parent->record.dispatches.push_back(dispatch.id);
    m_open.push_back(m_dispatches.size());
    m_dispatches.push_back(std::move(active));
}

void Recorder::on_dispatch_end(const DispatchInfo&, bool map_destroyed) {
    m_dispatches[m_open.back()]->record.destroyed = map_destroyed;
    m_dispatches[m_open.back()]->payload.reset();
    if (!m_dispatches[m_open.back()]->kept) m_dispatches.pop_back(); // those nested in it went before
    m_open.pop_back();
    if (!m_open.empty()) return;
    if (std::exchange(m_cut, false))
        on_problem({"record-cut",
                    Severity::note,
                    "one event made more than " + std::to_string(most_dispatches) + " dispatches or " +
                        std::to_string(most_handlers) + " handler runs; the first are kept",
                    {},
                    ""});
    m_handlers = 0;
    EventLine line;
    line.seq = m_seq++;
    for (auto& one : m_dispatches) line.dispatches.push_back(std::move(one->record));
    m_dispatches.clear();
    if (m_sinks.event) m_sinks.event(std::move(line));
}

void Recorder::on_handler_begin(const HandlerInfo& handler) {
    auto next = std::make_unique<Run>();
    next->info = handler;
    next->dispatch = m_open.back();
    next->record.id = handler.id;
    next->record.object = m_world.object_name(handler.object);
    next->record.instance = handler.instance_id;
    next->record.owner = m_world.object_name(handler.owner);
    next->record.file = m_world.program().file(m_world.program().code(handler.code).file).path();
    next->record.before = m_dispatches[next->dispatch]->payload->snapshot();
    next->began = std::chrono::steady_clock::now();
    m_runs.push_back(std::move(next));
    m_changes.begin(handler.instance);
    m_world.vm().tell_places_anew();
}

void Recorder::on_handler_end(const HandlerInfo&, const Fault* fault, std::span<const StackEntry> stack) {
    Run& ended = *run();
    auto took = std::chrono::steady_clock::now() - ended.began;
    ended.record.us = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    finish_writes(ended);
    ChangeLog::Changes changes = m_changes.end();
    ended.record.changes = std::move(changes.list);
    if (changes.cut) ended.cut = "changes";
    finish_lines(ended);
    if (fault) ended.record.fault = fault_record(*fault, stack, &ended);
    if (!fault && !ended.record.left && only_asked(ended, changes.last))
        ended.record.left = ended.asked_last ? std::move(ended.asked_last) : asked_elsewhere(ended);
    if (ended.cut)
        on_problem({"record-cut",
                    Severity::note,
                    ended.record.object + " made more than " + std::to_string(most_entries) + " " + ended.cut +
                        " in one run; the first are kept",
                    {ended.record.file, 0, 0},
                    ""});
    ended.record.after = m_dispatches[ended.dispatch]->payload->snapshot();
    if (m_handlers < most_handlers) {
        ++m_handlers;
        m_dispatches[ended.dispatch]->record.handlers.push_back(std::move(ended.record));
    } else {
        m_cut = true;
    }
    m_runs.pop_back();
    m_world.vm().tell_places_anew(); // the outer run's places are told anew
}

FaultRecord Recorder::fault_record(const Fault& fault, std::span<const StackEntry> stack, const Run* during) const {
    FaultRecord record;
    record.message = fault.message;
    if (fault.kind == Fault::Kind::thrown) {
        const Value* message =
            fault.thrown.is_struct() ? fault.thrown.as_struct()->find(m_world.heap().names().find("message")) : nullptr;
        record.message = to_text(m_world.rules(), m_world.heap().names(), message ? *message : fault.thrown);
    }
    for (size_t i = 0; i < stack.size(); ++i) record.add_frame(i, stack.size(), stack[i].name, stack[i].place);
    for (const StackEntry& entry : stack)
        if (!entry.place.file.empty()) {
            record.place = entry.place;
            break;
        }
    if (!during) return record;
    record.object = during->record.object;
    EventId event = m_dispatches[during->dispatch]->record.event;
    record.event = event_stem(event);
    return record;
}

// --- what else happens

void Recorder::on_log(std::string_view text) {
    LogRecord line{std::string(text), here()};
    if (m_sinks.output) m_sinks.output(line);
    if (Run* now = run(); now && has_room(*now, now->record.log, "lines of output"))
        now->record.log.push_back(std::move(line));
}

void Recorder::on_request(const RequestInfo& request) {
    RequestRecord record;
    record.number = request.number;
    record.id = small(request.id);
    record.kind = request.kind;
    for (const Value& arg : request.args) record.args.push_back(small(arg));
    record.completes_as = request.completes_as;
    record.mode = request.mode == RequestMode::event      ? "event"
                  : request.mode == RequestMode::callback ? "callback"
                                                          : "channel";
    record.instance = request.instance_id;
    if (const Instance* instance = m_world.instances().find(request.instance_id))
        record.object = m_world.object_name(instance->object);
    record.place = request.place;
    record.frame = request.frame;
    if (m_sinks.request) m_sinks.request(record);
    if (Run* now = run(); now && has_room(*now, now->record.requests, "requests"))
        now->record.requests.push_back(std::move(record));
}

void Recorder::on_problem(const Diagnostic& problem) {
    if (m_sinks.problem) m_sinks.problem(problem);
}

void Recorder::on_environment(std::string_view what, const Value& value) {
    if (m_sinks.environment) m_sinks.environment(what, to_datum(m_world, value));
}

void Recorder::on_fault(const Fault& fault, std::span<const StackEntry> stack, std::string_view during) {
    FaultRecord record = fault_record(fault, stack, nullptr);
    record.event = during;
    record.object = m_world.faults().back().object;
    record.frame = m_world.frame();
    record.after = m_last_dispatch;
    if (m_sinks.fault) m_sinks.fault(record);
}

// --- async_load

/// The payload is looked at: what ran before cannot depend on it.
void Recorder::note_sight(Run& now) const {
    if (now.sight != SIZE_MAX) return;
    now.sight = now.places.empty() ? 0 : now.places.size() - 1;
    now.sight_moment = m_changes.moment();
    now.sight_effects = effects(now);
}

/// What came of the run besides changes, counted.
size_t Recorder::effects(const Run& run) {
    const HandlerRecord& record = run.record;
    return run.key_writes.size() + record.calls.size() + record.log.size() + record.requests.size() +
           record.dispatches.size() + record.allocated.size() + record.freed.size();
}

void Recorder::note_read(const std::string& path) {
    Run& now = *run();
    note_sight(now);
    if (now.seen_reads.size() < most_entries && now.seen_reads.insert(path).second) now.record.reads.push_back(path);
}

void Recorder::on_read(const Value& container, const Value& key, const Value& value) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    std::string path = payload->path(container, key);
    note_read(path);
    payload->remember_text(value, path);
}

void Recorder::on_watched_read(const HeapObject& container, uint32_t key, const Value& value) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    std::string path = payload->path(container, key);
    note_read(path);
    payload->remember_text(value, path);
}

void Recorder::note_tested(const std::string& path) {
    Run& now = *run();
    note_sight(now);
    if (now.seen_tested.size() < most_entries && now.seen_tested.insert(path).second) now.record.tested.push_back(path);
}

uint32_t Recorder::on_missing(const Value& container, const Value& key) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return 0;
    Run& now = *run();
    note_sight(now);
    std::string path = payload->path(container, key);
    if (auto known = now.seen_missing.find(path); known != now.seen_missing.end()) return known->second;
    if (now.seen_missing.size() >= most_entries) return 0;
    now.record.missing.push_back(path);
    now.record.missing_at.push_back(here());
    return now.seen_missing[path] = static_cast<uint32_t>(now.record.missing.size());
}

void Recorder::on_missing_tested(uint32_t missed_read) {
    Run* now = run();
    if (now && missed_read && missed_read <= now->record.missing.size())
        note_tested(now->record.missing[missed_read - 1]);
}

void Recorder::on_tested(const Value& container, const Value& key, bool) {
    WatchedPayload* payload = payload_of_run();
    if (payload && payload->owns(container)) note_tested(payload->path(container, key));
}

void Recorder::on_dumped(const Value& container) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    note_sight(*run());
    run()->record.dumped = true;
}

void Recorder::on_parsed(const Value& text, const Value& result) {
    if (WatchedPayload* payload = payload_of_run()) payload->adopt_parsed(text, result);
}

void Recorder::note_key_write(const WatchedPlace& where, bool existed, const Value& old, bool of_whole) {
    Run& now = *run();
    if (now.key_writes.size() >= most_entries || !now.seen_writes.insert(where.path).second) return;
    now.key_writes.push_back({where, existed ? std::optional<Datum>(small(old)) : std::nullopt, here(), of_whole});
}

void Recorder::finish_writes(Run& ended) {
    const WatchedPayload& payload = *m_dispatches[ended.dispatch]->payload;
    std::vector<KeyWriteRecord>& writes = ended.record.writes;
    for (KeyWrite& write : ended.key_writes) {
        std::optional<Datum> now = payload.value_at(write.where);
        if (write.of_whole && now == write.old_value) continue;
        writes.push_back({write.where.path, std::move(write.old_value), std::move(now), std::move(write.place)});
    }
    if (!ended.whole_write) return;
    const Datum& after = m_dispatches[ended.dispatch]->payload->snapshot();
    for (const DatumEntry& entry : after.entries()) {
        bool text = entry.key.is(DatumKind::string);
        if (ended.record.before.find_key(entry.key) || !text ||
            !ended.seen_writes.insert(std::string(entry.key.text())).second)
            continue;
        if (writes.size() >= most_entries) return;
        writes.push_back({std::string(entry.key.text()), std::nullopt, entry.value, *ended.whole_write});
    }
}

// --- changes

void Recorder::before_write(const Value& container, const Value& key, bool existed, const Value& old, const Value&) {
    for (size_t open : m_open)
        if (m_dispatches[open]->payload->owns(container)) m_dispatches[open]->payload->changed();
    if (m_runs.empty()) return;
    WatchedPayload* payload = payload_of_run();
    if (payload->owns(container)) return note_key_write(payload->place(container, key), existed, old);
    if (const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container))
        m_changes.before_entry(*structure, key, existed, old);
}

void Recorder::before_whole(const Value& container) {
    for (size_t open : m_open)
        if (m_dispatches[open]->payload->owns(container)) m_dispatches[open]->payload->changed();
    const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container);
    if (m_runs.empty() || !structure) return;
    WatchedPayload* payload = payload_of_run();
    if (!payload->owns(container)) return m_changes.before_whole(*structure);
    for_each_entry(*structure, [&](const Value& key, const Value& value, DsOwn) {
        note_key_write(payload->place(container, key), true, value, true);
    });
    if (container.same_as(payload->map())) run()->whole_write = here();
}

void Recorder::before_write(const HeapObject& object, uint32_t key, bool existed, const Value& old) {
    if (m_runs.empty()) return;
    const auto& container = static_cast<const Container&>(object);
    if (container.watched) {
        for (size_t open : m_open)
            if (m_dispatches[open]->payload->owns(container)) m_dispatches[open]->payload->changed();
        WatchedPayload* payload = payload_of_run();
        if (payload->owns(container)) return note_key_write(payload->place(container, key), existed, old);
    }
    m_changes.before_write(container, key, existed, old);
}

void Recorder::before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) {
    m_changes.before_builtin(variable, element, instance, old);
}

void Recorder::on_instance_created(const Instance& instance) {
    m_changes.on_existence(instance, false);
}

void Recorder::on_instance_destroyed(const Instance& instance) {
    m_changes.on_existence(instance, true);
}

void Recorder::before_free(const HeapObject& container) {
    for (size_t open : m_open) m_dispatches[open]->payload->forget(container);
    m_changes.before_free(container);
}

// --- allocations

void Recorder::on_created(const Value& container) {
    Run* now = run();
    if (now && has_room(*now, now->record.allocated, "data structures"))
        now->record.allocated.push_back(
            {ref_text(container), std::string(ref_kind_name(container.ref_kind())), here(), now->record.object});
}

void Recorder::on_destroyed(const Value& container) {
    for (size_t open : m_open) {
        WatchedPayload& payload = *m_dispatches[open]->payload;
        if (!payload.owns(container)) continue;
        payload.forget(container);
        payload.changed();
    }
    Run* now = run();
    if (!now) return;
    if (const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container))
        m_changes.on_destroyed(*structure);
    if (has_room(*now, now->record.freed, "freed data structures"))
        now->record.freed.push_back(
            {ref_text(container), std::string(ref_kind_name(container.ref_kind())), here(), now->record.object});
}

void Recorder::on_stale(const Value& used) {
    on_problem({"stale-handle", Severity::warning,
                "a handle of a destroyed " + std::string(ref_kind_name(used.ref_kind())) +
                    " was used; it now names another one that got the same index",
                here(), "keep no id of a data structure beyond its destruction"});
}

// --- code that ran

void Recorder::on_place(uint32_t code, uint32_t pc) {
    if (Run* now = run()) now->places.push_back({code, pc});
}

void Recorder::finish_lines(Run& ended) {
    const Program& program = m_world.program();
    for (auto [code, pc] : ended.places) {
        Place place = program.place(code, pc);
        if (place.line == 0) continue;
        std::vector<uint32_t>& lines = ended.record.lines[place.file];
        if (lines.empty() || lines.back() != place.line) lines.push_back(place.line);
    }
    for (auto& [file, lines] : ended.record.lines) {
        std::sort(lines.begin(), lines.end());
        lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
        if (m_sinks.source_ran) m_sinks.source_ran(file);
    }
}

void Recorder::on_left(uint32_t code, uint32_t pc, uint32_t, uint32_t compare_pc, const Value& left,
                       const Value& right) {
    Run* now = run();
    if (!now || code != now->info.code) return; // of a function that a native called, say for each item of an array
    const Program& program = m_world.program();
    auto show = [&](const Value& value) { return to_text(m_world.rules(), m_world.heap().names(), value); };
    GuardRecord guard{program.place(code, pc), "", false};
    for (const Value* operand : {&left, &right})
        if (operand->is_string() && operand->as_string()->length > most_operand_shown)
            guard.cut.push_back(std::string(operand->as_string()->view().substr(0, 65536)));
    bool at_end = program.code(code).chunk->instructions[pc].x & return_implicit;
    if (!at_end) {
        guard.because = guard_text(program, code, pc, compare_pc, left, right, show);
        now->record.left = std::move(guard);
    } else if (compare_pc != ~0u) {
        guard.place = program.place(code, compare_pc);
        guard.skipped = true;
        guard.because = condition_text(program, code, compare_pc, left, right, show);
        now->asked_last = std::move(guard);
    }
}

/// The condition that ran last in what the handler called, with the key that was read last: what it was compared with
/// is not known there.
std::optional<GuardRecord> Recorder::asked_elsewhere(const Run& ended) const {
    const Program& program = m_world.program();
    auto first = ended.places.rend();
    if (ended.sight < ended.places.size()) first -= static_cast<ptrdiff_t>(ended.sight);
    for (auto place = ended.places.rbegin(); place != first; ++place) {
        if (place->first == ended.info.code) continue;
        std::string condition = condition_source(program, place->first, place->second);
        if (condition.empty()) continue;
        GuardRecord guard{program.place(place->first, place->second), condition, true};
        const std::vector<std::string>& reads = ended.record.reads;
        auto value = reads.empty() ? std::nullopt : at_payload_path(ended.record.before, reads.back());
        if (value) guard.because += ", " + reads.back() + " was " + summary(*value, 60);
        return guard;
    }
    return std::nullopt;
}

/// Whether nothing of the handler but conditions ran and nothing came of it; or nothing else, of whatever it called,
/// since it first looked at the payload: what there is then does not depend on the payload.
bool Recorder::only_asked(const Run& ended, uint64_t last_change) const {
    const Program& program = m_world.program();
    auto only_looks = [&](const auto& place) {
        const Chunk* chunk = program.code(place.first).chunk.get();
        return chunk && (chunk->only_looks(place.second) || chunk->guard_at(place.second) ||
                         chunk->instructions[place.second].op == Op::jump); // break, continue
    };
    bool since_sight =
        ended.sight < ended.places.size() && last_change <= ended.sight_moment && effects(ended) == ended.sight_effects;
    if (since_sight &&
        std::all_of(ended.places.begin() + static_cast<ptrdiff_t>(ended.sight), ended.places.end(), only_looks))
        return true;
    return last_change == 0 && effects(ended) == 0 &&
           std::all_of(ended.places.begin(), ended.places.end(),
                       [&](const auto& place) { return place.first != ended.info.code || only_looks(place); });
}

void Recorder::on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) {
    Run* now = run();
    if (!now || !has_room(*now, now->record.calls, "calls out")) return;
    CallOutRecord call;
    call.function = m_world.native(native).name;
    for (uint32_t i = 0; i < count; ++i) call.args.push_back(small(args[i]));
    call.result = small(result);
    call.place = here();
    call.answered_by = m_world.native(native).flags & NativeRow::stub ? "neutral" : "";
    now->record.calls.push_back(std::move(call));
}

void Recorder::on_call(uint32_t code, const Value*, uint32_t) {
    Run* now = run();
    if (!now) return;
    ++now->depth;
    if (now->record.call_tree.size() >= 1000) return;
    const Code& called = m_world.program().code(code);
    now->record.call_tree.push_back(
        {called.name, place_of(m_world.program().file(called.file), called.span), now->depth});
}

void Recorder::on_return(uint32_t, const Value&) {
    if (Run* now = run(); now && now->depth) --now->depth;
}

} // namespace scope
