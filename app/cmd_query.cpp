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
    virtual void event(const EventLine& line, size_t dispatch) = 0;
    virtual void fault(const FaultRecord& fault) = 0;
    size_t matched = 0, of = 0;
};

/// Lines as the Events list has them.
class FoundLines : public Found {
public:
    void event(const EventLine& line, size_t dispatch) override {
        EventRow row = event_row(line, dispatch);
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
    void event(const EventLine& line, size_t dispatch) override {
        JsonWriter out;
        write_record(out, line.dispatches[dispatch]);
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

/// The events of a trace in order. Those of blocks are read segment by segment, and without their handler runs as long
/// as nobody asks for these.
class Events {
public:
    explicit Events(const std::shared_ptr<const TraceReader>& trace) : m_trace(*trace), m_store(stored_events(trace)) {}

    /// The next one, which stands in this line; its error when it is damaged.
    Result<void> next(size_t line, bool with_runs) {
        m_line = line;
        size_t number = m_number++;
        if (!m_store) return whole();
        if (number >= m_segment.first + m_segment.count) m_segment = m_store->segment(m_store->segment_of(number));
        SegmentReader* reader = m_cursor.at(m_segment);
        size_t index = number - m_segment.first;
        if (!reader || !(with_runs ? reader->event(index, event) : reader->without_runs(index, event))) return whole();
        event.seq = number;
        return {};
    }
    /// All of that one.
    Result<void> whole() {
        auto read = m_trace.event(m_line);
        if (!read) return tl::unexpected(read.error());
        event = std::move(*read);
        return {};
    }
    EventLine event;

private:
    const TraceReader& m_trace;
    std::shared_ptr<EventStore> m_store; ///< null for text
    EventStore::SegmentAt m_segment;
    SegmentCursor m_cursor;
    size_t m_line = 0, m_number = 0;
};

/// Asks the filter about everything in the trace; the one place that reads it.
void search(const std::shared_ptr<const TraceReader>& trace, const Filter& filter, Found& found) {
    auto damaged = [](const Error& error) {
        print_problem({"damaged-line", Severity::warning, error.message, {error.place, 0, 0}, ""});
    };
    Events events(trace);
    for (size_t line = 0; line < trace->line_count(); ++line) {
        if (trace->kind(line) == TraceLineKind::fault) {
            auto fault = trace->fault(line);
            if (!fault) {
                damaged(fault.error());
                continue;
            }
            ++found.of;
            if (!filter.matches(*fault)) continue;
            ++found.matched;
            found.fault(*fault);
        }
        if (!is_event(trace->kind(line))) continue;
        if (auto read = events.next(line, filter.asks_runs()); !read) {
            damaged(read.error());
            continue;
        }
        std::vector<size_t> passed;
        for (size_t i = 0; i < events.event.dispatches.size(); ++i)
            if (filter.matches(events.event, i)) passed.push_back(i);
        found.of += events.event.dispatches.size();
        found.matched += passed.size();
        if (!passed.empty() && !filter.asks_runs()) (void)events.whole();
        for (size_t i : passed) found.event(events.event, i);
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
    auto opened = open_trace(arguments.input);
    if (!opened) return usage_error(opened.error());
    std::shared_ptr<const TraceReader> trace = std::move(*opened);
    for (const Diagnostic& damage : trace->damage()) print_problem(damage);
    if (!trace->has_end())
        print_problem({"no-end",
                       Severity::warning,
                       "this trace has no end: its session was killed, or the file was cut; what came after is unknown",
                       {arguments.input, 0, 0},
                       ""});
    FoundLines lines;
    if (arguments.json) {
        FoundJson json(arguments.filter);
        search(trace, *filter, json);
        json.end();
        return json.matched ? exit_holds : exit_fails;
    }
    search(trace, *filter, lines);
    print_problem({"matched",
                   Severity::note,
                   fmt::format("{} of {} events pass", lines.matched, lines.of),
                   {arguments.input, 0, 0},
                   ""});
    return lines.matched ? exit_holds : exit_fails;
}

} // namespace scope
