#include "app/comparison_report.h"

#include "app/commands.h"
#include "app/junit.h"
#include "app/terminal.h"
#include "core/base/text.h"
#include "core/trace/record_json.h"

#include <cstdio>

namespace scope {

static std::string lines_of_reason(const DivergenceGroup& group) {
    std::string out;
    if (!group.why.empty()) out += "  " + std::string(word_of(group.reason)) + ": " + escape_control(group.why) + "\n";
    for (std::string_view rest = group.source_diff; !rest.empty();) {
        size_t end = std::min(rest.find('\n'), rest.size());
        std::string line(rest.substr(0, end));
        for (size_t at = line.find('\t'); at != std::string::npos; at = line.find('\t', at))
            line.replace(at, 1, "    ");
        out += "    " + escape_control(line) + "\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

void print_comparison(const RunComparison& comparison) {
    constexpr size_t most = 20;
    const std::vector<DivergenceGroup>& groups = comparison.groups;
    std::string out;
    for (size_t i = 0; i < groups.size() && i < most; ++i) {
        const DivergenceGroup& group = groups[i];
        out += (i == 0 ? "differs: " : "    and: ") + escape_control(group.first.text());
        if (group.count > 1) out += " (" + std::to_string(group.count) + " times)";
        if (i == 0)
            out += "\n" + lines_of_reason(group);
        else
            out += (group.why.empty() ? "" : "; " + escape_control(group.why)) + "\n";
    }
    if (groups.size() > most) out += "    and " + std::to_string(groups.size() - most) + " more\n";
    if (comparison.differs()) {
        std::string counts;
        auto count = [&](size_t number, const char* word) {
            if (number) counts += (counts.empty() ? "" : ", ") + std::to_string(number) + " " + word;
        };
        count(comparison.same, "the same");
        count(comparison.changed, "changed");
        count(comparison.added, "added");
        count(comparison.missing, "missing");
        count(comparison.moved, "moved");
        if (!counts.empty()) out += "events: " + counts + "\n";
    }
    std::fputs(out.c_str(), stdout);
}

void print_ignored(const IgnoreRules& rules) {
    if (rules.count() == 0) return;
    std::string each;
    for (const IgnoreRules::Use& use : rules.uses())
        if (use.count) each += (each.empty() ? "" : ", ") + std::to_string(use.count) + " by '" + use.rule + "'";
    print_problem({"ignored", Severity::note, "differences were ignored: " + each, {}, ""});
}

static void write_difference(JsonWriter& out, const Divergence& at, const DivergenceGroup* group) {
    out.begin_object().member("seq", at.seq).member("dispatch", at.dispatch).member("event", at.event);
    out.member("handler", at.handler)
        .member("object", at.object)
        .member("instance", at.instance)
        .member("file", at.file);
    out.member("what", at.what).member("expected", at.expected).member("actual", at.actual);
    out.member("kind", word_of(at.kind)).member("about", word_of(at.about));
    write_record(out.key("place"), at.place);
    if (group) {
        out.member("count", group->count).member("reason", word_of(group->reason)).member("why", group->why);
        out.member("source_diff", group->source_diff);
    }
    out.end_object();
}

void write_comparison(JsonWriter& out, const RunComparison& comparison, const IgnoreRules& rules) {
    out.key("divergence");
    if (comparison.differs())
        write_difference(out, comparison.groups.front().first, nullptr);
    else
        out.null();
    out.key("differences").begin_array();
    for (const DivergenceGroup& group : comparison.groups) write_difference(out, group.first, &group);
    out.end_array().key("pairs").begin_object();
    out.member("same", comparison.same).member("changed", comparison.changed).member("added", comparison.added);
    out.member("missing", comparison.missing)
        .member("moved", comparison.moved)
        .member("ids_shifted", comparison.renamed);
    out.end_object().key("files").begin_array();
    for (const ChangedFile& file : comparison.files) {
        out.begin_object().member("path", file.path).member("gone", file.gone).member("diff", file.diff).end_object();
    }
    out.end_array().key("ignored").begin_array();
    for (const IgnoreRules::Use& use : rules.uses())
        out.begin_object().member("rule", use.rule).member("line", use.line).member("count", use.count).end_object();
    out.end_array();
}

Result<void> write_comparison_junit(const std::string& path, const std::string& suite, const std::string& name,
                                    const RunComparison& comparison, const std::vector<std::string>& other_failures) {
    std::vector<JunitCase> cases;
    for (const DivergenceGroup& group : comparison.groups) {
        std::string times = group.count > 1 ? " (" + std::to_string(group.count) + " times)" : "";
        cases.push_back({name + ": " + group.first.what, group.first.text() + times, lines_of_reason(group)});
    }
    for (const std::string& failure : other_failures) cases.push_back({name, failure});
    if (cases.empty()) cases.push_back({name, ""});
    return write_junit(path, suite, cases);
}

} // namespace scope
