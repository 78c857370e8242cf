#include "app/commands.h"
#include "app/terminal.h"
#include "core/base/text.h"
#include "core/data/json_writer.h"
#include "core/store/open_trace.h"
#include "core/trace/filter/filter.h"
#include "core/trace/record_json.h"
#include "ui/model/event_rows.h"

#include <fmt/format.h>

namespace scope {

namespace {

/// What is made of each row that passes, in the order of the trace.
class Found {
public:
    virtual ~Found() = default;
    virtual void event(const std::vector<EventLine>& line, size_t dispatch) = 0;
    virtual void fault(const FaultRecord& fault) = 0;
    size_t matched = 0, of = 0;
};

/// Lines as the Events list has them.
class FoundLines : public Found {
public:
    void event(const std::vector<EventLine>& line, size_t dispatch) override {
        EventRow row = event_row(line, {0, static_cast<uint32_t>(dispatch)});
        std::string title = row.from.empty() ? row.title : fmt::format("{} {}", row.title, row.from);
        print(fmt::format("#{}", row.id), row, title, row.handlers);
    }
    void fault(const FaultRecord& fault) override {
        EventRow row = fault_row(fault);
        print("fault", row, row.title, "-");
    }

private:
    static std::string column(std::string_view text, size_t width) {
        std::string cut = cut_to(escape_control(text), width);
        return cut + std::string(width - width_of(cut), ' ');
    }

    static void print(std::string_view number, const EventRow& row, std::string_view title, std::string_view handlers) {
        constexpr size_t others = 8 + 9 + 24 + 14 + 30, least = 20, usual = 72;
        Terminal& out = standard_output();
        size_t summary = out.width() == 0 ? usual : std::max(least, out.width() - std::min(out.width(), others));
        Tint tint = row.tone == Tone::fault ? Tint::error : row.tone == Tone::warning ? Tint::warning : Tint::plain;
        out.write(fmt::format("{}{}{}{}{}{}\n", column(number, 8), column(fmt::format("{}", row.frame), 9),
                              column(title, 23) + " ", column(row.summary, summary - 1) + " ", column(handlers, 14),
                              out.paint(tint, escape_control(row.result))));
    }
};

/// Whole records; each is written when it is found, so that memory does not grow with them.
class FoundJson : public Found {
public:
    explicit FoundJson(const std::string& filter) {
        JsonWriter text;
        text.string(filter);
        standard_output().write("{\"filter\":" + text.take() + ",\n\"events\":[");
    }
    void event(const std::vector<EventLine>& line, size_t dispatch) override {
        JsonWriter out;
        write_record(out, line[0].dispatches[dispatch]);
        standard_output().write((m_events++ ? ",\n" : "\n") + out.take());
    }
    void fault(const FaultRecord& fault) override {
        JsonWriter out;
        write_record(out, fault);
        m_faults += (m_faults.empty() ? "\n" : ",\n") + out.take();
    }
    void end() {
        standard_output().write(
            fmt::format("],\n\"faults\":[{}],\n\"matched\":{},\"of\":{}}}\n", m_faults, matched, of));
    }

private:
    size_t m_events = 0;
    std::string m_faults; ///< those outside of every handler run
};

/// Asks the filter about everything in the trace; the one place that reads it.
void search(const TraceReader& trace, const Filter& filter, Found& found) {
    std::vector<EventLine> one(1); // as the rows of a list take it
    for (size_t line = 0; line < trace.line_count(); ++line) {
        if (trace.kind(line) == TraceLineKind::fault) {
            auto fault = trace.fault(line);
            if (!fault) {
                print_problem(
                    {"damaged-line", Severity::warning, fault.error().message, {fault.error().place, 0, 0}, ""});
                continue;
            }
            ++found.of;
            if (!filter.matches(*fault)) continue;
            ++found.matched;
            found.fault(*fault);
        }
        if (trace.kind(line) != TraceLineKind::dispatch) continue;
        auto event = trace.event(line);
        if (!event) {
            print_problem({"damaged-line", Severity::warning, event.error().message, {event.error().place, 0, 0}, ""});
            continue;
        }
        one[0] = std::move(*event);
        for (size_t i = 0; i < one[0].dispatches.size(); ++i) {
            ++found.of;
            if (!filter.matches(one[0], i)) continue;
            ++found.matched;
            found.event(one, i);
        }
    }
}

} // namespace

int cmd_query(const Arguments& arguments) {
    auto filter = parse_filter(arguments.filter);
    if (!filter) {
        const FilterError& wrong = filter.error();
        int status = usage_error({wrong.message, fmt::format("filter:1:{}", wrong.column)});
        std::string drawing = wrong.drawing(arguments.filter);
        size_t end = drawing.find('\n');
        standard_error().write_line("    " + drawing.substr(0, end));
        standard_error().write_line("    " + drawing.substr(end + 1));
        return status;
    }
    auto trace = open_trace(arguments.input);
    if (!trace) return usage_error(trace.error());
    for (const Diagnostic& damage : (*trace)->damage()) print_problem(damage);
    if (!(*trace)->has_end())
        print_problem({"no-end",
                       Severity::warning,
                       "this trace has no end: its session was killed, or the file was cut; what came after is unknown",
                       {arguments.input, 0, 0},
                       ""});
    FoundLines lines;
    if (arguments.json) {
        FoundJson json(arguments.filter);
        search(**trace, *filter, json);
        json.end();
        return json.matched ? exit_holds : exit_fails;
    }
    search(**trace, *filter, lines);
    print_problem({"matched",
                   Severity::note,
                   fmt::format("{} of {} events pass", lines.matched, lines.of),
                   {arguments.input, 0, 0},
                   ""});
    return lines.matched ? exit_holds : exit_fails;
}

} // namespace scope
