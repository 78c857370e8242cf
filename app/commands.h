#pragma once
// One function per subcommand, in cmd_<name>.cpp; each returns an exit status.

#include "app/arguments.h"

#include <functional>
#include <span>

namespace scope {

class JsonWriter;

int cmd_fire(const Arguments& arguments);
int cmd_run(const Arguments& arguments);
int cmd_eval(const Arguments& arguments);
int cmd_check(const Arguments& arguments);
int cmd_events(const Arguments& arguments);
int cmd_replay(const Arguments& arguments);
int cmd_diff(const Arguments& arguments);
int cmd_query(const Arguments& arguments);
int cmd_export(const Arguments& arguments); ///< and import
int cmd_dump(const Arguments& arguments);
int cmd_gui(const Arguments& arguments);
int cmd_uitest(const Arguments& arguments);

/// Prints an error as its line on stderr; returns exit_usage.
int usage_error(const Error& error);
/// A finding as its line on stderr, control characters escaped.
void print_problem(const Diagnostic& problem);
void print_fault(const FaultRecord& fault);
/// Findings through `print`, in groups by kind: of many that are alike the first ones, and how many more there are.
/// How many are more than notes.
size_t print_problems(std::span<const Diagnostic> problems, const std::function<void(const Diagnostic&)>& print);
/// Members of a JSON document: problems, leaks and faults of the session.
void write_findings(JsonWriter& out, const Session& session);
/// Shows on a terminal how far reading a project and running frames have come.
std::function<void(size_t, size_t)> load_progress();
std::function<void(uint64_t)> frame_progress();
/// What the session still has to write, files and trace; `status`, or exit_usage when that failed. Says what it lost or
/// the game's files refused, and that it was stopped.
int close_session(Session& session, int status);
/// Applies the stage steps. False when the game ended before the last of them, which is then among the problems; fails
/// when one does not apply to this project.
Result<bool> apply_stage(Session& session, const Arguments& arguments);
/// Leaks of one place as one line: "ref ds_map 3 is alive and nothing names it, made by obj_a", with its place.
std::vector<Diagnostic> leak_notes(const Session& session);
/// One for each request that waits for its answer.
std::vector<Diagnostic> request_notes(const Session& session);
/// Opens, boots and applies the stage. The session, or the exit status it failed with after printing why.
tl::expected<std::unique_ptr<Session>, int> open_session(const Arguments& arguments, bool one_frame);

} // namespace scope
