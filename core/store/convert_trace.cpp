#include "core/store/convert_trace.h"

namespace scope {

Result<void> convert_trace(const TraceReader& from, TraceWriter& to, std::vector<Diagnostic>& damage) {
    damage.insert(damage.end(), from.damage().begin(), from.damage().end());
    auto write = [&](const auto& record) { to.write(record); };
    auto take = [&](const auto& record, const auto& put) {
        if (record)
            put(*record);
        else
            damage.push_back(
                {"damaged-line", Severity::warning, record.error().message, {record.error().place, 0, 0}, ""});
    };
    for (size_t line = 0; line < from.line_count(); ++line) {
        switch (from.kind(line)) {
        case TraceLineKind::input: take(from.input(line), write); break;
        case TraceLineKind::environment: take(from.environment(line), write); break;
        case TraceLineKind::source: take(from.source(line), write); break;
        case TraceLineKind::dispatch: take(from.event(line), write); break;
        case TraceLineKind::unfinished:
            take(from.event(line), [&](const EventLine& event) { to.write_unfinished(event); });
            break;
        case TraceLineKind::request: take(from.request(line), write); break;
        case TraceLineKind::problem: take(from.problem(line), write); break;
        case TraceLineKind::fault: take(from.fault(line), write); break;
        case TraceLineKind::log: take(from.log(line), write); break;
        case TraceLineKind::end:
        case TraceLineKind::unknown: break;
        }
        if (!to.error().empty()) return fail(to.error());
    }
    if (from.has_end() && !from.complete()) to.cut_short();
    if (!from.has_end()) to.leave_open();
    if (!to.finish().empty()) return fail(to.error());
    return {};
}

} // namespace scope
