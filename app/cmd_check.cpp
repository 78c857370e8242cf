#include "app/commands.h"
#include "app/terminal.h"
#include "core/base/text.h"
#include "core/trace/record_json.h"

#include <algorithm>
#include <array>

namespace scope {

static void write_uses(JsonWriter& out, std::string_view name, const std::vector<NameUse>& uses) {
    out.key(name).begin_array();
    for (const NameUse& use : uses) {
        out.begin_object().member("name", use.name).key("places").begin_array();
        for (const Place& place : use.places) write_record(out, place);
        out.end_array().end_object();
    }
    out.end_array();
}

static void write_problems(JsonWriter& out, std::string_view name, const std::vector<Diagnostic>& problems) {
    out.key(name).begin_array();
    for (const Diagnostic& problem : problems) write_record(out, problem);
    out.end_array();
}

static std::string check_json(const CheckReport& report) {
    JsonWriter out(2);
    out.begin_object()
        .key("files")
        .begin_object()
        .member("total", report.files)
        .member("accepted", report.accepted)
        .end_object();
    write_problems(out, "errors", report.errors);
    write_uses(out, "unknown_names", report.unknown_names);
    write_uses(out, "stubs", report.stubs);
    out.key("handlers").begin_array();
    for (const HandlerView& handler : report.handlers)
        out.begin_object()
            .member("event", handler.event)
            .member("object", handler.object)
            .member("file", handler.file)
            .end_object();
    out.end_array();
    write_problems(out, "notes", report.notes);
    return out.end_object().take() + "\n";
}

/// "  name    first columns  ..." with as much room for each as its longest needs, up to `most`.
static void print_rows(const std::vector<std::array<std::string, 3>>& rows) {
    static constexpr size_t most = 48;
    Terminal& out = standard_output();
    size_t widths[2] = {};
    for (const auto& row : rows)
        for (size_t i = 0; i < 2; ++i) widths[i] = std::max(widths[i], std::min(width_of(row[i]), most));
    for (const auto& row : rows) {
        std::string line = "  ";
        for (size_t i = 0; i < 2; ++i) {
            size_t width = std::max(width_of(row[i]), widths[i]);
            line += row[i] + std::string(width - width_of(row[i]) + 2, ' ');
        }
        line += row[2];
        out.write((out.width() ? cut_to(line, out.width()) : line) + "\n");
    }
}

static void print_text(const CheckReport& report) {
    Terminal& out = standard_output();
    out.write(std::to_string(report.accepted) + " of " + std::to_string(report.files) + " files accepted\n");
    std::vector<Diagnostic> unknown;
    for (const NameUse& use : report.unknown_names)
        unknown.push_back({"unknown-name",
                           Severity::error,
                           "unknown name '" + use.name + "' (" + std::to_string(use.places.size()) +
                               (use.places.size() == 1 ? " place)" : " places)"),
                           use.places[0],
                           {}});
    print_problems(unknown, print_problem);
    std::vector<std::array<std::string, 3>> rows;
    for (const NameUse& use : report.stubs)
        rows.push_back({escape_control(use.name), std::to_string(use.places.size()) + " places",
                        "first " + escape_control(use.places[0].text())});
    if (!rows.empty()) out.write("\nnot simulated, answered with a neutral value:\n");
    print_rows(rows);
    rows.clear();
    for (const HandlerView& handler : report.handlers)
        rows.push_back({handler.event, escape_control(handler.object), escape_control(handler.file)});
    if (!rows.empty()) out.write("\nasync handlers:\n");
    print_rows(rows);
    if (!report.notes.empty()) out.write("\nnotes:\n");
    print_problems(report.notes, [&](const Diagnostic& note) { out.write("  " + escape_control(note.text()) + "\n"); });
}

/// The finding and, where its source is known, the line with a mark under its place.
class CaretPrinter {
public:
    explicit CaretPrinter(const Session& session) : m_session(session) {}
    void operator()(const Diagnostic& error) {
        print_problem(error);
        if (error.place.file != m_file.path()) {
            const SourceView* source = m_session.source(error.place.file);
            m_file = source ? SourceFile(source->path, source->text) : SourceFile(error.place.file, "");
        }
        standard_error().write(caret(m_file, error.place));
    }

private:
    const Session& m_session;
    SourceFile m_file;
};

int cmd_check(const Arguments& arguments) {
    SessionOptions options = arguments.session;
    options.observe = false;
    options.on_resource = load_progress();
    auto session = Session::open(options);
    if (!session) return usage_error(session.error());
    CheckReport report = (*session)->check();
    print_problems(report.errors, CaretPrinter(**session));
    if (arguments.json)
        standard_output().write(check_json(report));
    else
        print_text(report);
    return report.errors.empty() && report.unknown_names.empty() ? exit_holds : exit_fails;
}

} // namespace scope
