#include "app/commands.h"
#include "app/handler_table.h"
#include "app/terminal.h"
#include "core/base/problem_groups.h"
#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/catalog/check.h"
#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <algorithm>

namespace scope {

/// The document of `fire --json`. Scripts read it: members may be added, none is renamed or dropped (tests/cli holds
/// them). `line` is null when nothing was delivered.
static std::string fire_json(const Session& session, EventId event, const Datum& payload, const EventLine* line) {
    JsonWriter out(2);
    out.begin_object().key("event");
    write_record(out, event);
    out.key("payload");
    write_payload(out, line ? line->dispatches[0].payload : payload);
    out.key("async_load");
    if (line)
        out.string(line->dispatches[0].async_load);
    else
        out.null();
    out.key("dispatches").begin_array();
    if (line)
        for (const DispatchRecord& dispatch : line->dispatches) write_record(out, dispatch);
    out.end_array().key("async_load_after");
    if (session.async_load() == "-1")
        out.integer(-1);
    else
        out.string(session.async_load());
    out.key("output").begin_array();
    for (const LogRecord& said : session.output()) out.string(said.text);
    out.end_array();
    write_findings(out, session);
    out.end_object();
    return out.take() + "\n";
}

static constexpr size_t most = 100; // events, lines of output, leaks

/// What the game said while it started and the stage was set: `count` lines, which belong to no handler run.
static void print_output_before(const Session& session, size_t count) {
    const std::vector<LogRecord>& all = session.output();
    count = std::min(count, all.size());
    if (count == 0) return;
    Terminal& out = standard_output();
    out.write("said before the event:\n");
    for (size_t i = 0; i < std::min(most, count); ++i) out.write("    " + escape_control(all[i].text) + "\n");
    if (count > most) out.write("    and " + std::to_string(count - most) + " more lines: see --json\n");
}

/// Of `notes` the first; `kind` is what the rest is.
static void print_notes(const std::vector<Diagnostic>& notes, const std::string& kind) {
    for (size_t i = 0; i < std::min(most, notes.size()); ++i)
        standard_output().write(
            escape_control(notes[i].message + (notes[i].hint.empty() ? "" : ", " + notes[i].hint) +
                           (notes[i].place.file.empty() ? "" : "  (" + notes[i].place.text() + ")")) +
            "\n");
    if (notes.size() > most)
        standard_output().write("and " + std::to_string(notes.size() - most) + " more " + kind + ": see --json\n");
}

static void print_text(const Session& session, const EventLine& line) {
    Terminal& out = standard_output();
    for (size_t i = 0; i < line.dispatches.size() && i < most; ++i) {
        out.write(handler_table(line.dispatches[i], out));
        out.write(handler_details(line.dispatches[i]));
    }
    if (line.dispatches.size() > most)
        out.write("and " + std::to_string(line.dispatches.size() - most) +
                  " more events made by handlers: see --json\n");
    out.write("map " + std::string(line.dispatches[0].destroyed ? "destroyed" : "not destroyed by the event") +
              ", async_load " + session.async_load() + "\n");
    if (line.dispatches[0].handlers.empty()) return;
    out.write(out.paint(Tint::read, "* read") + "  " + out.paint(Tint::written, "+ written") + "  ? tested  " +
              out.paint(Tint::missing, "! read but missing") + "  o with the whole map  (blank: not read)\n");
}

/// The answer came first; then what this fire showed, and of what is wrong with the project anyway how much there is.
/// `told` is the error that ends it all.
static void print_problems_after(const Session& session, size_t of_project, const std::string& told) {
    std::span<const Diagnostic> all(session.problems());
    of_project = std::min(of_project, all.size());
    print_problems(all.subspan(of_project), [&](const Diagnostic& problem) {
        // A payload of no shape is nothing odd where games make maps of their own.
        bool odd = problem.severity != Severity::note || problem.code != "no-shape";
        if (odd && problem.message != told) print_problem(problem);
    });
    ProblemGroups groups;
    groups.update(all.first(of_project));
    if (groups.counts().serious() == 0) return;
    print_problem({"project",
                   groups.counts().errors ? Severity::warning : Severity::note,
                   "the project has " + groups.counts().text(),
                   {},
                   "asyncscope check lists them"});
}

int cmd_fire(const Arguments& arguments) {
    // What is wrong with the call is said before anything runs.
    FireInput input = arguments.fire;
    std::vector<Diagnostic> findings; // told again when it is fired
    auto payload = payload_of(Catalog::builtin(), input, findings);
    if (!payload) return usage_error(payload.error());
    const CatalogEvent& event = *Catalog::builtin().find(std::string_view(input.event));
    if (input.preset.empty() && !event.shapes.empty() && !guess_shape(event, *payload))
        input.findings.push_back(fits_no_shape(event, *payload));
    auto opened = open_session(arguments, true);
    if (!opened) return opened.error();
    Session& session = **opened;
    size_t said_before = session.output().size();
    auto index = session.fire(input);
    if (!index && session.faults().empty() && !session.ended())
        return close_session(session, session.stopped() ? exit_fails : usage_error(index.error()));
    std::shared_ptr<const EventLine> fired = index ? session.events().event(*index) : nullptr;
    const EventLine* line = fired.get();
    if (arguments.json) {
        standard_output().write(fire_json(session, {event_type::other, event.number}, *payload, line));
    } else {
        if (line) print_text(session, *line);
        print_output_before(session, said_before);
        print_notes(request_notes(session), "requests");
        print_notes(leak_notes(session), "places of leaks");
        print_problems_after(session, session.project_problems(), index ? "" : index.error().message);
    }
    bool warned = std::any_of(session.problems().begin(), session.problems().end(),
                              [](const Diagnostic& problem) { return problem.severity != Severity::note; });
    for (const FaultRecord& fault : session.faults()) print_fault(fault);
    if (!index) usage_error(index.error());
    bool failed = !index || !session.faults().empty() || (arguments.session.strict && warned);
    return close_session(session, failed ? exit_fails : exit_holds);
}

} // namespace scope
