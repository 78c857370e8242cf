#include "app/commands.h"
#include "app/handler_table.h"
#include "core/catalog/catalog.h"
#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <cstdio>

namespace scope {

/// The document of `fire --json`. Scripts read it: members may be added, none is renamed or dropped (tests/cli holds
/// them). `line` is null when nothing was delivered.
static std::string fire_json(const Session& session, EventId event, const Datum& payload, const EventLine* line) {
    JsonWriter out(2);
    out.begin_object().key("event");
    write_event(out, event);
    out.key("payload");
    write_payload(out, line ? line->dispatches[0].payload : payload);
    out.key("async_load");
    if (line)
        out.string(line->dispatches[0].async_load);
    else
        out.null();
    out.key("dispatches").begin_array();
    if (line)
        for (const DispatchRecord& dispatch : line->dispatches) write_dispatch(out, dispatch);
    out.end_array().key("async_load_after");
    if (session.async_load() == "-1")
        out.integer(-1);
    else
        out.string(session.async_load());
    out.key("problems").begin_array();
    for (const Diagnostic& problem : session.problems()) write_problem(out, problem);
    out.end_array().key("leaks").begin_array();
    for (const AllocationRecord& leak : session.leaks()) write_allocation(out, leak);
    out.end_array().key("faults").begin_array();
    for (const FaultRecord& fault : session.faults()) write_fault(out, fault);
    out.end_array().end_object();
    return out.take() + "\n";
}

static void print_text(const Session& session, const EventLine& line) {
    static constexpr size_t most = 100;
    for (size_t i = 0; i < line.dispatches.size() && i < most; ++i) {
        std::fputs(handler_table(line.dispatches[i]).c_str(), stdout);
        std::fputs(handler_details(line.dispatches[i]).c_str(), stdout);
    }
    if (line.dispatches.size() > most)
        std::printf("and %zu more events made by handlers: see --json\n", line.dispatches.size() - most);
    std::printf("map %s, async_load %s\n", line.dispatches[0].destroyed ? "destroyed" : "not destroyed by the event",
                session.async_load().c_str());
    std::printf("* read  + written  ? tested  ! read but missing  (blank: not read)\n");
}

int cmd_fire(const Arguments& arguments) {
    // What is wrong with the call is said before anything runs.
    std::vector<Diagnostic> findings; // told again when it is fired
    auto payload = payload_of(Catalog::builtin(), arguments.fire, findings);
    if (!payload) return usage_error(payload.error());
    const CatalogEvent& event = *Catalog::builtin().find(std::string_view(arguments.fire.event));
    auto session = open_session(arguments, true);
    if (!session) return session.error();
    auto index = (*session)->fire(arguments.fire);
    if (!index && (*session)->faults().empty() && !(*session)->ended()) return usage_error(index.error());
    const EventLine* line = index ? &(*session)->events()[*index] : nullptr;
    if (arguments.json)
        std::fputs(fire_json(**session, {event_type::other, event.number}, *payload, line).c_str(), stdout);
    else if (line)
        print_text(**session, *line);
    bool warned = false;
    for (const Diagnostic& problem : (*session)->problems()) {
        warned |= problem.severity != Severity::note;
        if (!arguments.json && problem.severity != Severity::note) print_problem(problem);
    }
    for (const FaultRecord& fault : (*session)->faults()) print_fault(fault);
    if (!index) {
        usage_error(index.error());
        return exit_fails;
    }
    if (!(*session)->trace_error().empty()) return usage_error({(*session)->trace_error(), arguments.session.trace});
    return !(*session)->faults().empty() || (arguments.session.strict && warned) ? exit_fails : exit_holds;
}

} // namespace scope
