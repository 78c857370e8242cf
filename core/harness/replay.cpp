#include "core/harness/replay.h"

#include "core/base/text_file.h"
#include "core/harness/recorded_environment.h"
#include "core/harness/source_diff.h"
#include "core/trace/masker.h"
#include "core/trace/record_memory.h"
#include "core/trace/trace_writer.h"
#include "core/world/environment_facts.h"

#include <algorithm>
#include <filesystem>

namespace scope {

/// What a trace names, from its own folder; as it is named when it is not there (older traces named it from wherever
/// they were recorded).
static std::string from_folder_of(const std::string& trace, const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path beside = fs::path(trace).parent_path() / path;
    return !path.empty() && fs::exists(beside, error) ? beside.generic_string() : path;
}

namespace {

/// Opens the session that a trace was recorded from, as far as the trace has it, and says what is different.
class Opening {
public:
    Opening(const RecordedTrace& trace, const ReplayOptions& replay, std::vector<Diagnostic>& notes)
        : m_trace(trace)
        , m_options(trace.header().options)
        , m_replay(replay)
        , m_notes(notes) {}

    Result<SessionOptions> options() {
        const TraceHeader& header = m_trace.header();
        SessionOptions out;
        out.project = m_replay.project.empty() ? from_folder_of(m_trace.path(), text("path")) : m_replay.project;
        out.target = header.target;
        out.config = header.config;
        out.seed = header.seed;
        out.files = ""; // a replay neither reads nor writes the user's folder
        each("device", [&](std::string key, std::string value) { out.device[std::move(key)] = std::move(value); });
        each("answers", [&](std::string key, std::string value) {
            out.answers.push_back({std::move(key), std::move(value)});
        });
        if (const Datum* strict = m_options.find(std::string_view("strict"))) out.strict = strict->as_bool();
        if (const Datum* budget = m_options.find(std::string_view("budget")))
            out.budget = static_cast<uint64_t>(std::max<int64_t>(budget->as_int64(), 0));
        if (const Datum* shuffle = m_options.find(std::string_view("shuffle")))
            out.shuffle = static_cast<uint64_t>(shuffle->as_int64());
        if (auto given = give_texts(out); !given) return tl::unexpected(given.error());
        if (auto given = give_environment(out); !given) return tl::unexpected(given.error());
        out.trace = m_replay.record;
        out.keep_secrets = !header.masked;
        out.as_traced = true;
        return out;
    }

private:
    std::string text(std::string_view name) const {
        const Datum* found = m_options.find(name);
        return std::string(found ? found->text() : "");
    }
    template<typename Visit> void each(std::string_view name, const Visit& visit) const {
        if (const Datum* found = m_options.find(name))
            for (const DatumEntry& entry : found->entries())
                visit(std::string(entry.key.text()), std::string(entry.value.text()));
    }
    void note(const char* code, Severity severity, std::string message, const std::string& file,
              std::string hint = "") {
        m_notes.push_back({code, severity, std::move(message), {file, 0, 0}, std::move(hint)});
    }

    /// Mocks and replaced files: what the trace holds goes before what lies on the disk.
    Result<void> give_texts(SessionOptions& out) {
        auto sources = m_trace.sources();
        if (!sources) return tl::unexpected(sources.error());
        std::map<std::string, SourceRecord> known; // as they were first: a file that was read again is among the inputs
        for (SourceRecord& source : *sources) known.try_emplace(source.path, std::move(source));
        auto give = [&](const std::string& name, const std::string& path) {
            std::string file = from_folder_of(m_trace.path(), path);
            auto recorded = known.find(name);
            if (recorded == known.end()) return file; // of an older trace
            auto now = read_text_file(file);
            bool same = now && content_hash(*now) == recorded->second.hash; // and nothing is masked in it
            if (!now)
                note("recorded-text", Severity::note, "this file cannot be read; the trace has its text", file);
            else if (!same && !source_diff(recorded->second.text, *now, m_trace.header().masked).empty())
                note("recorded-text", Severity::note, "this file is not what was recorded; the trace's text is taken",
                     file);
            out.recorded.texts[name] = same ? std::move(*now) : recorded->second.text;
            return name;
        };
        if (m_options.find(std::string_view("mock_files")))
            each("mock_files",
                 [&](const std::string& name, const std::string& path) { out.mocks.push_back(give(name, path)); });
        else if (const Datum* mocks = m_options.find(std::string_view("mocks")))
            for (const Datum& mock : mocks->items())
                out.mocks.push_back(from_folder_of(m_trace.path(), std::string(mock.text())));
        each("replaced", [&](const std::string& name, const std::string& path) {
            out.replaced.push_back({name, give(name, path)});
        });
        return {};
    }

    Result<void> give_environment(SessionOptions& out) {
        auto records = m_trace.environment();
        if (!records) return tl::unexpected(records.error());
        auto device = std::make_shared<FixedEnvironment>();
        for (const auto& [name, value] : out.device)
            if (auto fact = read_environment_fact(name, value)) device->values[name] = *fact;
        bool any = !records->empty();
        auto environment = std::make_shared<RecordedEnvironment>(
            std::move(*records), device, [&notes = m_notes, path = m_trace.path()](const std::string& what) {
                notes.push_back({"not-recorded", Severity::warning, what, {path, 0, 0}, ""});
            });
        // A trace from before anything asked has nothing to say.
        if (any) out.recorded.environment = environment;
        if (environment->has_files()) out.recorded.files = [environment] { return environment->next_files(); };
        return {};
    }

    const RecordedTrace& m_trace;
    const Datum& m_options;
    const ReplayOptions& m_replay;
    std::vector<Diagnostic>& m_notes;
};

/// What happens now, as it comes in. An event that is the recorded one to the letter is not kept.
class ActualRun {
public:
    ActualRun(Session& session, const RecordedRun& recorded)
        : m_session(session)
        , m_recorded(recorded)
        , m_run(std::make_shared<RecordedRun>())
        , m_builder(*m_run)
        , m_kept(std::make_shared<std::vector<std::shared_ptr<const EventLine>>>()) {
        m_run->masked = recorded.masked;
        session.on_event = [this](const EventLine& line) { event(line); };
        session.on_output = [this](const LogRecord& line) {
            ++m_lines;
            m_builder.output(line.text);
        };
        session.on_request = [this](const RequestRecord& request) { m_builder.request(request); };
    }
    ~ActualRun() { m_session.on_event = nullptr, m_session.on_output = nullptr, m_session.on_request = nullptr; }

    bool has_all(size_t events, size_t lines) const { return m_run->size() >= events && m_lines >= lines; }

    size_t lines() const { return m_lines; }

    /// Faults that came since the last time; a restart forgets them.
    void collect_faults() {
        const std::vector<FaultRecord>& all = m_session.faults();
        if (all.size() < m_faults) m_faults = 0;
        for (; m_faults < all.size(); ++m_faults)
            if (all[m_faults].handler == 0) m_run->faults.push_back(all[m_faults]);
    }

    std::shared_ptr<RecordedRun> finish(const std::string& script) {
        collect_faults();
        m_builder.finish();
        for (const auto& [path, source] : m_recorded.sources) {
            const SourceView* now = m_session.source(path);
            if (!now && path.ends_with(".gml") && m_session.options().project.ends_with(".gml") && path == script)
                now = m_session.source(m_session.options().project);
            if (now) m_run->sources[path] = {path, content_hash(now->text), now->text};
        }
        m_run->environment = m_recorded.environment; // it was fed back
        m_run->name = m_session.project().name;
        auto same = m_recorded.event;
        m_run->event = [kept = m_kept, same](size_t index) { return (*kept)[index] ? (*kept)[index] : same(index); };
        return m_run;
    }
    /// What is kept took too much memory: the rest of the events cannot be shown.
    bool overflown() const { return m_overflown; }

private:
    static constexpr size_t most_bytes = size_t(1) << 30;

    void event(const EventLine& line) {
        m_builder.event(line);
        size_t index = m_run->size() - 1;
        bool known =
            index < m_recorded.size() && m_run->digests.events[index].exact == m_recorded.digests.events[index].exact;
        if (known) return m_kept->push_back(nullptr);
        m_bytes += memory_of(line);
        m_overflown |= m_bytes > most_bytes;
        if (!m_overflown) return m_kept->push_back(std::make_shared<const EventLine>(line));
        EventLine head;
        head.seq = line.seq;
        if (!line.dispatches.empty()) {
            head.dispatches.emplace_back();
            head.dispatches[0].id = line.dispatches[0].id;
            head.dispatches[0].event = line.dispatches[0].event;
        }
        m_kept->push_back(std::make_shared<const EventLine>(std::move(head)));
    }

    Session& m_session;
    const RecordedRun& m_recorded;
    std::shared_ptr<RecordedRun> m_run;
    RunBuilder m_builder;
    std::shared_ptr<std::vector<std::shared_ptr<const EventLine>>> m_kept;
    size_t m_lines = 0, m_faults = 0, m_bytes = 0;
    bool m_overflown = false;
};

} // namespace

/// How far a trace goes.
struct Extent {
    uint64_t last_frame = 0;
    uint64_t patience = 600; ///< frames that a game may be late by
};

static Extent extent_of(const RecordedTrace& trace) {
    Extent out;
    if (trace.events() == 0) {
        out.patience = 1'000'000; // nothing says when its output came
        return out;
    }
    auto event = trace.event(trace.events() - 1);
    if (event && !event->dispatches.empty()) out.last_frame = event->dispatches.front().frame;
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

/// Applies what drove the recorded session behind its boot; `ends` as of ends_of. Fails when an input does not apply
/// any more.
static Result<void> feed(const TraceReader& reader, const std::vector<InputRecord>& ends, Session& session,
                         ActualRun& actual, ReplayReport& report, const std::string& path) {
    size_t begun = 0;
    Masker masked_before;        // of the inputs alone
    std::optional<Error> failed; // the last input did not apply; so it must have been when it was recorded
    for (size_t line = 0; line < reader.line_count(); ++line) {
        TraceLineKind kind = reader.kind(line);
        if (kind == TraceLineKind::input) {
            if (failed) break;
            auto input = reader.input(line);
            if (!input) return tl::unexpected(input.error());
            ++report.inputs;
            if (reader.header().masked) (void)masked_before.masked(*input);
            report.masked = masked_before.any();
            actual.collect_faults();
            auto done = session.apply(*input, &ends[++begun]);
            // What a person mistyped into the console was an error the first time too.
            if (!done && input->kind != "console")
                failed =
                    Error{"the recorded input '" + input->kind + "' no longer applies: " + done.error().message, path};
        } else if (kind == TraceLineKind::problem && failed) {
            if (auto problem = reader.problem(line); problem && problem->code == "input-failed") failed.reset();
        }
    }
    if (failed) return tl::unexpected(*failed);
    return {};
}

Result<ReplayReport> replay(const std::string& path, const ReplayOptions& options) {
    auto trace = RecordedTrace::open(path);
    if (!trace) return tl::unexpected(trace.error());
    const TraceReader& reader = (*trace)->reader();
    CompareProgress going = [&](double) { return !options.should_stop || !options.should_stop(); };
    auto recorded = RecordedTrace::read(*trace, going);
    if (!recorded) return tl::unexpected(recorded.error());
    ReplayReport report;
    auto session_options = Opening(**trace, options, report.notes).options();
    if (!session_options) return tl::unexpected(session_options.error());
    // What was cut off or stopped may have run without end: it is replayed as far as it was recorded.
    std::function<bool()> beyond;
    bool stopped = false;
    if (!reader.complete() || options.should_stop)
        session_options->should_stop = [&] {
            stopped |= options.should_stop && options.should_stop();
            return stopped || (beyond && beyond());
        };
    auto opened = Session::open(std::move(*session_options));
    if (!opened) return tl::unexpected(opened.error());
    Session& session = **opened;
    report.damage = reader.damage();
    report.cut = !reader.has_end();
    report.other_code = session.code_hash() != reader.header().hash;
    report.recorded = std::make_shared<RecordedRun>(std::move(*recorded));
    ActualRun actual(session, *report.recorded);
    if (options.on_frame) session.on_frame = [&] { options.on_frame(session.frame()); };
    std::vector<InputRecord> ends = ends_of(reader);
    Extent extent = reader.complete() ? Extent() : extent_of(**trace);
    auto past_the_end = [&] {
        return actual.has_all((*trace)->events(), (*trace)->outputs()) ||
               session.frame() > extent.last_frame + extent.patience;
    };
    bool is_cut = !reader.complete();
    if (is_cut && ends.size() == 1) beyond = past_the_end; // it was the boot that was cut off or stopped
    session.boot(&ends[0]);
    if (is_cut) beyond = past_the_end;
    auto fed = feed(reader, ends, session, actual, report, path);
    if (stopped) return fail("stopped");
    const Datum* script = reader.header().options.find(std::string_view("path"));
    report.actual = actual.finish(std::string(script ? script->text() : ""));
    auto compared = compare_runs(*report.recorded, *report.actual, {options.ignore, going});
    if (!compared) return tl::unexpected(compared.error());
    report.comparison = std::move(*compared);
    // When it already went another way, an input that does not apply follows from that.
    bool went_elsewhere =
        std::any_of(report.comparison.groups.begin(), report.comparison.groups.end(),
                    [](const DivergenceGroup& group) { return group.first.kind != DifferenceKind::missing; });
    if (!fed && !went_elsewhere) return tl::unexpected(fed.error());
    if (!fed) report.notes.push_back({"input-failed", Severity::warning, fed.error().message, {path, 0, 0}, ""});
    if (actual.overflown())
        report.notes.push_back({"memory-full",
                                Severity::note,
                                "so much differs that the details of the last events are not compared",
                                {path, 0, 0},
                                ""});
    report.events = report.comparison.same + report.comparison.changed + report.comparison.moved;
    report.outputs = std::min((*trace)->outputs(), actual.lines());
    report.record_error = session.finish_trace();
    return report;
}

} // namespace scope
