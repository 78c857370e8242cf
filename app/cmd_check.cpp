#include "app/commands.h"
#include "core/base/text.h"
#include "core/trace/record_json.h"

#include <cstdio>

namespace scope {

static void write_uses(JsonWriter& out, std::string_view name, const std::vector<NameUse>& uses) {
    out.key(name).begin_array();
    for (const NameUse& use : uses) {
        out.begin_object().member("name", use.name).key("places").begin_array();
        for (const Place& place : use.places) write_place(out, place);
        out.end_array().end_object();
    }
    out.end_array();
}

static void write_problems(JsonWriter& out, std::string_view name, const std::vector<Diagnostic>& problems) {
    out.key(name).begin_array();
    for (const Diagnostic& problem : problems) write_problem(out, problem);
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

static void print_text(const CheckReport& report) {
    std::printf("%zu of %zu files accepted\n", report.accepted, report.files);
    for (const NameUse& use : report.unknown_names)
        std::fprintf(stderr, "%s: error: unknown name '%s' (%zu places)\n", use.places[0].text().c_str(),
                     use.name.c_str(), use.places.size());
    if (!report.stubs.empty()) std::printf("\nnot simulated, answered with a neutral value:\n");
    for (const NameUse& use : report.stubs)
        std::printf("  %-32s %zu places, first %s\n", use.name.c_str(), use.places.size(),
                    use.places[0].text().c_str());
    if (!report.handlers.empty()) std::printf("\nasync handlers:\n");
    for (const HandlerView& handler : report.handlers)
        std::printf("  %-28s %-28s %s\n", handler.event.c_str(), handler.object.c_str(), handler.file.c_str());
    if (!report.notes.empty()) std::printf("\nnotes:\n");
    for (const Diagnostic& note : report.notes) std::printf("  %s\n", escape_control(note.text()).c_str());
}

int cmd_check(const Arguments& arguments) {
    SessionOptions options = arguments.session;
    options.observe = false;
    auto session = Session::open(options);
    if (!session) return usage_error(session.error());
    CheckReport report = (*session)->check();
    for (const Diagnostic& error : report.errors) {
        print_problem(error);
        if (const SourceView* source = (*session)->source(error.place.file))
            std::fputs(caret(SourceFile(source->path, source->text), error.place).c_str(), stderr);
    }
    if (arguments.json)
        std::fputs(check_json(report).c_str(), stdout);
    else
        print_text(report);
    return report.errors.empty() && report.unknown_names.empty() ? exit_holds : exit_fails;
}

} // namespace scope
