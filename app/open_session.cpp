#include "app/commands.h"
#include "core/base/text.h"

#include <cstdio>

namespace scope {

int usage_error(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return exit_usage;
}

void print_problem(const Diagnostic& problem) {
    std::string text = escape_control(problem.text());
    if (!problem.hint.empty()) text += " (" + escape_control(problem.hint) + ")";
    std::fprintf(stderr, "%s\n", text.c_str());
}

void print_fault(const FaultRecord& fault) {
    std::string where = fault.place.text();
    std::fprintf(stderr, "%s%serror: %s\n", where.c_str(), where.empty() ? "" : ": ", escape_control(fault.message).c_str());
    for (const FrameRecord& frame : fault.stack) std::fprintf(stderr, "    at %s (%s)\n", frame.name.c_str(), frame.place.text().c_str());
}

tl::expected<std::unique_ptr<Session>, int> open_session(const Arguments& arguments, bool one_frame) {
    auto session = Session::open(arguments.session);
    if (!session) return tl::unexpected(usage_error(session.error()));
    (*session)->on_output = nullptr;
    (*session)->boot();
    if (one_frame && !(*session)->ended()) (void)(*session)->apply({"frames", Datum::structure({{"count", 1}})});
    for (const InputRecord& step : arguments.stage) {
        auto done = (*session)->apply(step);
        if (!done) return tl::unexpected(usage_error(done.error()));
    }
    return std::move(*session);
}

} // namespace scope
