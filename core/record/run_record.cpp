// A handler run as a record, made from its steps when it ends.

#include "core/data/payload_path.h"
#include "core/data/typed_json.h"
#include "core/gml/chunk.h"
#include "core/record/recorder.h"
#include "core/trace/guard_text.h"
#include "core/world/convert_datum.h"

#include <algorithm>

namespace scope {

Place Recorder::place_at(uint64_t position) const {
    auto code = static_cast<CodeId>(position >> 32);
    return code == no_code ? Place() : m_world.program().place(code, static_cast<uint32_t>(position));
}

HandlerRecord Recorder::record_of(Run& ended, const Fault* fault, std::span<const StackEntry> stack) {
    Active& at = active(ended.dispatch);
    ended.effects_at_end = effects(ended);
    HandlerRecord record;
    if (!ended.is_simple) record = std::move(ended.record);
    begin_record(ended, record);
    std::vector<Step> steps;
    if (ended.node)
        m_paths.steps_to(ended.node, steps);
    else
        steps.swap(ended.steps);
    Places places = read_steps(ended, steps, record);
    finish_writes(ended, record);
    ChangeLog::Changes changes = m_changes.end();
    record.changes = std::move(changes.list);
    if (changes.cut) ended.cut = "changes";
    finish_lines(places, record);
    if (fault) record.fault = fault_record(*fault, stack, &ended);
    if (ended.branches == 1) resolve(ended, ended.branch);
    ended.branch_told = true;
    if (ended.left.code != no_code) {
        record.left = guard_of(ended.left, false);
    } else if (!fault && only_asked(ended, places, changes.last)) {
        ended.branch_told = ended.ended.code != no_code;
        record.left = ended.branch_told ? guard_of(ended.ended, true) : asked_elsewhere(ended, places, record);
    }
    ended.left = ended.ended = {};
    if (ended.cut)
        on_problem({"record-cut",
                    Severity::note,
                    record.object + " made more than " + std::to_string(most_entries) + " " + ended.cut +
                        " in one run; the first are kept",
                    {record.file, 0, 0},
                    ""});
    record.after = at.payload.snapshot();
    return record;
}

void Recorder::begin_record(const Run& run, HandlerRecord& record) {
    record.id = run.info.id;
    record.object = m_world.object_name(run.info.object);
    record.instance = run.info.instance_id;
    record.owner = m_world.object_name(run.info.owner);
    record.file = m_world.program().file(m_world.program().code(run.info.code).file).path();
    record.before = run.before ? *run.before : active(run.dispatch).payload.snapshot();
}

/// Of one that goes on.
HandlerRecord Recorder::record_so_far(const Run& run) {
    HandlerRecord record;
    if (!run.is_simple) record = run.record;
    begin_record(run, record);
    std::vector<Step> steps;
    if (run.node) m_paths.steps_to(run.node, steps);
    finish_lines(read_steps(run, run.node ? steps : run.steps, record), record);
    FaultRecord& fault = record.fault.emplace();
    fault.message = "it had not ended when this was recorded";
    fault.place = m_world.here();
    fault.object = record.object;
    fault.event = event_stem(active(run.dispatch).info.event);
    record.after = active(run.dispatch).payload.snapshot();
    record.us = m_ticks.to_us(Ticks::now() - run.began);
    return record;
}

Recorder::Places Recorder::read_steps(const Run& ended, const std::vector<Step>& steps, HandlerRecord& record) {
    Places places;
    auto add = [](std::vector<std::string>& list, const std::string& text) {
        if (list.size() < most_entries) list.push_back(text);
    };
    for (const Step& one : steps) {
        switch (one.kind()) {
        case StepKind::place:
            places.emplace_back(static_cast<uint32_t>(one.at >> 32), static_cast<uint32_t>(one.at));
            break;
        case StepKind::read: add(record.reads, m_path_texts[one.number()]); break;
        case StepKind::tested: add(record.tested, m_path_texts[one.number()]); break;
        case StepKind::dumped: record.dumped = true; break;
        case StepKind::called: {
            const Code& called = m_world.program().code(static_cast<CodeId>(one.at));
            record.call_tree.push_back({called.name, place_of(m_world.program().file(called.file), called.span),
                                        static_cast<uint32_t>(one.number())});
            break;
        }
        default: break;
        }
    }
    for (auto [path, position] : ended.missing) {
        record.missing.push_back(m_path_texts[path]);
        record.missing_at.push_back(place_at(position));
    }
    for (const Line& line : ended.log) record.log.push_back({line.text, place_at(line.position)});
    return places;
}

void Recorder::finish_writes(Run& ended, HandlerRecord& record) {
    WatchedPayload& payload = active(ended.dispatch).payload;
    std::vector<KeyWriteRecord>& writes = record.writes;
    for (KeyWrite& write : ended.key_writes) {
        std::optional<Datum> now = payload.value_at(write.where);
        if (write.of_whole && now == write.old_value) continue;
        writes.push_back({write.where.path, std::move(write.old_value), std::move(now), place_at(write.position)});
    }
    if (!ended.whole_write) return;
    const Datum& after = payload.snapshot();
    for (const DatumEntry& entry : after.entries()) {
        bool text = entry.key.is(DatumKind::string);
        if (record.before.find_key(entry.key) || !text ||
            !ended.seen_writes.insert(std::string(entry.key.text())).second)
            continue;
        if (writes.size() >= most_entries) return;
        writes.push_back({std::string(entry.key.text()), std::nullopt, entry.value, place_at(*ended.whole_write)});
    }
}

void Recorder::finish_lines(const Places& places, HandlerRecord& record) {
    const Program& program = m_world.program();
    for (auto [code, pc] : places) {
        Place place = program.place(code, pc);
        if (place.line == 0) continue;
        std::vector<uint32_t>& lines = record.lines[place.file];
        if (lines.empty() || lines.back() != place.line) lines.push_back(place.line);
    }
    for (auto& [file, lines] : record.lines) {
        std::sort(lines.begin(), lines.end());
        lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
        if (m_sinks.source_ran) m_sinks.source_ran(file);
    }
}

// --- why it left

/// Whether the code returned where it ends, not before.
bool Recorder::is_at_end(const Branch& branch) const {
    return m_world.program().code(branch.code).chunk->instructions[branch.pc].x & return_implicit;
}

void Recorder::resolve(Run& run, const Branch& branch) const {
    bool at_end = is_at_end(branch);
    if (!at_end || branch.compare_pc != ~0u) (at_end ? run.ended : run.left) = branch;
}

GuardRecord Recorder::guard_of(const Branch& branch, bool at_end) const {
    const Program& program = m_world.program();
    auto show = [&](const Value& value) { return to_text(m_world.rules(), m_world.heap().names(), value); };
    GuardRecord guard{program.place(branch.code, at_end ? branch.compare_pc : branch.pc), "", at_end};
    for (const Value* operand : {&branch.left, &branch.right})
        if (operand->is_string() && operand->as_string()->length > most_operand_shown)
            guard.cut.emplace_back(operand->as_string()->view()).resize(std::min(operand->as_string()->length, 65536u));
    guard.because =
        at_end ? condition_text(program, branch.code, branch.compare_pc, branch.left, branch.right, show)
               : guard_text(program, branch.code, branch.pc, branch.compare_pc, branch.left, branch.right, show);
    return guard;
}

/// The same text as guard_of has. False for operands that are long or no plain values.
bool Recorder::because_of(const Branch& branch, bool at_end, std::string_view& because) {
    std::string key;
    auto add = [&](const void* bytes, size_t count) { key.append(static_cast<const char*>(bytes), count); };
    add(&branch.code, sizeof branch.code);
    add(&branch.pc, sizeof branch.pc);
    for (const Value* operand : {&branch.left, &branch.right}) {
        if (!is_plain(*operand)) return false;
        Type type = operand->type();
        add(&type, sizeof type);
        if (operand->is_string()) {
            if (operand->as_string()->length > most_operand_shown) return false;
            key += operand->as_string()->view();
            key += '\0';
        } else {
            double real = operand->is_real() ? operand->as_real() : 0;
            int64_t whole = operand->is_real() || operand->is_undefined() ? 0 : operand->as_int64();
            add(&real, sizeof real);
            add(&whole, sizeof whole);
        }
    }
    constexpr size_t most = 4096;
    if (m_because.size() >= most) m_because.clear();
    auto [known, fresh] = m_because.try_emplace(std::move(key));
    if (fresh) known->second = guard_of(branch, at_end).because;
    because = known->second;
    return true;
}

/// The condition that ran last in what the handler called, with the key that was read last: what it was compared with
/// is not known there.
std::optional<GuardRecord> Recorder::asked_elsewhere(const Run& ended, const Places& places,
                                                     const HandlerRecord& record) const {
    const Program& program = m_world.program();
    auto first = places.rend();
    if (ended.sight < places.size()) first -= static_cast<ptrdiff_t>(ended.sight);
    for (auto place = places.rbegin(); place != first; ++place) {
        if (place->first == ended.info.code) continue;
        std::string condition = condition_source(program, place->first, place->second);
        if (condition.empty()) continue;
        GuardRecord guard{program.place(place->first, place->second), condition, true};
        auto value = record.reads.empty() ? std::nullopt : at_payload_path(record.before, record.reads.back());
        if (value) guard.because += ", " + record.reads.back() + " was " + summary(*value, 60);
        return guard;
    }
    return std::nullopt;
}

/// Whether nothing of the handler but conditions ran and nothing came of it; or nothing else, of whatever it called,
/// since it first looked at the payload: what there is then does not depend on the payload.
bool Recorder::only_asked(const Run& ended, const Places& places, uint64_t last_change) const {
    const Program& program = m_world.program();
    auto only_looks = [&](const auto& place) {
        const Chunk* chunk = program.code(place.first).chunk.get();
        return chunk && (chunk->only_looks(place.second) || chunk->guard_at(place.second) ||
                         chunk->instructions[place.second].op == Op::jump); // break, continue
    };
    size_t came = ended.effects_at_end;
    bool since_sight = ended.sight < places.size() && last_change <= ended.sight_moment && came == ended.sight_effects;
    if (since_sight && std::all_of(places.begin() + static_cast<ptrdiff_t>(ended.sight), places.end(), only_looks))
        return true;
    return last_change == 0 && came == 0 && std::all_of(places.begin(), places.end(), [&](const auto& place) {
               return place.first != ended.info.code || only_looks(place);
           });
}

} // namespace scope
