#include "app/commands.h"
#include "core/base/text.h"

#include <cstdio>

namespace scope {

/// One line of stderr: nothing in it drives the terminal, and a name of a megabyte does not fill it.
static void print_line(const std::string& text) {
    static constexpr size_t most = 2000;
    std::string line = escape_control(std::string_view(text).substr(0, most));
    std::fprintf(stderr, "%s%s\n", line.c_str(), text.size() > most ? "..." : "");
}

int usage_error(const Error& error) {
    print_line(error.text());
    return exit_usage;
}

void print_problem(const Diagnostic& problem) {
    print_line(problem.text() + (problem.hint.empty() ? "" : " (" + problem.hint + ")"));
}

void print_fault(const FaultRecord& fault) {
    std::string where = fault.place.text();
    print_line((where.empty() ? "" : where + ": ") +
               "error: " + (fault.message.empty() ? "an empty text was thrown" : fault.message));
    for (size_t i = 0; i < fault.stack.size();) {
        const FrameRecord& frame = fault.stack[i];
        size_t same = i;
        while (same < fault.stack.size() && fault.stack[same].name == frame.name &&
               fault.stack[same].place == frame.place)
            ++same;
        std::string at = frame.place.text();
        print_line("    at " + frame.name + (at.empty() ? "" : " (" + at + ")") +
                   (same - i > 1 ? ", " + std::to_string(same - i) + " times" : ""));
        i = same;
    }
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
