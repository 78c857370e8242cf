#include "app/commands.h"
#include "app/ending.h"
#include "app/handler_table.h"
#include "app/terminal.h"
#include "core/project/project.h"
#include "core/trace/record_json.h"
#include "core/world/run_counts.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace scope {

/// Reports what went wrong, of the problems from `told` on whatever came up; output went to stdout as it was made.
static int finish(Session& session, size_t told) {
    std::vector<Diagnostic> said;
    bool left_out = false;
    for (size_t i = 0; i < session.problems().size(); ++i) {
        const Diagnostic& problem = session.problems()[i];
        bool of_input = problem.code == "input-failed";
        if (of_input || (i >= told && problem.severity != Severity::note)) said.push_back(problem);
        left_out |= of_input;
    }
    print_problems(said, print_problem);
    for (const FaultRecord& fault : session.faults()) print_fault(fault);
    return close_session(session, session.faults().empty() && !left_out ? exit_holds : exit_fails);
}

static std::string counted(size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// What came of it besides the output, for a person: requests that wait, leaks, and how much ran.
static void print_summary(const Session& session) {
    print_problems(request_notes(session), print_problem);
    print_problems(leak_notes(session), print_problem);
    RunCounts counts = session.counts();
    bool lone = session.options().project.ends_with(".gml");
    if (lone && counts.dispatches + counts.requests + counts.problems == 0) return; // its output is all there is
    std::string text =
        counted(session.frame(), "frame", "frames") + ", " + counted(counts.dispatches, "async event", "async events") +
        ", " + counted(counts.handler_runs, "handler run", "handler runs") + ", " +
        counted(counts.requests, "request", "requests") + " (" + std::to_string(session.requests().size()) +
        " waiting), " + counted(session.faults().size(), "fault", "faults") + ", " +
        counted(counts.problems, "problem", "problems");
    print_problem({"ran",
                   Severity::note,
                   text + (session.ended() ? "; the game ended" : ""),
                   {},
                   counts.problems ? "--json lists them" : ""});
}

static void print_output(const LogRecord& line) {
    standard_output().write_line(line.text);
}

/// The document of `run --json`: as that of `fire --json`, but for what belongs to one event alone.
static std::string run_json(const Session& session) {
    JsonWriter out(2);
    out.begin_object()
        .member("project", session.project().name)
        .member("frames", session.frame())
        .member("clock_us", session.clock_us())
        .member("room", session.room_name())
        .member("ended", session.ended());
    out.key("output").begin_array();
    for (const LogRecord& line : session.output()) out.string(line.text);
    out.end_array().key("dispatches").begin_array();
    for (size_t i = session.events().first(); i < session.events().size(); ++i)
        if (auto event = session.events().event(i))
            for (const DispatchRecord& dispatch : event->dispatches) write_record(out, dispatch);
    out.end_array();
    write_findings(out, session);
    out.end_object();
    return out.take() + "\n";
}

/// Boot, stage, script and frames. The status when something of the call itself is wrong.
static std::optional<int> play(Session& session, const Arguments& arguments) {
    size_t known = session.problems().size();
    if (!session.boot() && !arguments.keep_going) {
        if (!session.faults().empty() || session.stopped()) return std::nullopt;
        for (size_t i = known; i < session.problems().size(); ++i)
            if (session.problems()[i].severity == Severity::error) print_problem(session.problems()[i]);
        return exit_usage;
    }
    auto staged = apply_stage(session, arguments);
    if (!staged) return usage_error(staged.error());
    if (!*staged) return std::nullopt;
    if (!arguments.script.empty()) {
        auto text = read_text_file(arguments.script);
        if (!text) return usage_error(text.error());
        auto done = session.apply({"script", Datum::structure({{"path", arguments.script}, {"text", *text}})});
        if (!done) return usage_error(done.error());
    }
    if (!session.faults().empty() && !arguments.keep_going) return std::nullopt;
    // A lone file has run already; only what it left to time is still to come.
    bool lone = session.options().project.ends_with(".gml");
    session.on_frame = [&session, show = frame_progress()] { show(session.frame()); };
    if (!session.ended()) session.run(arguments.frames.value_or(lone ? 60 : 600), arguments.keep_going);
    session.on_frame = nullptr;
    return std::nullopt;
}

int cmd_run(const Arguments& arguments) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a kill loses no line of the log
    SessionOptions options = arguments.session;
    options.observe = arguments.json || !options.trace.empty();
    options.on_resource = load_progress();
    options.should_stop = should_end;
    auto opened = Session::open(options);
    if (!opened) return usage_error(opened.error());
    remember_signals();
    Session& session = **opened;
    if (!arguments.json) session.on_output = print_output;
    std::vector<Diagnostic> said; // of the project its errors, of what was given besides warnings too
    for (size_t i = 0; i < session.problems().size(); ++i) {
        const Diagnostic& problem = session.problems()[i];
        Severity least = i < session.project_problems() ? Severity::error : Severity::warning;
        if (problem.severity >= least) said.push_back(problem);
    }
    print_problems(said, print_problem);
    size_t told = session.problems().size();
    std::optional<int> status = play(session, arguments);
    if (arguments.json && !status) standard_output().write(run_json(session));
    if (status) return close_session(session, *status);
    int ended_with = finish(session, arguments.json ? SIZE_MAX : told);
    if (!arguments.json) print_summary(session);
    return ended_with;
}

int cmd_eval(const Arguments& arguments) {
    std::string code = arguments.input;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (!arguments.code_file.empty()) {
        auto text = arguments.code_file == "-" ? read_standard_input() : read_text_file(arguments.code_file);
        if (!text) return usage_error(text.error());
        code = *text;
    } else if (code.empty()) {
        return usage_error({"eval takes statements, or -f FILE, or -f - for standard input", ""});
    }
    SessionOptions options = arguments.session;
    options.project.clear();
    options.observe = false;
    options.should_stop = should_end;
    auto session = Session::open(options);
    if (!session) return usage_error(session.error());
    remember_signals();
    (*session)->on_output = print_output;
    (*session)->boot();
    auto value = (*session)->console(code);
    if (!value && (*session)->faults().empty() && !(*session)->stopped())
        return close_session(**session, usage_error(value.error()));
    if (value && value->text != "undefined") standard_output().write_line(value->text);
    return finish(**session, 0);
}

} // namespace scope
