#include "core/record/recorder.h"

#include "core/base/verify.h"
#include "core/world/convert_datum.h"

namespace scope {

Recorder::Recorder(World& world, Dictionary& dictionary, RecordSinks sinks)
    : m_world(world)
    , m_vm(world.vm())
    , m_dictionary(dictionary)
    , m_encoder(dictionary)
    , m_sinks(std::move(sinks))
    , m_changes(world)
    , m_last_dispatch(world.dispatches()) {
    forget_paths();
    m_world.observe(*this);
}

Recorder::~Recorder() {
    m_world.ignore(*this);
}

// --- dispatches

void Recorder::on_dispatch_begin(const DispatchInfo& dispatch) {
    if (m_dispatch_count == m_dispatches.size()) m_dispatches.push_back(std::make_unique<Active>(m_world));
    Active& next = active(m_dispatch_count);
    next.info = dispatch;
    next.frame = m_world.frame();
    next.clock_us = static_cast<uint64_t>(m_world.clock().now_us());
    next.kept = m_dispatch_count < most_dispatches;
    next.runs.clear();
    next.run_count = 0;
    next.context.numbers = {};
    next.has_payload = false;
    next.payload.begin(dispatch.map);
    next.written = next.payload.version();
    put_payload_as_fired(next);
    m_cut |= !next.kept;
    m_last_dispatch = dispatch.id;
    if (Run* parent = run(); parent && next.kept) rest(*parent).dispatches.push_back(dispatch.id);
    m_open.push_back(m_dispatch_count++);
}

/// A map of numbers and short texts is written as it is; of another there is a copy then.
void Recorder::put_payload_as_fired(Active& active) {
    ByteWriter& out = active.payload_bytes;
    out.clear();
    const DsMap* map = active.payload.is_flat() ? m_world.ds().peek_map(active.info.map) : nullptr;
    if (!map) {
        active.context.payload = active.payload.snapshot();
        active.has_payload = true;
        return put_datum(out, m_dictionary, active.context.payload);
    }
    out.u8(static_cast<uint8_t>(DatumMark::ds_map));
    out.varint(number_of_keys(*map));
    for (uint32_t at = map->begin(); at < map->end(); at = map->after(at)) put_value(out, map->at(at).value);
}

/// The number of the list of keys; mostly it is the one that was fired last.
uint32_t Recorder::number_of_keys(const DsMap& map) {
    bool same = m_fired_epoch == m_dictionary.epoch() && m_fired_keys.size() == map.size();
    size_t index = 0;
    for (uint32_t at = map.begin(); same && at < map.end(); at = map.after(at))
        same = m_fired_keys[index++] == map.at(at).key.as_string()->view();
    if (same) return m_fired_number;
    m_fired_keys.clear();
    ByteWriter list;
    for (uint32_t at = map.begin(); at < map.end(); at = map.after(at)) {
        m_fired_keys.emplace_back(map.at(at).key.as_string()->view());
        list.varint(m_dictionary.number(m_fired_keys.back()));
    }
    m_fired_epoch = m_dictionary.epoch();
    return m_fired_number = m_dictionary.number(list.view());
}

/// As put_datum writes the copy of such a value.
void Recorder::put_other(ByteWriter& out, const Value& value) {
    if (value.is_string()) return put_string(out, m_dictionary, value.as_string()->view());
    if (value.is_bool()) return out.u8(static_cast<uint8_t>(value.as_bool() ? DatumMark::yes : DatumMark::no));
    put_datum(out, m_dictionary, to_datum(m_world, value)); // undefined, int32, int64
}

void Recorder::on_dispatch_end(const DispatchInfo&, bool map_destroyed) {
    Active& ended = active(m_open.back());
    ended.destroyed = map_destroyed;
    ended.payload.end();
    if (!ended.kept) --m_dispatch_count; // those nested in it went before
    m_open.pop_back();
    if (!m_open.empty()) return;
    if (std::exchange(m_cut, false))
        on_problem({"record-cut",
                    Severity::note,
                    "one event made more than " + std::to_string(most_dispatches) + " dispatches or " +
                        std::to_string(most_handlers) + " handler runs; the first are kept",
                    {},
                    ""});
    put_event();
    m_handlers = 0;
    m_dispatch_count = 0;
    if (m_paths.full() || m_path_texts.size() > RunPaths::most_nodes) forget_paths();
}

void Recorder::forget_paths() {
    m_paths.clear();
    m_path_texts.assign(1, {});
    m_path_numbers.clear();
    m_known_paths = {};
}

/// "ref ds_map 0"; as a rule it is the one of the event before.
void Recorder::put_handle(ByteWriter& out, const Value& handle) {
    uint64_t which = handle.is_undefined() ? 0 : uint64_t(handle.ref_kind()) << 32 | handle.ref_index();
    if (m_handle.known && m_handle.which == which && m_handle.epoch == m_dictionary.epoch())
        return out.varint(uint64_t(m_handle.number) << 1 | 1);
    std::string text =
        which == 0 ? ""
                   : "ref " + std::string(ref_kind_name(handle.ref_kind())) + " " + std::to_string(handle.ref_index());
    auto number = m_dictionary.number_of_known(text);
    m_handle = {which, number.value_or(0), m_dictionary.epoch(), number.has_value()};
    put_text(out, m_dictionary, text);
}

void Recorder::put_event() {
    if (!m_sinks.event) return;
    ByteWriter& out = m_event;
    out.clear();
    out.varint(m_dispatch_count);
    std::array<int64_t, 3> before{};
    for (size_t i = 0; i < m_dispatch_count; ++i) {
        const Active& one = active(i);
        put_dispatch(out, one, before);
        out.varint(one.run_count);
        out.bytes(one.runs.view());
    }
    m_sinks.event(out.view());
}

/// All but its runs. `before`: id, frame and clock of the one before.
void Recorder::put_dispatch(ByteWriter& out, const Active& one, std::array<int64_t, 3>& before) {
    auto number = [&](size_t which, uint64_t now) {
        int64_t next = static_cast<int64_t>(now);
        out.zigzag(next - std::exchange(before[which], next));
    };
    out.varint(dispatch_shape(one));
    number(0, one.info.id);
    out.varint(one.info.parent);
    out.bytes(one.payload_bytes.view());
    put_handle(out, one.info.map);
    number(1, one.frame);
    number(2, one.clock_us);
}

bool Recorder::event_so_far(ByteWriter& out) {
    if (m_open.empty()) return false;
    size_t kept = 0;
    while (kept < m_dispatch_count && active(kept).kept) ++kept;
    out.varint(kept);
    std::array<int64_t, 3> before{};
    for (size_t i = 0; i < kept; ++i) {
        Active& one = active(i);
        put_dispatch(out, one, before);
        RunContext context = one.context;
        if (!one.has_payload) context.payload = one.payload.snapshot();
        ByteWriter runs;
        size_t count = one.run_count;
        for (size_t run = 0; run < m_depth; ++run) {
            if (m_runs[run]->dispatch != i) continue;
            m_encoder.put_run(runs, record_so_far(*m_runs[run]), context);
            ++count;
        }
        out.varint(count);
        out.bytes(one.runs.view());
        out.bytes(runs.view());
    }
    return true;
}

uint32_t Recorder::dispatch_shape(const Active& active) {
    EventId event = active.info.event;
    if (m_shape.epoch != m_dictionary.epoch() || !(m_shape.event == event) || m_shape.destroyed != active.destroyed) {
        DispatchRecord record;
        record.event = event;
        record.destroyed = active.destroyed;
        m_shape = {event, active.destroyed, m_encoder.shape_of(record), m_dictionary.epoch()};
    }
    return m_shape.number;
}

// --- runs

Recorder::Run& Recorder::new_run() {
    if (m_depth == m_runs.size()) m_runs.push_back(std::make_unique<Run>());
    Run& next = *m_runs[m_depth++];
    if (!next.is_simple) { // what the one before it left
        auto fresh = std::make_unique<Run>();
        m_runs[m_depth - 1].swap(fresh);
        return *m_runs[m_depth - 1];
    }
    next.depth = next.places = next.calls = 0;
    next.branches = 0;
    next.missing.clear();
    next.log.clear();
    next.sight = SIZE_MAX;
    return next;
}

void Recorder::on_handler_begin(const HandlerInfo& handler) {
    Run& next = new_run();
    m_run = &next;
    next.info = handler;
    next.dispatch = m_open.back();
    next.payload = &active(next.dispatch).payload;
    next.node = m_paths.root(handler.code, handler.object);
    next.end_node = 0;
    m_changes.begin(handler.instance);
    m_vm.tell_places_anew();
    next.began = active(next.dispatch).run_count > 0 && m_depth == 1 ? m_last_tick : Ticks::now();
}

void Recorder::on_handler_end(const HandlerInfo&, const Fault* fault, std::span<const StackEntry> stack) {
    Run& ended = *run();
    m_last_tick = Ticks::now();
    uint64_t us = m_ticks.to_us(m_last_tick - ended.began);
    if (fault || !put_straight(ended, us)) put_recorded(ended, fault, stack, us);
    if (std::exchange(ended.has_operands, false)) ended.branch = {}; // no value is held beyond the run
    m_run = --m_depth > 0 ? m_runs[m_depth - 1].get() : nullptr;
    if (m_run) m_vm.tell_places_anew(); // the outer run's places are told anew
}

/// Writes a run like one that was recorded before. False when it has to be recorded.
bool Recorder::put_straight(Run& ended, uint64_t us) {
    if (!ended.is_simple || m_depth != 1 || m_handlers >= most_handlers) return false;
    uint8_t different = 0;
    auto changes = m_changes.simple(different);
    if (!changes) return false;
    ended.end_node = m_paths.after(ended.node, Step(StepKind::changed, different));
    if (!ended.end_node) return false;
    RunPaths::Ending known = m_paths.ending(ended.end_node);
    Active& at = active(ended.dispatch);
    if (known.epoch != m_dictionary.epoch() || at.payload.version() != at.written) return false;
    std::string_view because;
    if (known.because) {
        if (!because_of(ended.branch, is_at_end(ended.branch), because)) return false;
    }
    ByteWriter& out = at.runs;
    size_t from = out.size();
    std::array<int64_t, 2> before = at.context.numbers;
    at.context.numbers = {static_cast<int64_t>(ended.info.id), static_cast<int64_t>(ended.info.instance_id)};
    unsigned char* byte = out.room(5 + 10 + 10 + 2);
    byte = ByteWriter::put_varint(byte, known.shape);
    byte = ByteWriter::put_zigzag(byte, at.context.numbers[0] - before[0]);
    byte = ByteWriter::put_zigzag(byte, at.context.numbers[1] - before[1]);
    *byte++ = static_cast<uint8_t>(PayloadMark::same); // before
    *byte++ = static_cast<uint8_t>(PayloadMark::same); // and after
    out.end_at(byte);
    if (known.because) put_text(out, m_dictionary, because);
    for (size_t i = 0; i < changes->size(); ++i) {
        if (!(different >> i & 1)) continue;
        const ChangeLog::Simple& change = (*changes)[i];
        if (change.existed && change.is_text) put_string(out, m_dictionary, m_changes.old_text(change));
        if (change.existed && !change.is_text) put_value(out, change.old);
        put_value(out, *change.now);
    }
    for (const Line& line : ended.log) put_text(out, m_dictionary, line.text);
    out.varint(us);
    ++at.run_count;
    ++m_handlers;
    if (both_ways)
        verify(ended, us, before, out.view().substr(from));
    else
        m_changes.end_simple();
    return true;
}

void Recorder::put_recorded(Run& ended, const Fault* fault, std::span<const StackEntry> stack, uint64_t us) {
    Active& at = active(ended.dispatch);
    if (!at.has_payload) at.context.payload = at.payload.snapshot();
    at.has_payload = true;
    HandlerRecord record = record_of(ended, fault, stack);
    record.us = us;
    if (m_handlers >= most_handlers) {
        m_cut = true;
        return;
    }
    ++m_handlers;
    ++at.run_count;
    bool is_plain = !record.left || (record.left->cut.empty() && ended.branch_told);
    uint32_t shape = m_encoder.put_run(at.runs, record, at.context);
    at.written = at.payload.version();
    if (ended.end_node && ended.is_simple && is_plain && !fault)
        m_paths.ending(ended.end_node) = {shape, m_dictionary.epoch(), record.left.has_value()};
}

/// What was written straight away must be what recording the run would have written.
void Recorder::verify(Run& ended, uint64_t us, std::array<int64_t, 2> before, std::string_view written) {
    Active& at = active(ended.dispatch);
    RunContext context{before, at.payload.snapshot()};
    HandlerRecord record = record_of(ended, nullptr, {});
    record.us = us;
    ByteWriter slowly;
    m_encoder.put_run(slowly, record, context);
    VERIFY(slowly.view() == written);
}

} // namespace scope
