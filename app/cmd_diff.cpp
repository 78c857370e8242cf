#include "app/commands.h"
#include "app/comparison_report.h"
#include "app/terminal.h"

#include <cstdio>

namespace scope {

static constexpr const char* cut_text =
    "this trace has no end: its session was killed, or the file was cut; what came after is unknown";

int cmd_diff(const Arguments& arguments) {
    IgnoreRules rules;
    if (!arguments.ignore.empty()) {
        auto read = IgnoreRules::read(arguments.ignore);
        if (!read) return usage_error(read.error());
        rules = std::move(*read);
    }
    std::vector<RecordedRun> runs;
    std::vector<std::string> failures;
    std::string hashes[2];
    for (const std::string& path : {arguments.input, arguments.other}) {
        auto trace = RecordedTrace::open(path);
        if (!trace) return usage_error(trace.error());
        for (const Diagnostic& damage : (*trace)->reader().damage()) print_problem(damage);
        if (!(*trace)->reader().has_end()) {
            print_problem({"no-end", Severity::warning, cut_text, {path, 0, 0}, ""});
            failures.push_back(path + ": " + cut_text);
        }
        hashes[runs.size()] = (*trace)->header().hash;
        auto run = RecordedTrace::read(*trace);
        if (!run) return usage_error(run.error());
        runs.push_back(std::move(*run));
    }
    auto comparison = compare_runs(runs[0], runs[1], {&rules});
    if (!comparison) return usage_error(comparison.error());
    if (hashes[0] != hashes[1]) {
        std::string files;
        for (const ChangedFile& file : comparison->files) files += (files.empty() ? ": " : ", ") + file.path;
        print_problem({"other-code",
                       Severity::note,
                       "these were recorded from different code" + files,
                       {arguments.other, 0, 0},
                       ""});
    }
    print_ignored(rules);
    if (arguments.json) {
        JsonWriter out(2);
        out.begin_object().member("events", comparison->same + comparison->changed + comparison->moved);
        out.member("outputs", comparison->outputs)
            .member("same_code", hashes[0] == hashes[1])
            .member("cut", !failures.empty());
        write_comparison(out, *comparison, rules);
        std::fputs((out.end_object().take() + "\n").c_str(), stdout);
    } else if (comparison->differs()) {
        print_comparison(*comparison);
    } else {
        std::printf("the same%s: %zu events, %zu lines of output\n", failures.empty() ? "" : " as far as they go",
                    comparison->same, comparison->outputs);
    }
    if (!arguments.junit.empty())
        if (auto written = write_comparison_junit(arguments.junit, "diff", arguments.other, *comparison, failures);
            !written)
            return usage_error(written.error());
    return comparison->differs() || !failures.empty() ? exit_fails : exit_holds;
}

} // namespace scope
