// What a session keeps of what happens, in memory and in the trace, and what it finds out about events.

#include "core/session/session_state.h"

#include <algorithm>
#include <ctime>
#include <filesystem>

namespace scope {

/// Memory that records of one kind may take.
static constexpr size_t most_bytes = size_t(1) << 30;

std::string Session::code_hash() const {
    std::string all = m->script;
    for (const CodeUnit& unit : m->project->code)
        all += unit.source.path() + "\n" + std::string(unit.source.text()) + "\n";
    return content_hash(all);
}

/// "2025-01-01T12:00:00Z"
static std::string iso_date(int64_t microseconds) {
    std::time_t seconds = static_cast<std::time_t>(microseconds / 1'000'000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// As the trace names what it was recorded from: from its own folder, so that both may be moved together.
std::string Session::State::from_trace(const std::string& path) const {
    if (path.empty() || options.trace.empty()) return path;
    namespace fs = std::filesystem;
    std::error_code error;
    fs::path folder = fs::weakly_canonical(options.trace, error).parent_path(),
             there = fs::weakly_canonical(path, error);
    return error ? path : there.lexically_proximate(folder).generic_string();
}

TraceHeader Session::State::header() const {
    TraceHeader out;
    out.tool = "0.1.0";
    out.project = project->name;
    out.hash = session->code_hash();
    out.start_date = iso_date(Clock::default_start);
    out.target = options.target;
    out.config = options.config;
    out.seed = options.seed;
    out.masked = !options.keep_secrets;
    auto pairs = [](const auto& from) {
        std::vector<DatumEntry> entries;
        for (const auto& [key, value] : from) entries.push_back({Datum(key), Datum(value)});
        return Datum::structure(std::move(entries));
    };
    std::vector<DatumEntry> entries{
        {"path", from_trace(options.project)}, {"device", pairs(options.device)}, {"answers", pairs(options.answers)}};
    std::vector<Datum> mock_paths;
    for (const std::string& mock : options.mocks) mock_paths.push_back(from_trace(mock));
    entries.push_back({"mocks", Datum::array(std::move(mock_paths))});
    // Where these lie on the disk, by the paths under which the trace holds their texts.
    auto files_by_name = [&](const auto& from) {
        std::vector<DatumEntry> files;
        for (const auto& [name, file] : from) files.push_back({Datum(name), Datum(from_trace(file))});
        return Datum::structure(std::move(files));
    };
    std::vector<std::pair<std::string, std::string>> mock_files;
    for (const SourceText& mock : mocks) mock_files.push_back({mock.path, mock.path});
    entries.push_back({"mock_files", files_by_name(mock_files)});
    entries.push_back({"replaced", files_by_name(options.replaced)});
    entries.push_back({"strict", Datum::boolean(options.strict)});
    entries.push_back({"files", options.files});
    entries.push_back({"budget", static_cast<double>(options.budget)});
    if (options.shuffle) entries.push_back({"shuffle", Datum::int64(static_cast<int64_t>(*options.shuffle))});
    out.options = Datum::structure(std::move(entries));
    return out;
}

template<typename Record> void Session::State::trace(const Record& record) {
    bool shown = options.as_traced;
    if (!writer && !shown) return;
    Record masked = options.keep_secrets ? record : masker.masked(record);
    if (writer) writer->write(masked);
    if constexpr (std::is_same_v<Record, LogRecord>)
        if (shown && session->on_output) session->on_output(masked);
}

template void Session::State::trace(const InputRecord&);
template void Session::State::trace(const EnvironmentRecord&);

/// The same for what is told once more when the session goes back to the end of its boot.
template<typename Record> void Session::State::note(const Record& record) {
    tape.keep(record);
    trace(record);
}

/// Once per path until the files are read again, and then only what differs.
void Session::State::trace_source(const std::string& path) {
    if ((!writer && !options.as_traced) || !told_sources.insert(path).second) return;
    const SourceView* source = session->source(path);
    if (!source) return;
    std::string hash = content_hash(source->text);
    if (std::exchange(told_hashes[path], hash) != hash) trace(SourceRecord{path, hash, source->text});
}

/// Code that was given besides the project's, whether it runs or not: a replay may be where these files are not.
void Session::State::trace_given() {
    for (const SourceText& mock : mocks) trace_source(mock.path);
    for (const auto& [path, file] : options.replaced)
        if (auto text = read_given(options, file); text && (writer || options.as_traced)) {
            std::string hash = content_hash(*text);
            if (std::exchange(told_hashes[path], hash) != hash) trace(SourceRecord{path, hash, std::move(*text)});
        }
}

RecordSinks Session::State::sinks() {
    RecordSinks out;
    out.event = [this](std::string_view bytes) { note_event(bytes); };
    out.output = [this](const LogRecord& line) { note_output(line); };
    out.request = [this](const RequestRecord& request) {
        note(request);
        if (session->on_request) session->on_request(request);
    };
    out.problem = [this](const Diagnostic& problem) { note_problem(problem); };
    out.fault = [this](const FaultRecord& fault) {
        note(fault);
        outside.push_back({fault.frame, fault.after});
    };
    out.environment = [this](std::string_view what, const Datum& value) {
        if (!muted) note(EnvironmentRecord{std::string(what), value});
    };
    out.source_ran = [this](const std::string& path) {
        tape.keep(path);
        trace_source(path);
    };
    return out;
}

void Session::State::note_problem(const Diagnostic& problem) {
    note(problem);
    keep(problems, problem, sizeof problem + problem.message.size() + problem.hint.size(), "problems");
}

template<typename T> void Session::State::keep(Kept<T>& kept, T item, size_t bytes, const char* what) {
    kept.list.push_back(std::move(item));
    kept.bytes.push_back(bytes);
    kept.total += bytes;
    if (kept.total <= most_bytes || kept.list.size() < 2) return;
    size_t left = 0;
    while (left + 1 < kept.list.size() && kept.total > most_bytes / 4 * 3) kept.total -= kept.bytes[left++];
    kept.list.erase(kept.list.begin(), kept.list.begin() + static_cast<ptrdiff_t>(left));
    kept.bytes.erase(kept.bytes.begin(), kept.bytes.begin() + static_cast<ptrdiff_t>(left));
    if (std::exchange(kept.dropped, true)) return;
    note_problem({"memory-full",
                  Severity::note,
                  "the oldest " + std::string(what) + " have left memory; " +
                      (writer ? "the trace keeps them" : "a trace would have kept them"),
                  {},
                  writer ? "" : "record with --trace FILE"});
}

/// Events of a world that begins. A trace of blocks follows their dictionary as long as it has nothing to hide.
void Session::State::new_events() {
    auto fresh = std::make_shared<EventStore>();
    if (writer && !options.keep_secrets) fresh->dictionary().collect_new();
    if (blocks && !masks()) blocks->follow(fresh->dictionary());
    fresh->count_from(first_event);
    events = std::move(fresh);
}

void Session::State::look_for_secrets() {
    const Dictionary& dictionary = events->dictionary();
    for (size_t at = events->definitions(); writer && !names_secrets && at < dictionary.size(); ++at)
        names_secrets = is_secret_path(dictionary.entry(static_cast<uint32_t>(at)));
}

/// Whether an event is the same in the file as in memory: no name in it is a secret's, and no text that is new may hold
/// one.
bool Session::State::is_clean() const {
    return blocks && blocks->copies() &&
           (options.keep_secrets ||
            (!names_secrets && !masker.any() && !may_hold_secret(events->dictionary().collected())));
}

void Session::State::note_event(std::string_view bytes) {
    Dictionary& dictionary = events->dictionary();
    look_for_secrets();
    events->append(bytes);
    if (writer || session->on_event) trace_event(bytes);
    dictionary.forget_collected();
    if (!events->segment_is_full()) return;
    if (blocks && blocks->copies()) blocks->end_segment();
    events->end_segment();
    if (events->bytes() <= most_bytes) return;
    events->forget_oldest();
    if (std::exchange(told_of_forgotten, true)) return;
    note_problem({"memory-full",
                  Severity::note,
                  std::string("the oldest events have left memory; ") +
                      (writer ? "the trace keeps them" : "a trace would have kept them"),
                  {},
                  writer ? "" : "record with --trace FILE"});
}

/// What is not clean is looked at value by value; when nothing was found it is copied all the same.
void Session::State::trace_event(std::string_view bytes) {
    bool clean = is_clean();
    if (clean) blocks->copy(bytes);
    if (clean && !session->on_event) return;
    std::shared_ptr<const EventLine> event = events->back();
    const EventLine& line = *event;
    EventLine masked = options.keep_secrets ? line : masker.masked(line);
    if (blocks && blocks->copies() && !clean && !masks())
        blocks->copy(bytes);
    else if (writer && !clean)
        writer->write(masked);
    if (session->on_event) session->on_event(options.as_traced ? masked : line);
}

/// Of an event that takes long, so that something of it is there if it never ends. In text it would stay beside the
/// event.
void Session::State::trace_unfinished() {
    ByteWriter bytes;
    if (!blocks || !recorder || !recorder->event_so_far(bytes)) return;
    look_for_secrets();
    if (is_clean()) return blocks->copy_unfinished(bytes.view());
    EventLine event = RecordDecoder::event_of(bytes.view(), events->dictionary());
    EventLine masked = options.keep_secrets ? event : masker.masked(event);
    if (blocks->copies() && !masks())
        blocks->copy_unfinished(bytes.view());
    else
        blocks->write_unfinished(masked);
}

void Session::State::note_output(const LogRecord& line) {
    note(line);
    keep(output, line, sizeof line + line.text.size(), "lines of output");
    if (!options.as_traced && session->on_output) session->on_output(line);
}

/// Frames that follow frames are one input: a game that runs for hours makes a few.
void Session::State::note_input(const Input& input) {
    const auto* run = std::get_if<input::Run>(&input);
    bool joins = run && run->most > 0 && run->keep_going;
    if (joins && joined && !inputs.empty()) {
        joined->most += run->most;
        inputs.back() = record_of(*joined);
        return;
    }
    joined_units = 0;
    joined = joins ? std::optional(*run) : std::nullopt;
    inputs.push_back(record_of(input));
    inputs_began.push_back(next_event());
}

/// "obj_shop removed (objects/obj_shop/Other_70.gml:3:1)" of the run that last deleted a key before `reader` looked for
/// it, its own deeds included; "" when the payload never had it.
static std::string removed_before(const DispatchRecord& dispatch, const HandlerRecord& reader, const std::string& key) {
    std::string who;
    for (const HandlerRecord& handler : dispatch.handlers) {
        for (const KeyWriteRecord& write : handler.writes)
            if (write.key == key) who = write.new_value ? "" : handler.object + " removed (" + write.place.text() + ")";
        if (&handler == &reader) break;
    }
    return who;
}

/// Findings about one finished event: nobody listened, or a key was used that the payload does not have.
void Session::State::look_at(const EventLine& line) {
    for (const DispatchRecord& dispatch : line.dispatches) {
        if (dispatch.handlers.empty() && dispatch.parent == 0) note_problem(nobody_listens(dispatch.event));
        for (const HandlerRecord& handler : dispatch.handlers)
            for (size_t i = 0; i < handler.missing.size(); ++i) {
                const std::string& key = handler.missing[i];
                if (std::find(handler.tested.begin(), handler.tested.end(), key) != handler.tested.end()) continue;
                std::string who = removed_before(dispatch, handler, key);
                note_problem({"missing-read", Severity::warning,
                              handler.object + " read async_load[? \"" + key + "\"], which " +
                                  (who.empty() ? "this payload does not have" : who + " before"),
                              handler.missing_at.size() > i ? handler.missing_at[i] : Place{handler.file, 0, 0},
                              who.empty() ? "test it with is_undefined, or fire a payload that has it"
                                          : "test it with is_undefined: all handlers of an event share one map"});
            }
    }
}

Diagnostic Session::State::nobody_listens(EventId event) const {
    std::string constant(event_constant(event));
    Diagnostic out{"nobody-listens",
                   Severity::warning,
                   "no live instance handles " + (constant.empty() ? std::to_string(event.number) : constant),
                   {},
                   ""};
    std::string hint;
    for (const Receiver& receiver : session->receivers(event.number)) {
        hint += (hint.empty() ? "" : "; ") + receiver.object + " does";
        for (size_t i = 0; i < receiver.created_by.size() && i < 3; ++i)
            hint += (i ? ", " : ": ") + receiver.created_by[i];
        if (receiver.created_by.empty())
            hint += ", but no room and no code by its name creates it: --create " + receiver.object;
    }
    out.hint = hint.empty() ? "no object of the project handles it" : hint;
    return out;
}

} // namespace scope
