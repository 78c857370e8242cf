#include "app/commands.h"

#include <cstdio>

namespace scope {

/// Runs a booted session's frames and reports its faults; output went to stdout as it was made.
static int finish(Session& session, const Arguments& arguments) {
    for (const FaultRecord& fault : session.faults()) print_fault(fault);
    if (!session.trace_error().empty()) return usage_error({session.trace_error(), arguments.session.trace});
    return session.faults().empty() ? exit_holds : exit_fails;
}

static void print_output(const LogRecord& line) {
    std::printf("%s\n", line.text.c_str());
}

int cmd_run(const Arguments& arguments) {
    SessionOptions options = arguments.session;
    options.observe = !options.trace.empty();
    auto opened = Session::open(options);
    if (!opened) return usage_error(opened.error());
    Session& session = **opened;
    session.on_output = print_output;
    bool lone = options.project.ends_with(".gml");
    for (const Diagnostic& problem : session.problems())
        if (problem.severity == Severity::error) print_problem(problem);
    size_t known = session.problems().size();
    if (!session.boot() && !arguments.keep_going) {
        if (!session.faults().empty()) return finish(session, arguments);
        for (size_t i = known; i < session.problems().size(); ++i) print_problem(session.problems()[i]);
        return exit_usage;
    }
    for (const InputRecord& step : arguments.stage)
        if (auto done = session.apply(step); !done) return usage_error(done.error());
    if (!arguments.script.empty()) {
        auto text = read_text_file(arguments.script);
        if (!text) return usage_error(text.error());
        auto done = session.apply({"script", Datum::structure({{"path", arguments.script}, {"text", *text}})});
        if (!done) return usage_error(done.error());
    }
    bool stop = !session.faults().empty() && !arguments.keep_going;
    // A lone file has run already; only what it left to time is still to come.
    if (!stop) session.run(lone && arguments.frames == 600 ? 60 : arguments.frames, arguments.keep_going);
    return finish(session, arguments);
}

int cmd_eval(const Arguments& arguments) {
    std::string code = arguments.input;
    if (!arguments.code_file.empty()) {
        auto text = read_text_file(arguments.code_file);
        if (!text) return usage_error(text.error());
        code = *text;
    } else if (code.empty()) {
        return usage_error({"eval takes statements, or -f FILE", ""});
    }
    SessionOptions options = arguments.session;
    options.project.clear();
    options.observe = false;
    auto session = Session::open(options);
    if (!session) return usage_error(session.error());
    (*session)->on_output = print_output;
    (*session)->boot();
    auto value = (*session)->console(code);
    if (!value && (*session)->faults().empty()) return usage_error(value.error());
    if (value && value->text != "undefined") std::printf("%s\n", value->text.c_str());
    return finish(**session, arguments);
}

} // namespace scope
