#include "app/commands.h"
#include "app/handler_table.h"
#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <cstdio>

namespace scope {

/// The document of `fire --json`; its members are a promise (see README).
static std::string fire_json(const Session& session, const EventLine& line) {
    const DispatchRecord& top = line.dispatches[0];
    JsonWriter out(2);
    out.begin_object().key("event");
    write_event(out, top.event);
    out.key("payload");
    write_payload(out, top.payload);
    out.member("async_load", top.async_load).key("dispatches").begin_array();
    for (const DispatchRecord& dispatch : line.dispatches) write_dispatch(out, dispatch);
    out.end_array().key("async_load_after");
    if (session.async_load() == "-1") out.integer(-1);
    else out.string(session.async_load());
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
    for (const DispatchRecord& dispatch : line.dispatches) {
        std::fputs(handler_table(dispatch).c_str(), stdout);
        std::fputs(handler_details(dispatch).c_str(), stdout);
    }
    std::printf("map %s, async_load %s\n", line.dispatches[0].destroyed ? "destroyed" : "not destroyed by the event", session.async_load().c_str());
    std::printf("* read  + written  ? tested  ! read but missing  (blank: not read)\n");
}

int cmd_fire(const Arguments& arguments) {
    auto session = open_session(arguments, true);
    if (!session) return session.error();
    auto index = (*session)->fire(arguments.fire);
    if (!index) {
        for (const FaultRecord& fault : (*session)->faults()) print_fault(fault);
        int status = usage_error(index.error());
        return (*session)->faults().empty() ? status : exit_fails;
    }
    const EventLine& line = (*session)->events()[*index];
    if (arguments.json) std::fputs(fire_json(**session, line).c_str(), stdout);
    else print_text(**session, line);
    bool warned = false;
    for (const Diagnostic& problem : (*session)->problems()) {
        warned |= problem.severity != Severity::note;
        if (!arguments.json && problem.severity != Severity::note) print_problem(problem);
    }
    for (const FaultRecord& fault : (*session)->faults()) print_fault(fault);
    return !(*session)->faults().empty() || (arguments.session.strict && warned) ? exit_fails : exit_holds;
}

} // namespace scope
