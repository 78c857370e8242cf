#pragma once
// One function per subcommand, in cmd_<name>.cpp; each returns an exit status.

#include "app/arguments.h"

namespace scope {

int cmd_fire(const Arguments& arguments);
int cmd_run(const Arguments& arguments);
int cmd_eval(const Arguments& arguments);
int cmd_check(const Arguments& arguments);
int cmd_events(const Arguments& arguments);
int cmd_replay(const Arguments& arguments);
int cmd_dump(const Arguments& arguments);
int cmd_gui(const Arguments& arguments);
int cmd_uitest(const Arguments& arguments);

/// Prints an error as its line on stderr; returns exit_usage.
int usage_error(const Error& error);
/// A finding as its line on stderr, control characters escaped.
void print_problem(const Diagnostic& problem);
void print_fault(const FaultRecord& fault);
/// Opens, boots and applies the stage. The session, or the exit status it failed with after printing why.
tl::expected<std::unique_ptr<Session>, int> open_session(const Arguments& arguments, bool one_frame);

} // namespace scope
