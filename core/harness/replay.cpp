#include "core/harness/replay.h"

#include "core/trace/masker.h"
#include "core/trace/trace_reader.h"

#include <deque>
#include <filesystem>
#include <map>

namespace scope {

std::string Divergence::text() const {
    std::string out;
    if (!event.empty()) out = "event " + std::to_string(seq) + " (" + event + ")";
    if (!object.empty()) out += ", " + object + " #" + std::to_string(instance);
    if (!file.empty()) out += ", " + file;
    return out + (out.empty() ? "" : ": ") + what + " was " + expected + ", is " + actual;
}

/// What a trace names, from its own folder; as it is named when it is not there (older traces named it from wherever
/// they were recorded).
static std::string from_folder_of(const std::string& trace, const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path beside = fs::path(trace).parent_path() / path;
    return !path.empty() && fs::exists(beside, error) ? beside.generic_string() : path;
}

static SessionOptions options_of(const std::string& trace, const TraceHeader& header, const ReplayOptions& replay) {
    SessionOptions out;
    auto text = [&](std::string_view name) {
        const Datum* found = header.options.find(name);
        return std::string(found ? found->text() : "");
    };
    auto each = [&](std::string_view name, auto&& visit) {
        if (const Datum* found = header.options.find(name))
            for (const DatumEntry& entry : found->entries())
                visit(std::string(entry.key.text()), std::string(entry.value.text()));
    };
    out.project = replay.project.empty() ? from_folder_of(trace, text("path")) : replay.project;
    out.target = header.target;
    out.config = header.config;
    out.seed = header.seed;
    out.files = ""; // a replay neither reads nor writes the user's folder
    each("device", [&](std::string key, std::string value) { out.device[std::move(key)] = std::move(value); });
    each("answers", [&](std::string key, std::string value) {
        out.answers.push_back({std::move(key), std::move(value)});
    });
    if (const Datum* mocks = header.options.find(std::string_view("mocks")))
        for (const Datum& mock : mocks->items()) out.mocks.push_back(from_folder_of(trace, std::string(mock.text())));
    if (const Datum* strict = header.options.find(std::string_view("strict"))) out.strict = strict->as_bool();
    if (const Datum* budget = header.options.find(std::string_view("budget")))
        out.budget = static_cast<uint64_t>(std::max<int64_t>(budget->as_int64(), 0));
    if (const Datum* shuffle = header.options.find(std::string_view("shuffle")))
        out.shuffle = static_cast<uint64_t>(shuffle->as_int64());
    out.trace = replay.record;
    out.keep_secrets = !header.masked;
    out.as_traced = true;
    return out;
}

namespace {

/// What was recorded against what happens, as both come in; holds no more than the part that one is ahead.
class Comparison {
public:
    Comparison(Session& session, ReplayReport& report, bool masked) : m_report(report), m_masked(masked) {
        session.on_event = [this](const EventLine& line) {
            ++m_events_seen;
            if (!m_parted) m_actual_events.push_back(line);
        };
        session.on_output = [this](const LogRecord& line) {
            ++m_lines_seen;
            if (!m_report.divergence) m_actual_output.push_back(line.text);
        };
    }

    /// Whether as many events and lines of output came.
    bool has_all(size_t events, size_t lines) const { return m_events_seen >= events && m_lines_seen >= lines; }
    void expect(EventLine line) {
        if (!m_parted) m_expected_events.push_back(std::move(line));
    }
    void expect(std::string output) {
        if (!m_report.divergence) m_expected_output.push_back(std::move(output));
    }

    /// Compares what both have. Output of a handler belongs to its event, so events come first.
    void catch_up() {
        while (!m_expected_events.empty() && !m_actual_events.empty()) {
            if (!m_parted) note(differences(m_expected_events.front(), m_actual_events.front(), m_masked));
            m_expected_events.pop_front();
            m_actual_events.pop_front();
            ++m_report.events;
        }
        while (!m_expected_output.empty() && !m_actual_output.empty()) {
            ++m_report.outputs;
            if (!m_report.divergence && !is_like(m_expected_output.front(), m_actual_output.front(), m_masked))
                differ("output line " + std::to_string(m_report.outputs), "\"" + m_expected_output.front() + "\"",
                       "\"" + m_actual_output.front() + "\"");
            m_expected_output.pop_front();
            m_actual_output.pop_front();
        }
    }

    /// What only one of them has. A killed session's trace ends early: more than was recorded is a difference only when
    /// the trace is `complete`.
    void finish(bool complete) {
        catch_up();
        if (m_parted) return;
        if (!m_expected_events.empty()) {
            const EventLine& line = m_expected_events.front();
            Divergence missing;
            missing.seq = m_report.events + 1;
            if (!line.dispatches.empty()) missing.event = event_constant(line.dispatches[0].event);
            missing.what = "event";
            missing.expected = "delivered";
            missing.actual = "not delivered";
            note({std::move(missing)});
        } else if (complete && !m_actual_events.empty()) {
            differ("number of events", std::to_string(m_report.events),
                   std::to_string(m_report.events + m_actual_events.size()));
        } else if (m_report.divergence) {
            return; // of the output enough is said
        } else if (!m_expected_output.empty()) {
            differ("output line " + std::to_string(m_report.outputs + 1), "\"" + m_expected_output.front() + "\"",
                   "absent");
        } else if (complete && !m_actual_output.empty()) {
            differ("number of output lines", std::to_string(m_report.outputs),
                   std::to_string(m_report.outputs + m_actual_output.size()));
        }
    }

private:
    void differ(std::string what, std::string expected, std::string actual) {
        Divergence out;
        out.what = std::move(what);
        out.expected = std::move(expected);
        out.actual = std::move(actual);
        note({std::move(out)});
    }
    /// "self.items[3]" and "self.items[4]" are of one cause.
    static std::string without_numbers(std::string_view text) {
        std::string out;
        for (char c : text)
            if (c < '0' || c > '9') out += c;
        return out;
    }
    void note(std::vector<Divergence> found) {
        constexpr size_t most_groups = 1000;
        for (Divergence& one : found) {
            // From another event on nothing belongs together any more.
            m_parted |= one.what == "event";
            if (!m_report.divergence) m_report.divergence = one;
            std::string cause = one.event + "\n" + one.object + "\n" + one.file + "\n" + without_numbers(one.what);
            auto [group, fresh] = m_groups.try_emplace(std::move(cause), m_report.groups.size());
            if (!fresh)
                ++m_report.groups[group->second].count;
            else if (m_report.groups.size() < most_groups)
                m_report.groups.push_back({std::move(one), 1});
            else
                m_groups.erase(group);
        }
    }

    ReplayReport& m_report;
    size_t m_events_seen = 0, m_lines_seen = 0;
    bool m_masked;
    bool m_parted = false;
    std::map<std::string, size_t> m_groups; ///< by cause
    std::deque<EventLine> m_expected_events, m_actual_events;
    std::deque<std::string> m_expected_output, m_actual_output;
};

} // namespace

/// How far a trace goes.
struct Extent {
    size_t events = 0, lines = 0;
    uint64_t last_frame = 0;
    uint64_t patience = 600; ///< frames that a game may be late by
};

static Extent extent_of(const TraceReader& reader) {
    Extent out;
    for (size_t line = 0; line < reader.line_count(); ++line) {
        out.events += reader.kind(line) == TraceLineKind::dispatch;
        out.lines += reader.kind(line) == TraceLineKind::log;
    }
    for (size_t line = reader.line_count(); line-- > 0;) {
        if (reader.kind(line) != TraceLineKind::dispatch) continue;
        auto event = reader.event(line);
        if (event && !event->dispatches.empty()) out.last_frame = event->dispatches.front().frame;
        break;
    }
    if (out.events == 0) out.patience = 1'000'000; // nothing says when its output came
    return out;
}

/// What ended the boot and each input: the cancel behind it, or a record without a kind.
static std::vector<InputRecord> ends_of(const TraceReader& reader) {
    std::vector<InputRecord> out(1);
    for (size_t line = 0; line < reader.line_count(); ++line) {
        if (reader.kind(line) != TraceLineKind::input) continue;
        auto input = reader.input(line); // damage() tells of it
        if (input && input->kind == "cancel") out.back() = *input;
        out.emplace_back();
    }
    return out;
}

Result<ReplayReport> replay(const std::string& path, const ReplayOptions& options) {
    auto trace = TraceReader::open(path);
    if (!trace) return tl::unexpected(trace.error());
    const TraceReader& reader = **trace;
    SessionOptions session_options = options_of(path, reader.header(), options);
    // What was cut off or stopped may have run without end: it is replayed as far as it was recorded.
    Extent extent;
    std::function<bool()> beyond;
    if (!reader.complete()) {
        extent = extent_of(reader);
        session_options.should_stop = [&] { return beyond && beyond(); };
    }
    auto opened = Session::open(std::move(session_options));
    if (!opened) return tl::unexpected(opened.error());
    Session& session = **opened;
    ReplayReport report;
    report.damage = reader.damage();
    report.cut = !reader.has_end();
    report.other_code = session.code_hash() != reader.header().hash;
    Comparison comparison(session, report, reader.header().masked);
    if (options.on_frame) session.on_frame = [&] { options.on_frame(session.frame()); };
    std::vector<InputRecord> ends = ends_of(reader);
    size_t begun = 0;
    auto past_the_end = [&] {
        return comparison.has_all(extent.events, extent.lines) || session.frame() > extent.last_frame + extent.patience;
    };
    if (ends.size() == 1) beyond = past_the_end; // it was the boot that was cut off or stopped
    session.boot(&ends[0]);
    beyond = past_the_end;
    Masker masked_before;        // of the inputs alone
    std::optional<Error> failed; // the last input did not apply; so it must have been when it was recorded
    for (size_t line = 0; line < reader.line_count(); ++line) {
        TraceLineKind kind = reader.kind(line);
        if (kind == TraceLineKind::input) {
            if (failed) break;
            comparison.catch_up();
            auto input = reader.input(line);
            if (!input) return tl::unexpected(input.error());
            ++report.inputs;
            if (reader.header().masked) (void)masked_before.masked(*input);
            report.masked = masked_before.any();
            auto done = session.apply(*input, &ends[++begun]);
            // What a person mistyped into the console was an error the first time too.
            if (!done && input->kind != "console")
                failed =
                    Error{"the recorded input '" + input->kind + "' no longer applies: " + done.error().message, path};
        } else if (kind == TraceLineKind::dispatch) {
            auto event = reader.event(line);
            if (!event) return tl::unexpected(event.error());
            comparison.expect(std::move(*event));
        } else if (kind == TraceLineKind::log) {
            auto members = reader.members(line);
            if (!members) return tl::unexpected(members.error());
            const Datum* text = members->find(std::string_view("text"));
            comparison.expect(std::string(text ? text->text() : ""));
        } else if (kind == TraceLineKind::problem && failed) {
            auto members = reader.members(line);
            const Datum* problem = members ? members->find(std::string_view("problem")) : nullptr;
            const Datum* code = problem ? problem->find(std::string_view("code")) : nullptr;
            if (code && code->text() == "input-failed") failed.reset();
        }
    }
    if (failed && !report.divergence) return tl::unexpected(*failed);
    comparison.finish(reader.complete());
    report.record_error = session.finish_trace();
    return report;
}

} // namespace scope
