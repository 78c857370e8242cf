#include "core/store/dispatch_row.h"

#include "core/trace/handler_matrix.h"

#include <algorithm>

namespace scope {

static void skip_value(ByteReader& in, const Entries& entries, ValueKind kind) {
    switch (kind) {
    case ValueKind::counter:
    case ValueKind::number:
    case ValueKind::parent:
    case ValueKind::duration: in.varint(); return;
    case ValueKind::text: return skip_text(in);
    case ValueKind::datum: return skip_datum(in, entries);
    case ValueKind::payload: break;
    }
    switch (static_cast<PayloadMark>(in.u8())) {
    case PayloadMark::same:
    case PayloadMark::undefined: return;
    case PayloadMark::whole: return skip_datum(in, entries);
    case PayloadMark::difference: return skip_difference(in, entries);
    default: in.fail();
    }
}

template<typename Shape> static std::optional<Shape>* place_of(std::vector<std::optional<Shape>>& shapes,
                                                               uint64_t number, const Entries& entries) {
    if (number >= entries.size()) return nullptr;
    if (number >= shapes.size()) shapes.resize(entries.size());
    return &shapes[number];
}

const RowReader::RunShape* RowReader::run_shape(uint64_t number, const Entries& entries) {
    std::optional<RunShape>* place = place_of(m_runs, number, entries);
    if (!place) return nullptr;
    if (*place) return &**place;
    auto layout = RecordDecoder(entries).layout<HandlerRecord>(number);
    if (!layout) return nullptr;
    const HandlerRecord& run = layout->record;
    RunShape& shape = place->emplace();
    shape.values = std::move(layout->values);
    shape.changes = static_cast<uint32_t>(run.changes.size() + run.writes.size());
    auto note = [&](RowFlag flag, bool holds) {
        if (holds) shape.flags |= static_cast<uint16_t>(flag);
    };
    note(RowFlag::fault, run.fault.has_value());
    note(RowFlag::missing, !unexpected_keys(run).empty());
    note(RowFlag::acted, !run.left && !run.fault);
    note(RowFlag::request, !run.requests.empty());
    note(RowFlag::log, !run.log.empty());
    return &shape;
}

const RowReader::DispatchShape* RowReader::dispatch_shape(uint64_t number, const Entries& entries) {
    std::optional<DispatchShape>* place = place_of(m_dispatches, number, entries);
    if (!place) return nullptr;
    if (*place) return &**place;
    auto layout = RecordDecoder(entries).layout<DispatchRecord>(number);
    if (!layout) return nullptr;
    return &place->emplace(DispatchShape{std::move(layout->values), layout->record.event});
}

uint64_t RowReader::skip_run(ByteReader& in, const Entries& entries, const RunShape& shape) {
    uint64_t us = 0;
    for (ValueKind kind : shape.values) {
        if (kind == ValueKind::duration)
            us = in.varint();
        else
            skip_value(in, entries, kind);
    }
    return us;
}

bool RowReader::rows(ByteReader& in, const Entries& entries, std::vector<DispatchRow>& out) {
    std::array<uint64_t, 3> numbers{}; // id, frame, clock: each is told as what it is more than the one before
    uint32_t index = 0;
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        const DispatchShape* shape = dispatch_shape(in.varint(), entries);
        if (!shape) return false;
        DispatchRow row;
        row.dispatch = index++;
        row.event = shape->event;
        size_t counters = 0;
        for (ValueKind kind : shape->values) {
            if (kind == ValueKind::counter && counters < numbers.size())
                numbers[counters++] += static_cast<uint64_t>(in.zigzag());
            else if (kind == ValueKind::parent)
                row.parent = static_cast<uint32_t>(in.varint());
            else
                skip_value(in, entries, kind);
        }
        row.id = static_cast<uint32_t>(numbers[0]);
        row.frame = numbers[1];
        row.clock_us = numbers[2];
        uint64_t us = 0, changes = 0;
        for (size_t runs = in.count(); runs > 0 && in.sound(); --runs) {
            const RunShape* run = run_shape(in.varint(), entries);
            if (!run) return false;
            us += skip_run(in, entries, *run);
            changes += run->changes;
            row.flags |= run->flags;
            ++row.handlers;
        }
        row.us = static_cast<uint32_t>(std::min<uint64_t>(us, UINT32_MAX));
        row.changes = static_cast<uint32_t>(std::min<uint64_t>(changes, UINT32_MAX));
        out.push_back(row);
    }
    return in.sound();
}

bool RowReader::without_runs(ByteReader& in, const Entries& entries, EventLine& out) {
    std::array<int64_t, 3> numbers{};
    size_t count = in.count();
    out.dispatches.resize(std::min(count, out.dispatches.size()));
    for (size_t left = count; left > 0 && in.sound(); --left) {
        if (out.dispatches.size() < count - left + 1) out.dispatches.emplace_back();
        DispatchRecord& dispatch = out.dispatches[count - left];
        dispatch.handlers.clear();
        RecordDecoder(entries).get_dispatch(in, numbers, dispatch);
        if (left == 1) break; // what follows is asked for by nobody
        for (size_t runs = in.count(); runs > 0 && in.sound(); --runs) {
            const RunShape* run = run_shape(in.varint(), entries);
            if (!run) return false;
            skip_run(in, entries, *run);
        }
    }
    return in.sound();
}

} // namespace scope
