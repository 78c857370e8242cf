#include "app/commands.h"
#include "app/comparison_report.h"
#include "app/ending.h"
#include "core/harness/replay.h"

#include <cstdio>
#include <filesystem>

namespace scope {

static std::string replay_json(const ReplayReport& report, const IgnoreRules& rules) {
    JsonWriter out(2);
    out.begin_object()
        .member("inputs", report.inputs)
        .member("events", report.events)
        .member("outputs", report.outputs)
        .member("same_code", !report.other_code)
        .member("cut", report.cut);
    write_comparison(out, report.comparison, rules);
    return out.end_object().take() + "\n";
}

/// What is to be known before the differences.
static void print_findings(const ReplayReport& report, const std::string& trace) {
    auto say = [&](const char* code, Severity severity, std::string message, const char* hint) {
        print_problem({code, severity, std::move(message), {trace, 0, 0}, hint});
    };
    if (report.other_code) {
        std::string files, other_files = "; what ran is the same but for white space";
        for (const ChangedFile& file : report.comparison.files)
            files += (files.empty() ? ": " : ", ") + file.path + (file.gone ? " (gone)" : "");
        say("other-code", Severity::note,
            "the project's code is not what was recorded" + (files.empty() ? other_files : files), "");
    }
    for (const Diagnostic& damage : report.damage) print_problem(damage);
    for (const Diagnostic& note : report.notes) print_problem(note);
    if (report.cut)
        say("no-end", Severity::warning,
            "this trace has no end: its session was killed, or the file was cut; what came after is unknown", "");
    if (report.comparison.differs() && report.masked)
        say("masked", Severity::note, "secrets of this trace are masked, which code that looks at them notices",
            "record with --keep-secrets");
}

int cmd_replay(const Arguments& arguments) {
    IgnoreRules rules;
    if (!arguments.ignore.empty()) {
        auto read = IgnoreRules::read(arguments.ignore);
        if (!read) return usage_error(read.error());
        rules = std::move(*read);
    }
    ReplayOptions options{arguments.project, arguments.update ? arguments.input + ".part" : ""};
    options.ignore = &rules;
    options.on_frame = frame_progress();
    auto report = replay(arguments.input, options);
    options.on_frame = nullptr;
    if (!report) return usage_error(report.error());
    print_findings(*report, arguments.input);
    print_ignored(rules);
    if (arguments.update) {
        std::error_code error;
        if (!report->record_error.empty()) {
            std::filesystem::remove(options.record, error);
            return usage_error({"the trace stays as it was: " + report->record_error, arguments.input});
        }
        std::filesystem::rename(options.record, arguments.input, error);
        if (error) return usage_error({"cannot replace the trace: " + error.message(), arguments.input});
    }
    bool differs = report->comparison.differs();
    if (arguments.json)
        std::fputs(replay_json(*report, rules).c_str(), stdout);
    else if (differs)
        print_comparison(report->comparison);
    else
        std::printf("the same%s: %zu inputs, %zu events, %zu lines of output\n",
                    report->cut ? " as far as it goes" : "", report->inputs, report->events, report->outputs);
    if (!arguments.junit.empty()) {
        std::vector<std::string> failures(report->cut ? 1 : 0, "this trace has no end");
        if (auto written =
                write_comparison_junit(arguments.junit, "replay", arguments.input, report->comparison, failures);
            !written)
            return usage_error(written.error());
    }
    return (differs || report->cut) && !arguments.update ? exit_fails : exit_holds;
}

} // namespace scope
