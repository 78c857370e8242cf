#include "app/commands.h"
#include "app/ending.h"
#include "app/handler_table.h"
#include "app/terminal.h"
#include "core/base/problem_groups.h"
#include "core/base/text.h"
#include "core/data/typed_json.h"
#include "core/trace/record_json.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

namespace scope {

/// One line of stderr: nothing in it drives the terminal, and a name of a megabyte does not fill it.
static void print_line(const std::string& text) {
    static constexpr size_t most = 2000;
    std::string line = escape_control(std::string_view(text).substr(0, most));
    if (text.size() > most) line += "...";
    for (auto [word, tint] :
         {std::pair("error: ", Tint::error), std::pair("warning: ", Tint::warning), std::pair("note: ", Tint::note)}) {
        size_t at = line.find(word);
        if (at == std::string::npos || (at > 0 && !line.substr(0, at).ends_with(": "))) continue;
        size_t length = std::string_view(word).size() - 1;
        line = line.substr(0, at) + standard_error().paint(tint, line.substr(at, length)) + line.substr(at + length);
        break;
    }
    standard_output().flush(); // in the order in which they were said
    standard_error().write(line + "\n");
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

void write_findings(JsonWriter& out, const Session& session) {
    out.key("requests").begin_array();
    for (const RequestRecord& request : session.requests()) write_record(out, request);
    out.end_array().key("problems").begin_array();
    for (const Diagnostic& problem : session.problems()) write_record(out, problem);
    out.end_array().key("leaks").begin_array();
    for (const AllocationRecord& leak : session.leaks()) write_record(out, leak);
    out.end_array().key("faults").begin_array();
    for (const FaultRecord& fault : session.faults()) write_record(out, fault);
    out.end_array();
}

std::function<void(size_t, size_t)> load_progress() {
    auto progress = std::make_shared<Progress>();
    return [progress](size_t done, size_t of) {
        if (done + 1 == of)
            progress->end();
        else
            progress->update([&] { return "reading resource " + std::to_string(done) + " of " + std::to_string(of); });
    };
}

std::function<void(uint64_t)> frame_progress() {
    auto progress = std::make_shared<Progress>();
    return [progress](uint64_t frame) { progress->update([&] { return "frame " + std::to_string(frame); }); };
}

size_t print_problems(std::span<const Diagnostic> problems, const std::function<void(const Diagnostic&)>& print) {
    static constexpr size_t most = 20; // of one kind
    ProblemGroups groups;
    groups.update(problems);
    for (const ProblemGroup& group : groups.groups()) {
        for (size_t i = 0; i < std::min(group.members.size(), most); ++i) print(problems[group.members[i]]);
        if (group.members.size() > most)
            print({group.code,
                   group.severity,
                   "and " + std::to_string(group.members.size() - most) + " more like these: " + group.title,
                   {},
                   {}});
    }
    return groups.counts().serious();
}

Result<bool> apply_stage(Session& session, const Arguments& arguments) {
    for (const InputRecord& step : arguments.stage) {
        bool had_ended = session.ended();
        auto done = session.apply(step);
        if (!done && had_ended) return false;
        if (!done) return tl::unexpected(done.error());
    }
    return true;
}

std::vector<Diagnostic> request_notes(const Session& session) {
    std::vector<Diagnostic> out;
    for (const RequestRecord& request : session.requests())
        out.push_back(
            {"request", Severity::note,
             request_text(request) +
                 (request.mode == "channel" ? " is open and may bring events, id " : " waits for its answer, id ") +
                 summary(request.id, 40),
             request.place, ""});
    return out;
}

std::vector<Diagnostic> leak_notes(const Session& session) {
    std::vector<Diagnostic> out;
    std::vector<size_t> counts;
    std::map<std::tuple<std::string, std::string, std::string>, size_t> known; // kind, place, object
    for (const AllocationRecord& leak : session.leaks()) {
        auto [at, fresh] = known.try_emplace({leak.kind, leak.place.text(), leak.object}, out.size());
        if (!fresh) {
            ++counts[at->second];
            continue;
        }
        out.push_back({"leak", Severity::note, leak.ref, leak.place, leak.object});
        counts.push_back(1);
    }
    for (size_t i = 0; i < out.size(); ++i) {
        Diagnostic& one = out[i];
        if (counts[i] > 1) one.message += " and " + std::to_string(counts[i] - 1) + " more made here";
        one.message = "leak: " + one.message + (counts[i] > 1 ? " are" : " is") + " alive and nothing names " +
                      (counts[i] > 1 ? "them" : "it");
        if (!one.hint.empty()) one.hint = "made by " + one.hint;
    }
    return out;
}

tl::expected<std::unique_ptr<Session>, int> open_session(const Arguments& arguments, bool one_frame) {
    SessionOptions options = arguments.session;
    options.on_resource = load_progress();
    options.should_stop = should_end;
    auto session = Session::open(std::move(options));
    if (!session) return tl::unexpected(usage_error(session.error()));
    remember_signals();
    (*session)->on_output = nullptr;
    (*session)->on_frame = [one = session->get(), show = frame_progress()] { show(one->frame()); };
    (*session)->boot();
    if (one_frame && !(*session)->ended()) (void)(*session)->apply({"frames", Datum::structure({{"count", 1}})});
    if (auto done = apply_stage(**session, arguments); !done)
        return tl::unexpected(close_session(**session, usage_error(done.error())));
    (*session)->on_frame = nullptr; // what it showed goes
    return std::move(*session);
}

/// Whether code or resources of the project were refused, with which GameMaker would not build it.
static bool has_refused(const Session& session) {
    auto of_project =
        std::span(session.problems()).first(std::min(session.project_problems(), session.problems().size()));
    return std::any_of(of_project.begin(), of_project.end(), [](const Diagnostic& problem) {
        return problem.severity == Severity::error && problem.code != "unknown-name";
    });
}

int close_session(Session& session, int status) {
    if (session.stopped()) {
        const char* name = remembered_signal() ? strsignal(remembered_signal()) : nullptr;
        print_problem({"stopped",
                       Severity::warning,
                       "stopped in frame " + std::to_string(session.frame()) + (name ? ": " + std::string(name) : ""),
                       {},
                       {}});
        status = std::max<int>(status, exit_fails);
    }
    if (has_refused(session)) {
        print_problem({"refused",
                       Severity::error,
                       "files of the project were refused: GameMaker would not build it",
                       {},
                       "asyncscope check lists them"});
        status = std::max<int>(status, exit_fails);
    }
    size_t told = session.problems().size();
    if (!session.export_files()) status = exit_usage;
    print_problems(std::span(session.problems()).subspan(std::min(told, session.problems().size())), print_problem);
    if (!session.trace_error().empty()) return usage_error({session.trace_error(), session.options().trace});
    return status;
}

} // namespace scope
