#include "core/session/session_state.h"

#include "core/base/nearest.h"
#include "core/base/text_file.h"
#include "core/catalog/catalog.h"
#include "core/lib/library.h"
#include "core/trace/record_memory.h"
#include "core/world/convert_datum.h"
#include "core/world/environment_facts.h"
#include "core/world/variables.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <ctime>
#include <filesystem>

namespace scope {

// --- opening

static constexpr size_t most_source = 64; // megabytes, as of a project's files

/// Where a function lies that --answer declares.
static const std::string answer_path = "--answer ";

static bool is_gml(const std::filesystem::path& path) {
    return path.extension() == ".gml";
}

/// A file of the user's that code is read from, or what a trace says was in it.
static Result<std::string> read_given(const SessionOptions& options, const std::string& path) {
    auto recorded = options.recorded.texts.find(path);
    if (recorded != options.recorded.texts.end()) return recorded->second;
    return read_text_file(path, most_source);
}

/// A lone file, or every .gml below a folder in the order of their paths.
static Result<std::vector<SourceText>> read_mocks(const SessionOptions& options) {
    const std::vector<std::string>& paths = options.mocks;
    std::vector<std::filesystem::path> files;
    for (const std::string& path : paths) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            files.push_back(path); // reading it says what is wrong
            continue;
        }
        size_t first = files.size();
        std::filesystem::recursive_directory_iterator below(path, error), end;
        for (; !error && below != end; below.increment(error))
            if (is_gml(below->path())) files.push_back(below->path());
        if (error) return fail("cannot read this folder of mocks: " + error.message(), path);
        if (files.size() == first)
            return fail("--mock takes a .gml file or a folder that holds some; here is none", path);
        std::sort(files.begin() + static_cast<ptrdiff_t>(first), files.end());
    }
    std::vector<SourceText> out;
    for (const auto& file : files) {
        auto text = read_given(options, file.string());
        if (!text) return tl::unexpected(text.error());
        out.push_back({file.generic_string(), std::move(*text)});
    }
    return out;
}

static Result<std::shared_ptr<const Project>> read_project(const SessionOptions& options, std::string& script) {
    if (options.project.empty()) return std::make_shared<const Project>(empty_project());
    if (is_gml(options.project)) {
        if (!options.replaced.empty())
            return fail("--replace is for files of a project, and this is a lone file", options.project);
        auto text = read_text_file(options.project, most_source);
        if (!text) return tl::unexpected(text.error());
        script = std::move(*text);
        return std::make_shared<const Project>(empty_project(std::filesystem::path(options.project).stem().string()));
    }
    LoadOptions load;
    load.on_resource = options.on_resource;
    load.target = options.target;
    load.config = options.config;
    for (const auto& [path, file] : options.replaced) {
        auto text = read_given(options, file);
        if (!text) return tl::unexpected(text.error());
        load.replacements.push_back({path, std::move(*text)});
    }
    auto project = load_project(options.project, load);
    if (!project) return tl::unexpected(project.error());
    return std::make_shared<const Project>(std::move(*project));
}

Session::Session() : m(std::make_unique<State>()) {}
Session::~Session() {
    if (m->exported) return;
    size_t told = m->problems.list.size();
    (void)m->export_files();
    for (; m->options.on_lost && told < m->problems.list.size(); ++told) m->options.on_lost(m->problems.list[told]);
}

Result<std::unique_ptr<Session>> Session::open(SessionOptions options) {
    std::unique_ptr<Session> session(new Session);
    State& state = *session->m;
    state.session = session.get();
    state.options = std::move(options);
    if (!is_target(state.options.target))
        return fail("no target is called '" + state.options.target + "'; there are " + target_names());
    for (const auto& [name, text] : state.options.device)
        if (auto value = read_environment_fact(name, text); !value) return tl::unexpected(value.error());
    if (auto read = state.read(); !read) return tl::unexpected(read.error());
    TraceHeader header = state.header();
    if (header.masked) header = state.masker.masked(header);
    if (!state.options.trace.empty()) {
        auto writer = create_trace(state.options.trace, header, state.options.overwrite);
        if (!writer) return tl::unexpected(writer.error());
        state.writer = std::move(*writer);
        state.blocks = dynamic_cast<BlockTraceWriter*>(state.writer.get());
    }
    state.trace_given();
    if (auto built = state.build(); !built) return tl::unexpected(built.error());
    if (auto sound = state.check_answers(); !sound) return tl::unexpected(sound.error());
    // The project's own errors are findings; what the caller gave besides has to be sound.
    for (const Diagnostic& finding : state.world->diagnostics()) {
        bool given = finding.place.file.starts_with("answer ") || finding.place.file.starts_with(answer_path);
        for (const SourceText& mock : state.mocks) given |= finding.place.file == mock.path;
        if (given && finding.severity == Severity::error) return fail(finding.message, finding.place.text());
    }
    return session;
}

/// Whether `text` holds `name` as a word of its own.
static bool has_word(std::string_view text, std::string_view name) {
    auto of_a_word = [&](size_t at) {
        return at < text.size() && (text[at] == '_' || std::isalnum(static_cast<unsigned char>(text[at])));
    };
    for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
        if (!(at > 0 && of_a_word(at - 1)) && !of_a_word(at + name.size())) return true;
    return false;
}

/// Answers are for what would be answered neutrally else: an error for a function that is simulated or declared, and a
/// problem for one that no code names.
Result<void> Session::State::check_answers() {
    const ProjectResolver& resolver = world->resolver();
    for (const auto& [name, gml] : options.answers) {
        uint32_t native = resolver.find_native(name);
        if (native != ~0u && !(resolver.native(native).flags & NativeRow::stub))
            return fail("it is simulated and needs no answer; a function of that name in a --mock replaces it",
                        answer_path + name);
        if (function_row(name) && world->program().find_function(name) != no_code)
            return fail("the project or a mock declares that function, which goes first", answer_path + name);
        if (function_row(name) || resolver.extension_function(name)) continue;
        bool named = has_word(script, name);
        for (const SourceText& mock : mocks) named = named || has_word(mock.text, name);
        for (const CodeUnit& unit : project->code) named = named || has_word(unit.source.text(), name);
        if (named) continue;
        Nearest nearest(name);
        for (const FunctionRow& row : function_rows()) nearest.consider(row.name);
        for (const Extension& extension : project->extensions)
            for (const ExtensionFile& file : extension.files)
                for (const ExtensionFunction& function : file.functions) nearest.consider(function.name);
        note_problem({"unused-answer",
                      Severity::warning,
                      "the project nowhere names this function" + nearest.hint(),
                      {answer_path + name, 0, 0},
                      ""});
    }
    return {};
}

Result<void> Session::State::read() {
    std::string text;
    auto read = read_project(options, text);
    if (!read) return tl::unexpected(read.error());
    auto read_again = read_mocks(options);
    if (!read_again) return tl::unexpected(read_again.error());
    project = std::move(*read);
    script = std::move(text);
    mocks = std::move(*read_again);
    return {};
}

Result<void> Session::State::build() {
    recorder.reset();
    world.reset();
    sources.clear();
    faults.clear();
    outside.clear();
    outside_used = 0;
    WorldInput input;
    input.project = project;
    input.target = options.target;
    input.config = options.config;
    input.natives = native_tables();
    input.accessors = accessor_natives();
    input.prelude = prelude();
    input.mocks = mocks;
    input.answers = options.answers;
    // An answer also makes a name known that neither GameMaker nor an extension of the project has.
    for (const auto& [name, gml] : options.answers)
        if (!function_row(name))
            input.mocks.push_back({answer_path + name, "function " + name + "() { return (" + gml + "); }"});
    // As GML's data counts: 32 million values. The process, with what it records, may take a few times that.
    input.heap_limits.total_bytes = size_t(512) << 20;
    input.seed = options.seed;
    input.shuffle = options.shuffle;
    input.strict = options.strict;
    auto environment = std::make_shared<FixedEnvironment>();
    for (const auto& [name, text] : options.device)
        environment->values[name] = read_environment_fact(name, text).value_or(Datum());
    input.environment = options.recorded.environment ? options.recorded.environment : std::move(environment);
    world = std::make_unique<World>(std::move(input));
    tape.begin();
    for (const Diagnostic& one : project->diagnostics) note_problem(one);
    auto of_call = [](const Diagnostic& one) { return one.code == "unknown-config"; };
    for (const Diagnostic& one : world->diagnostics())
        if (one.code != "stub" && !of_call(one))
            note_problem(one); // check() lists every stub; here those count that run
    project_problems = problems.list.size();
    for (const Diagnostic& one : world->diagnostics())
        if (of_call(one)) note_problem(one);
    connect();
    tape.pause();
    return import_files();
}

// --- the game's files

/// The project is only read: what a game writes and deletes must lie elsewhere.
static Result<void> check_apart(const std::string& project, const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    auto with_slash = [](std::string path) { return path.ends_with('/') ? path : path + "/"; };
    std::string root = with_slash(project), named = with_slash(fs::weakly_canonical(folder, error).generic_string());
    if (error || project.empty() || (!root.starts_with(named) && !named.starts_with(root))) return {};
    return fail("the folder of --files may not hold the project or lie in it: the game would write and delete there",
                folder);
}

/// What the game finds comes from outside, so it is in the trace.
void Session::State::trace_files() {
    static constexpr size_t most = size_t(16) << 20; // bytes
    size_t bytes = 0, left_out = 0;
    for (const auto& [name, content] : world->files().written()) {
        bytes += content ? content->size() : 0;
        if (bytes > most)
            ++left_out;
        else
            trace(EnvironmentRecord{"file " + name, content ? Datum::string(*content) : Datum()});
    }
    if (left_out > 0 && writer)
        note_problem({"files-not-recorded",
                      Severity::note,
                      "the trace leaves out " + std::to_string(left_out) +
                          " files that the game finds: it holds 16 megabytes of them",
                      {options.files, 0, 0},
                      "a replay does not have them"});
}

Result<void> Session::State::import_files() {
    if (options.recorded.files) {
        for (const auto& [name, content] : options.recorded.files())
            if (!(content ? world->files().write(name, *content) : world->files().make_folder(name)))
                return fail("the recorded file '" + name + "' does not fit: " + world->files().refusal(name));
        return trace_files(), Result<void>();
    }
    if (options.files.empty()) return {};
    if (auto apart = check_apart(world->project().root, options.files); !apart) return apart;
    std::vector<Diagnostic> findings;
    auto done = save_folder.import_into(world->files(), options.files, findings);
    for (const Diagnostic& finding : findings) note_problem(finding);
    if (done) trace_files();
    return done;
}

bool Session::State::export_files() {
    if (options.files.empty() || !world) return true;
    world->platform().flush(world->files()); // files the game left open
    const OpenIni& ini = world->platform().ini;
    if (ini.open && ini.changed && !ini.path.empty())
        world->problem_once({"file-not-closed",
                             Severity::warning,
                             "'" + ini.path + "' is still open: what was written to it is lost, as in GameMaker",
                             {},
                             "call ini_close"});
    std::vector<Diagnostic> failed = save_folder.export_from(world->files());
    for (const Diagnostic& one : failed) note_problem(one);
    return failed.empty();
}

bool Session::export_files() {
    m->exported = true;
    return m->export_files();
}

// --- recording

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

/// A replay goes on where the trace ends.
void Session::State::note_stop() {
    if (writer) writer->cut_short();
}

/// Memory that records of one kind may take.
static constexpr size_t most_bytes = size_t(1) << 30;

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
    auto fresh = std::make_unique<EventStore>();
    if (blocks && !masks()) blocks->follow(fresh->dictionary());
    decoded.clear();
    events = std::move(fresh);
}

void Session::State::note_event(std::string_view bytes) {
    Dictionary& dictionary = events->dictionary();
    bool is_new = dictionary.take_unnamed() || dictionary.size() != events->definitions();
    events->append(bytes);
    if (writer || session->on_event) trace_event(bytes, is_new);
    if (!events->segment_is_full()) return;
    if (blocks && blocks->copies()) blocks->end_segment();
    events->end_segment();
}

/// An event of which every text was looked at before, and none was a secret, is copied as it is.
void Session::State::trace_event(std::string_view bytes, bool is_new) {
    bool copies = blocks && blocks->copies();
    bool is_clean = copies && (options.keep_secrets || (!is_new && !masker.any()));
    if (is_clean) blocks->copy(bytes);
    if (is_clean && !session->on_event) return;
    EventLine line = *events->event(events->size() - 1);
    line.seq += first_event;
    EventLine masked = options.keep_secrets ? line : masker.masked(line);
    if (copies && !is_clean && !masks())
        blocks->copy(bytes);
    else if (writer && !is_clean)
        writer->write(masked);
    if (session->on_event) session->on_event(options.as_traced ? masked : line);
}

void Session::State::note_output(const LogRecord& line) {
    note(line);
    keep(output, line, sizeof line + line.text.size(), "lines of output");
    if (!options.as_traced && session->on_output) session->on_output(line);
}

// --- running

bool Session::boot() {
    m->exported = false;
    m->tape.go_on();
    bool sound = m->world->boot();
    if (stopped()) return m->note_stop(), false;
    if (sound && !m->script.empty()) {
        auto value = m->world->evaluate(m->script, nullptr, m->options.project);
        sound = value.has_value() && !stopped();
        if (stopped()) m->note_stop();
        if (!value && m->world->faults().empty())
            m->note_problem({"syntax", Severity::error, value.error().message, {value.error().place, 0, 0}, ""});
    }
    m->boot_is_over(sound);
    return sound;
}

Result<bool> Session::restart(bool from_disk, bool again) {
    if (from_disk)
        if (auto read = m->read(); !read) return tl::unexpected(read.error());
    if (from_disk) m->told_sources.clear();
    m->trace(InputRecord{"restart", Datum::structure({{"from_disk", Datum::boolean(from_disk)}})});
    m->first_event += m->events->size();
    m->problems.clear();
    m->output.clear();
    m->inputs.clear();
    m->inputs_began.clear();
    m->oldest_event = m->first_event;
    if (!from_disk && m->can_go_back_to_boot()) return m->go_back_to_boot();
    if (!again) (void)m->export_files(); // problems() say what failed
    if (auto built = m->build(); !built) return tl::unexpected(built.error());
    return boot();
}

static std::string text_of(const Datum& arguments, std::string_view name) {
    const Datum* found = arguments.find(name);
    return std::string(found ? found->text() : "");
}

static double number_of(const Datum& arguments, std::string_view name) {
    const Datum* found = arguments.find(name);
    return found ? found->as_real() : 0;
}

static Result<void> only_error(Result<Value> value) {
    if (!value) return tl::unexpected(value.error());
    return {};
}

static InputRecord run_input(double most, bool keep_going) {
    return {"run", Datum::structure({{"most", most}, {"keep_going", Datum::boolean(keep_going)}})};
}

static bool goes_on(const World& world) {
    return !world.ended() && !world.stopped();
}

/// One input on a world; a table so that a new kind is a row.
struct InputKind {
    const char* name;
    Result<void> (*apply)(World& world, const Datum& arguments);
    bool plays = false; ///< nothing would come of it once the game has ended
};

static constexpr InputKind input_kinds[] = {
    {"frames",
     [](World& world, const Datum& arguments) -> Result<void> {
         for (double left = number_of(arguments, "count"); left >= 1 && goes_on(world); --left) world.run_frame();
         return {};
     },
     true},
    {"run",
     [](World& world, const Datum& arguments) -> Result<void> {
         double most = number_of(arguments, "most");
         const Datum* keep_going = arguments.find(std::string_view("keep_going"));
         for (double done = 0; (most == 0 || done < most) && goes_on(world); ++done) {
             size_t before = world.faults().size();
             world.run_frame();
             if (world.faults().size() > before && !(keep_going && keep_going->as_bool())) break;
         }
         return {};
     }},
    {"advance",
     [](World& world, const Datum& arguments) -> Result<void> {
         // Time passes in frames, so that alarms and time sources see it.
         double frames = std::ceil(number_of(arguments, "us") / 1e6 * world.clock().game_speed);
         for (; frames >= 1 && goes_on(world); --frames) world.run_frame();
         return {};
     },
     true},
    {"room", [](World& world, const Datum& arguments) { return world.goto_room(text_of(arguments, "name")); }, true},
    {"create",
     [](World& world, const Datum& arguments) -> Result<void> {
         const Datum* variables = arguments.find(std::string_view("variables"));
         auto made = world.create(text_of(arguments, "object"), variables ? *variables : Datum::structure({}));
         if (!made) return tl::unexpected(made.error());
         return {};
     },
     true},
    {"perform",
     [](World& world, const Datum& arguments) {
         return world.perform(text_of(arguments, "object"), static_cast<int32_t>(number_of(arguments, "index")),
                              text_of(arguments, "event"));
     },
     true},
    {"set_var",
     [](World& world, const Datum& arguments) {
         return world.set_variable_path(text_of(arguments, "path"), text_of(arguments, "gml"));
     }},
    {"call",
     [](World& world, const Datum& arguments) {
         return only_error(world.evaluate(text_of(arguments, "gml"), nullptr, "--call"));
     }},
    {"console",
     [](World& world, const Datum& arguments) { return only_error(world.evaluate(text_of(arguments, "gml"))); }},
    {"script",
     [](World& world, const Datum& arguments) {
         return only_error(world.evaluate(text_of(arguments, "text"), nullptr, text_of(arguments, "path")));
     }},
    {"fire",
     [](World& world, const Datum& arguments) -> Result<void> {
         const Datum* payload = arguments.find(std::string_view("payload"));
         return world.fire(static_cast<int32_t>(number_of(arguments, "number")),
                           payload ? *payload : Datum::ds_map({}));
     }},
};

/// Frames that follow frames are one input: a game that runs for hours makes a few.
void Session::State::note_input(const InputRecord& input) {
    auto most = [](const InputRecord& run) { return number_of(run.arguments, "most"); };
    auto goes_on = [&](const InputRecord& run) {
        const Datum* keep_going = run.arguments.find(std::string_view("keep_going"));
        return run.kind == "run" && most(run) > 0 && keep_going && keep_going->as_bool();
    };
    if (!inputs.empty() && goes_on(inputs.back()) && goes_on(input))
        inputs.back() = run_input(most(inputs.back()) + most(input), true);
    else {
        inputs.push_back(input);
        inputs_began.push_back(next_event());
    }
}

Result<void> Session::State::apply_recorded(const InputRecord& input) {
    auto row = std::find_if(std::begin(input_kinds), std::end(input_kinds),
                            [&](const InputKind& kind) { return input.kind == kind.name; });
    if (row == std::end(input_kinds)) return fail("no input is called '" + input.kind + "'");
    if (world->stopped()) return {};
    exported = false;
    // Written before it takes effect: an input that ends the process is still in the trace.
    trace(input);
    note_input(input);
    size_t faults_before = world->faults().size();
    auto done = row->plays && world->ended()
                    ? Result<void>(fail("the stage step '" + input.kind + "' was left out: " + world->how_it_ended()))
                    : row->apply(*world, input.arguments);
    if (world->stopped()) return note_stop(), Result<void>();
    note_checkpoint();
    // A fault of GML is no error of the input: it is in faults().
    if (!done && world->faults().size() > faults_before) return {};
    if (!done && input.kind != "console")
        note_problem({"input-failed", Severity::warning, done.error().message, {}, ""});
    return done;
}

Result<void> Session::apply(const InputRecord& input) {
    if (input.kind == "restart") {
        const Datum* from_disk = input.arguments.find(std::string_view("from_disk"));
        auto done = restart(from_disk && from_disk->as_bool());
        if (!done) return tl::unexpected(done.error());
        return {};
    }
    if (input.kind != "fire") return m->apply_recorded(input);
    size_t before = m->events->size();
    auto done = m->apply_recorded(input);
    if (done && m->events->size() > before) m->look_at(*m->events->event(before));
    return done;
}

Result<size_t> Session::fire(const FireInput& input) {
    std::vector<Diagnostic> findings;
    auto payload = payload_of(catalog(), input, findings);
    if (!payload) return tl::unexpected(payload.error());
    const CatalogEvent* event = catalog().find(std::string_view(input.event));
    for (const Diagnostic& finding : findings) m->note_problem(finding);
    size_t number = m->events->size();
    size_t faults = m->world->faults().size();
    auto done = apply(
        {"fire", Datum::structure({{"event", event->constant}, {"number", event->number}, {"payload", *payload}})});
    if (!done) return tl::unexpected(done.error());
    if (m->events->size() != number) return number;
    if (stopped()) return fail("the event was not delivered: the run was stopped");
    if (faults == m->world->faults().size()) return fail("the event was not delivered: " + m->world->how_it_ended());
    const WorldFault& fault = m->world->faults()[faults];
    return fail("the event was not delivered: its payload faults: " + fault.fault.message, fault.place.text());
}

Result<ConsoleAnswer> Session::console(const std::string& code) {
    InputRecord input{"console", Datum::structure({{"gml", code}})};
    m->trace(input);
    m->note_input(input);
    m->exported = false;
    auto value = m->world->evaluate(code);
    if (stopped()) return m->note_stop(), fail("the run was stopped");
    m->note_checkpoint();
    if (!value) return tl::unexpected(value.error());
    Datum content =
        to_datum(*m->world, *value, {.max_depth = 8, .max_nodes = 5000, .max_string = 100'000, .open_handles = true});
    const Instance* instance = value->is_struct() ? as_instance(value->as_struct()) : nullptr;
    if (instance) // short, not all of its variables
        return ConsoleAnswer{m->world->object_name(instance->object) + " #" + std::to_string(instance->id),
                             std::move(content)};
    return ConsoleAnswer{to_text(m->world->rules(), m->world->heap().names(), *value), std::move(content)};
}

void Session::run(uint64_t most, bool keep_going) {
    (void)apply(run_input(static_cast<double>(most), keep_going));
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
