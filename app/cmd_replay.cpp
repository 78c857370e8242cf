#include "app/commands.h"
#include "core/base/text.h"
#include "core/data/json_writer.h"
#include "core/harness/replay.h"

#include <cstdio>
#include <filesystem>

namespace scope {

static void write_difference(JsonWriter& out, const Divergence& at, size_t count) {
    out.begin_object().member("seq", at.seq).member("dispatch", at.dispatch).member("event", at.event);
    out.member("handler", at.handler)
        .member("object", at.object)
        .member("instance", at.instance)
        .member("file", at.file);
    out.member("what", at.what).member("expected", at.expected).member("actual", at.actual);
    if (count > 0) out.member("count", count);
    out.end_object();
}

static std::string replay_json(const ReplayReport& report) {
    JsonWriter out(2);
    out.begin_object()
        .member("inputs", report.inputs)
        .member("events", report.events)
        .member("outputs", report.outputs)
        .member("same_code", !report.other_code)
        .member("cut", report.cut)
        .key("divergence");
    if (report.divergence)
        write_difference(out, *report.divergence, 0);
    else
        out.null();
    out.key("differences").begin_array();
    for (const DivergenceGroup& group : report.groups) write_difference(out, group.first, group.count);
    return out.end_array().end_object().take() + "\n";
}

/// The first difference in full, then one line for each cause.
static void print_differences(const std::vector<DivergenceGroup>& groups) {
    constexpr size_t most = 20;
    for (size_t i = 0; i < groups.size() && i < most; ++i) {
        std::string times = groups[i].count > 1 ? " (" + std::to_string(groups[i].count) + " times)" : "";
        std::printf("%s%s%s\n", i == 0 ? "differs: " : "    and: ", escape_control(groups[i].first.text()).c_str(),
                    times.c_str());
    }
    if (groups.size() > most) std::printf("    and %zu more\n", groups.size() - most);
}

int cmd_replay(const Arguments& arguments) {
    ReplayOptions options{arguments.project, arguments.update ? arguments.input + ".part" : ""};
    options.on_frame = frame_progress();
    auto report = replay(arguments.input, options);
    options.on_frame = nullptr;
    if (!report) return usage_error(report.error());
    for (const Diagnostic& damage : report->damage) print_problem(damage);
    if (report->other_code)
        print_problem(
            {"other-code", Severity::note, "the project's code is not what was recorded", {arguments.input, 0, 0}, ""});
    if (report->cut)
        print_problem({"no-end",
                       Severity::warning,
                       "this trace has no end: its session was killed, or the file was cut; what came after is unknown",
                       {arguments.input, 0, 0},
                       ""});
    if (report->divergence && report->masked)
        print_problem({"masked",
                       Severity::note,
                       "secrets of this trace are masked, which code that looks at them notices",
                       {arguments.input, 0, 0},
                       "record with --keep-secrets"});
    if (arguments.update) {
        std::error_code error;
        if (!report->record_error.empty()) {
            std::filesystem::remove(options.record, error);
            return usage_error({"the trace stays as it was: " + report->record_error, arguments.input});
        }
        std::filesystem::rename(options.record, arguments.input, error);
        if (error) return usage_error({"cannot replace the trace: " + error.message(), arguments.input});
    }
    if (arguments.json)
        std::fputs(replay_json(*report).c_str(), stdout);
    else if (report->divergence)
        print_differences(report->groups);
    else
        std::printf("the same%s: %zu inputs, %zu events, %zu lines of output\n",
                    report->cut ? " as far as it goes" : "", report->inputs, report->events, report->outputs);
    return (report->divergence || report->cut) && !arguments.update ? exit_fails : exit_holds;
}

} // namespace scope
