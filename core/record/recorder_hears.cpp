// What the recorder hears while GML runs.

#include "core/ds/entries.h"
#include "core/gml/chunk.h"
#include "core/record/recorder.h"
#include "core/world/convert_datum.h"

#include <algorithm>

namespace scope {

static std::string ref_text(const Value& ref) {
    return "ref " + std::string(ref_kind_name(ref.ref_kind())) + " " + std::to_string(ref.ref_index());
}

/// A value as reports keep it: whole when small; large containers are cut.
Datum Recorder::small(const Value& value) const {
    return to_datum(m_world, value, {.max_depth = 8, .max_nodes = 500, .max_string = 65536});
}

template<typename T> bool Recorder::has_room(Run& run, const std::vector<T>& list, const char* what) {
    if (list.size() < most_entries) return true;
    run.cut = what;
    run.is_simple = false;
    return false;
}

/// The steps of a run that did more than paths keep are its own.
void Recorder::step_beyond(Run& run, const Step& step) {
    if (run.node) {
        run.steps.clear();
        run.told.clear();
        m_paths.steps_to(run.node, run.steps);
        for (const Step& one : run.steps)
            if (RunPaths::is_told_once(one.kind())) run.told.insert(one.what);
        run.node = 0;
        run.is_simple = false;
    }
    constexpr size_t most_told = 4 * most_entries;
    bool once = RunPaths::is_told_once(step.kind());
    if (!once || (run.told.size() < most_told && run.told.insert(step.what).second)) run.steps.push_back(step);
}

// --- what happens

void Recorder::on_log(std::string_view text) {
    Run* now = run();
    if (m_sinks.output) m_sinks.output({std::string(text), m_world.here()});
    if (!now || !has_room(*now, now->log, "lines of output")) return;
    now->log.push_back({std::string(text), position()});
    step(*now, {StepKind::logged, 0, position()});
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
    Run* now = run();
    if (now && has_room(*now, rest(*now).requests, "requests")) now->record.requests.push_back(std::move(record));
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

FaultRecord Recorder::fault_record(const Fault& fault, std::span<const StackEntry> stack, const Run* during) {
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
    record.object = m_world.object_name(during->info.object);
    record.event = event_stem(active(during->dispatch).info.event);
    return record;
}

// --- async_load

/// What came of the run besides changes, counted.
size_t Recorder::effects(const Run& run) {
    size_t logged = run.log.size();
    if (run.is_simple) return logged;
    const HandlerRecord& record = run.record;
    return run.key_writes.size() + record.calls.size() + logged + record.requests.size() + record.dispatches.size() +
           record.allocated.size() + record.freed.size();
}

uint32_t Recorder::path_number(std::string_view text) {
    if (auto known = m_path_numbers.find(text); known != m_path_numbers.end()) return known->second;
    uint32_t fresh = static_cast<uint32_t>(m_path_texts.size());
    m_path_numbers.emplace(m_path_texts.emplace_back(text), fresh);
    return fresh;
}

/// Of a key that is not the map's own, or was not read before.
uint32_t Recorder::find_path_number(const WatchedPayload& payload, const Value& container, const Value& key) {
    if (!key.is_string() || !payload.is_top(container)) return path_number(payload.path(container, key));
    const String& name = *key.as_string();
    uint32_t number = path_number(name.view());
    m_known_paths[name.hash() % m_known_paths.size()] = {name.hash(), number, m_path_texts[number]};
    return number;
}

void Recorder::on_read(const Value& container, const Value& key, const Value& value) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    Run& now = *run();
    uint32_t path = path_number(*payload, container, key);
    note_sight(now);
    step(now, {StepKind::read, path});
    if (value.is_string()) payload->remember_text(value, m_path_texts[path]);
}

void Recorder::on_watched_read(const HeapObject& container, uint32_t key, const Value& value) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    Run& now = *run();
    uint32_t path = path_number(payload->path(container, key));
    note_sight(now);
    step(now, {StepKind::read, path});
    payload->remember_text(value, m_path_texts[path]);
}

/// Answers which of the run's misses it is, counted from 1; later tests name it so.
uint32_t Recorder::on_missing(const Value& container, const Value& key) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return 0;
    Run& now = *run();
    note_sight(now);
    uint32_t path = path_number(*payload, container, key);
    constexpr size_t few = 16;
    for (size_t i = 0; i < std::min(few, now.missing.size()); ++i)
        if (now.missing[i].first == path) return static_cast<uint32_t>(i + 1);
    uint32_t which = static_cast<uint32_t>(now.missing.size() + 1);
    if (now.missing.size() >= few) {
        rest(now);
        if (now.missing.size() >= most_entries) which = 0;
        auto known = now.many_missing.find(path);
        if (known != now.many_missing.end()) return known->second;
        if (which) now.many_missing.emplace(path, which);
    }
    if (!which) return 0;
    now.missing.emplace_back(path, position());
    step(now, {StepKind::missing, path, position()});
    return which;
}

void Recorder::on_missing_tested(uint32_t missed_read) {
    Run* now = run();
    if (!now || !missed_read || missed_read > now->missing.size()) return;
    note_sight(*now);
    step(*now, {StepKind::tested, now->missing[missed_read - 1].first});
}

void Recorder::on_tested(const Value& container, const Value& key, bool) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    note_sight(*run());
    step(*run(), {StepKind::tested, path_number(*payload, container, key)});
}

void Recorder::on_dumped(const Value& container) {
    WatchedPayload* payload = payload_of_run();
    if (!payload || !payload->owns(container)) return;
    note_sight(*run());
    step(*run(), {StepKind::dumped, 0});
}

void Recorder::on_parsed(const Value& text, const Value& result) {
    if (WatchedPayload* payload = payload_of_run()) payload->adopt_parsed(text, result);
}

// --- writes

/// Whoever saw the payload unchanged keeps a copy of how it was; nobody does when it goes at the dispatch's end.
template<typename Container> void Recorder::before_payload_changes(const Container& container) {
    for (size_t open : m_open) {
        Active& one = active(open);
        if (!one.payload.owns(container)) continue;
        if (m_depth == 0 || m_runs[m_depth - 1]->dispatch < open) {
            one.payload.changed();
            continue;
        }
        const Datum& now = one.payload.snapshot();
        if (!one.has_payload) one.context.payload = now;
        one.has_payload = true;
        for (size_t i = 0; i < m_depth; ++i)
            if (m_runs[i]->dispatch == open && !m_runs[i]->before) {
                rest(*m_runs[i]);
                m_runs[i]->before = now;
            }
        one.payload.changed();
    }
}

void Recorder::note_key_write(const WatchedPlace& where, bool existed, const Value& old, bool of_whole) {
    Run& now = *run();
    rest(now);
    if (now.key_writes.size() >= most_entries || !now.seen_writes.insert(where.path).second) return;
    now.key_writes.push_back({where, existed ? std::optional<Datum>(small(old)) : std::nullopt, position(), of_whole});
}

void Recorder::before_write(const Value& container, const Value& key, bool existed, const Value& old, const Value&) {
    before_payload_changes(container);
    if (!m_depth) return;
    WatchedPayload* payload = payload_of_run();
    if (payload->owns(container)) return note_key_write(payload->place(container, key), existed, old);
    const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container);
    if (!structure) return;
    rest(*run());
    m_changes.before_entry(*structure, key, existed, old);
}

void Recorder::before_whole(const Value& container) {
    before_payload_changes(container);
    const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container);
    if (!m_depth || !structure) return;
    rest(*run());
    WatchedPayload* payload = payload_of_run();
    if (!payload->owns(container)) return m_changes.before_whole(*structure);
    for_each_entry(*structure, [&](const Value& key, const Value& value, DsOwn) {
        note_key_write(payload->place(container, key), true, value, true);
    });
    if (container.same_as(payload->map())) run()->whole_write = position();
}

void Recorder::before_write(const HeapObject& object, uint32_t key, bool existed, const Value& old) {
    if (!m_depth) return;
    const auto& container = static_cast<const Container&>(object);
    if (container.watched) {
        before_payload_changes(object);
        WatchedPayload* payload = payload_of_run();
        if (payload->owns(container)) return note_key_write(payload->place(container, key), existed, old);
    }
    Run& now = *run();
    switch (m_changes.before_write(container, key, existed, old)) {
    case ChangeLog::Noted::nothing: break;
    case ChangeLog::Noted::other: rest(now); break;
    case ChangeLog::Noted::simple: {
        const ChangeLog::Simple& wrote = m_changes.last_simple();
        bool of_global = wrote.container != now.info.instance;
        step(now, {StepKind::wrote, key | uint64_t(of_global) << 32 | uint64_t(existed) << 33, wrote.position});
    }
    }
}

void Recorder::before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) {
    if (m_depth) rest(*run());
    m_changes.before_builtin(variable, element, instance, old);
}

void Recorder::on_instance_created(const Instance& instance) {
    if (m_depth) rest(*run());
    m_changes.on_existence(instance, false);
}

void Recorder::on_instance_destroyed(const Instance& instance) {
    if (m_depth) rest(*run());
    m_changes.on_existence(instance, true);
}

void Recorder::before_free(const HeapObject& container) {
    for (size_t open : m_open) active(open).payload.forget(container);
    if (m_depth) m_changes.before_free(container);
}

// --- data structures made and freed

void Recorder::on_created(const Value& container) {
    Run* now = run();
    if (now && has_room(*now, rest(*now).allocated, "data structures"))
        now->record.allocated.push_back({ref_text(container), std::string(ref_kind_name(container.ref_kind())),
                                         m_world.here(), m_world.object_name(now->info.object)});
}

void Recorder::on_destroyed(const Value& container) {
    before_payload_changes(container);
    for (size_t open : m_open) active(open).payload.forget(container);
    Run* now = run();
    if (!now) return;
    if (const DsStructure* structure = m_world.ds().peek(container.ref_kind(), container))
        m_changes.on_destroyed(*structure);
    if (has_room(*now, rest(*now).freed, "freed data structures"))
        now->record.freed.push_back({ref_text(container), std::string(ref_kind_name(container.ref_kind())),
                                     m_world.here(), m_world.object_name(now->info.object)});
}

void Recorder::on_stale(const Value& used) {
    on_problem({"stale-handle", Severity::warning,
                "a handle of a destroyed " + std::string(ref_kind_name(used.ref_kind())) +
                    " was used; it now names another one that got the same index",
                m_world.here(), "keep no id of a data structure beyond its destruction"});
}

// --- code that ran

void Recorder::on_place(uint32_t code, uint32_t pc) {
    Run* now = run();
    if (!now) return;
    ++now->places;
    step(*now, {StepKind::place, 0, uint64_t(code) << 32 | pc});
}

void Recorder::on_left(uint32_t code, uint32_t pc, uint32_t, uint32_t compare_pc, const Value& left,
                       const Value& right) {
    Run* now = run();
    if (!now || code != now->info.code) return; // of a function that a native called, say for each item of an array
    step(*now, {StepKind::left, compare_pc, uint64_t(code) << 32 | pc});
    bool compared = compare_pc != ~0u;
    if (now->branches++ == 0) [[likely]] {
        now->branch.code = code;
        now->branch.pc = pc;
        now->branch.compare_pc = compare_pc;
        now->has_operands = compared;
        if (compared) now->branch.left = left, now->branch.right = right;
        return;
    }
    rest(*now); // it was called once more inside itself
    if (now->branches == 2) resolve(*now, now->branch);
    resolve(*now, Branch{code, pc, compare_pc, compared ? left : Value(), compared ? right : Value()});
}

void Recorder::on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) {
    Run* now = run();
    if (!now || !has_room(*now, rest(*now).calls, "calls out")) return;
    CallOutRecord call;
    call.function = m_world.native(native).name;
    for (uint32_t i = 0; i < count; ++i) call.args.push_back(small(args[i]));
    call.result = small(result);
    call.place = m_world.here();
    call.answered_by = m_world.native(native).flags & NativeRow::stub ? "neutral" : "";
    now->record.calls.push_back(std::move(call));
}

void Recorder::on_call(uint32_t code, const Value*, uint32_t) {
    Run* now = run();
    if (!now) return;
    ++now->depth;
    if (now->calls < most_calls) {
        ++now->calls;
        step(*now, {StepKind::called, now->depth, code});
    }
}

void Recorder::on_return(uint32_t, const Value&) {
    if (Run* now = run(); now && now->depth) --now->depth;
}

} // namespace scope
