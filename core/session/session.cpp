#include "core/session/session_state.h"

#include "core/catalog/catalog.h"
#include "core/lib/library.h"
#include "core/world/convert_datum.h"
#include "core/world/variables.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace scope {

// --- opening

static Result<std::string> read_text(const std::string& path) {
    static constexpr size_t most = size_t(64) << 20; // a device may have no end
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail("cannot read this file", path);
    std::string text;
    char block[65536];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
        text.append(block, static_cast<size_t>(in.gcount()));
        if (text.size() > most) return fail("this file is larger than 64 MB", path);
    }
    if (!in.eof()) return fail("cannot read this file", path);
    return text;
}

static bool is_gml(const std::filesystem::path& path) {
    return path.extension() == ".gml";
}

/// A lone file, or every .gml below a folder in the order of their paths.
static Result<std::vector<SourceText>> read_mocks(const std::vector<std::string>& paths) {
    std::vector<std::filesystem::path> files;
    for (const std::string& path : paths) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        size_t first = files.size();
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error))
            if (is_gml(entry.path())) files.push_back(entry.path());
        std::sort(files.begin() + static_cast<ptrdiff_t>(first), files.end());
    }
    std::vector<SourceText> out;
    for (const auto& file : files) {
        auto text = read_text(file.string());
        if (!text) return tl::unexpected(text.error());
        out.push_back({file.generic_string(), std::move(*text)});
    }
    return out;
}

static Result<std::shared_ptr<const Project>> read_project(const SessionOptions& options, std::string& script) {
    if (options.project.empty()) return std::make_shared<const Project>(empty_project());
    if (is_gml(options.project)) {
        auto text = read_text(options.project);
        if (!text) return tl::unexpected(text.error());
        script = std::move(*text);
        return std::make_shared<const Project>(empty_project(std::filesystem::path(options.project).stem().string()));
    }
    LoadOptions load;
    for (const auto& [path, file] : options.replaced) {
        auto text = read_text(file);
        if (!text) return tl::unexpected(text.error());
        load.replacements.push_back({path, std::move(*text)});
    }
    auto project = load_project(options.project, load);
    if (!project) return tl::unexpected(project.error());
    return std::make_shared<const Project>(std::move(*project));
}

Session::Session() : m(std::make_unique<State>()) {}
Session::~Session() {
    if (!m->options.files.empty() && m->world) m->export_files();
}

Result<std::unique_ptr<Session>> Session::open(SessionOptions options) {
    std::unique_ptr<Session> session(new Session);
    State& state = *session->m;
    state.session = session.get();
    state.options = std::move(options);
    if (!is_target(state.options.target))
        return fail("no target is called '" + state.options.target + "'; there are " + target_names());
    auto project = read_project(state.options, state.script);
    if (!project) return tl::unexpected(project.error());
    state.project = std::move(*project);
    auto mocks = read_mocks(state.options.mocks);
    if (!mocks) return tl::unexpected(mocks.error());
    state.mocks = std::move(*mocks);
    if (auto built = state.build(); !built) return tl::unexpected(built.error());
    // The project's own errors are findings; what the caller gave besides has to be sound.
    for (const Diagnostic& finding : state.world->diagnostics()) {
        bool given = finding.place.file.starts_with("answer ");
        for (const SourceText& mock : state.mocks) given |= finding.place.file == mock.path;
        if (given && finding.severity == Severity::error) return fail(finding.message, finding.place.text());
    }
    return session;
}

Result<void> Session::State::build() {
    recorder.reset();
    world.reset();
    writer.reset();
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
            input.mocks.push_back({"--answer " + name, "function " + name + "() { return (" + gml + "); }"});
    // As GML's data counts: 32 million values. The process, with what it records, may take a few times that.
    input.heap_limits.total_bytes = size_t(512) << 20;
    input.seed = options.seed;
    input.shuffle = options.shuffle;
    input.strict = options.strict;
    auto environment = std::make_shared<FixedEnvironment>();
    for (const auto& [key, value] : options.device) environment->values[key] = Datum(value);
    input.environment = std::move(environment);
    if (!options.trace.empty()) {
        auto made = TraceWriter::create(options.trace, header(), options.keep_secrets);
        if (!made) return tl::unexpected(made.error());
        writer = std::move(*made);
    }
    world = std::make_unique<World>(std::move(input));
    for (const Diagnostic& one : project->diagnostics) note_problem(one);
    for (const Diagnostic& one : world->diagnostics())
        if (one.code != "stub") note_problem(one); // check() lists every stub; here those that are called count
    if (options.observe)
        recorder = std::make_unique<Recorder>(*world, sinks());
    else
        world->on_log = [this](std::string_view text) { note_output({std::string(text), {}}); };
    return import_files();
}

TraceHeader Session::State::header() const {
    TraceHeader out;
    out.tool = "0.1.0";
    out.project = project->name;
    std::string all;
    for (const CodeUnit& unit : project->code)
        all += unit.source.path() + "\n" + std::string(unit.source.text()) + "\n";
    out.hash = content_hash(all);
    out.start_date = std::to_string(Clock::default_start);
    out.target = options.target;
    out.config = options.config;
    out.seed = options.seed;
    auto pairs = [](const auto& from) {
        std::vector<DatumEntry> entries;
        for (const auto& [key, value] : from) entries.push_back({Datum(key), Datum(value)});
        return Datum::structure(std::move(entries));
    };
    std::vector<DatumEntry> entries{
        {"path", options.project}, {"device", pairs(options.device)}, {"answers", pairs(options.answers)}};
    std::vector<Datum> mock_paths;
    for (const std::string& mock : options.mocks) mock_paths.push_back(mock);
    entries.push_back({"mocks", Datum::array(std::move(mock_paths))});
    entries.push_back({"strict", Datum::boolean(options.strict)});
    entries.push_back({"files", options.files});
    if (options.shuffle) entries.push_back({"shuffle", Datum::int64(static_cast<int64_t>(*options.shuffle))});
    out.options = Datum::structure(std::move(entries));
    return out;
}

RecordSinks Session::State::sinks() {
    RecordSinks out;
    out.event = [this](EventLine&& line) {
        line.seq = events.size();
        if (writer) writer->event(line);
        events.push_back(std::move(line));
    };
    out.output = [this](const LogRecord& line) { note_output(line); };
    out.request = [this](const RequestRecord& request) {
        if (writer) writer->request(request);
    };
    out.problem = [this](const Diagnostic& problem) { note_problem(problem); };
    out.fault = [this](const FaultRecord& fault) {
        if (writer) writer->fault(fault);
    };
    out.environment = [this](std::string_view what, const Datum& value) {
        if (writer) writer->environment(what, value);
    };
    out.source_ran = [this](const std::string& path) {
        if (!writer) return;
        if (const SourceView* source = session->source(path)) writer->source(path, source->text);
    };
    return out;
}

void Session::State::note_problem(const Diagnostic& problem) {
    if (writer) writer->problem(problem);
    problems.push_back(problem);
}

void Session::State::note_output(const LogRecord& line) {
    if (writer) writer->output(line);
    output.push_back(line);
    if (session->on_output) session->on_output(line);
}

// --- running

bool Session::boot() {
    bool sound = m->world->boot();
    if (sound && !m->script.empty()) {
        auto value = m->world->evaluate(m->script, nullptr, m->options.project);
        sound = value.has_value();
        if (!sound && m->world->faults().empty())
            m->note_problem({"syntax", Severity::error, value.error().message, {value.error().place, 0, 0}, ""});
    }
    return sound;
}

bool Session::restart() {
    m->events.clear();
    m->problems.clear();
    m->output.clear();
    m->inputs.clear();
    return m->build().has_value() && boot();
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

/// One input on a world; a table so that a new kind is a row.
struct InputKind {
    const char* name;
    Result<void> (*apply)(World& world, const Datum& arguments);
};

static constexpr InputKind input_kinds[] = {
    {"frames",
     [](World& world, const Datum& arguments) -> Result<void> {
         for (double left = number_of(arguments, "count"); left >= 1 && !world.ended(); --left) world.run_frame();
         return {};
     }},
    {"run",
     [](World& world, const Datum& arguments) -> Result<void> {
         double most = number_of(arguments, "most");
         const Datum* keep_going = arguments.find(std::string_view("keep_going"));
         for (double done = 0; (most == 0 || done < most) && !world.ended(); ++done) {
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
         for (; frames >= 1 && !world.ended(); --frames) world.run_frame();
         return {};
     }},
    {"room", [](World& world, const Datum& arguments) { return world.goto_room(text_of(arguments, "name")); }},
    {"create",
     [](World& world, const Datum& arguments) -> Result<void> {
         const Datum* variables = arguments.find(std::string_view("variables"));
         auto made = world.create(text_of(arguments, "object"), variables ? *variables : Datum::structure({}));
         if (!made) return tl::unexpected(made.error());
         return {};
     }},
    {"perform",
     [](World& world, const Datum& arguments) {
         return world.perform(text_of(arguments, "object"), static_cast<int32_t>(number_of(arguments, "index")),
                              text_of(arguments, "event"));
     }},
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

Result<void> Session::State::apply_recorded(const InputRecord& input) {
    auto row = std::find_if(std::begin(input_kinds), std::end(input_kinds),
                            [&](const InputKind& kind) { return input.kind == kind.name; });
    if (row == std::end(input_kinds)) return fail("no input is called '" + input.kind + "'");
    // Written before it takes effect: an input that ends the process is still in the trace.
    if (writer) writer->input(input);
    inputs.push_back(input);
    size_t faults_before = world->faults().size();
    auto done = row->apply(*world, input.arguments);
    // A fault of GML is no error of the input: it is in faults().
    if (!done && world->faults().size() > faults_before) return {};
    return done;
}

Result<void> Session::apply(const InputRecord& input) {
    if (input.kind != "fire") return m->apply_recorded(input);
    size_t before = m->events.size();
    auto done = m->apply_recorded(input);
    if (done && m->events.size() > before) m->look_at(m->events[before]);
    return done;
}

Result<size_t> Session::fire(const FireInput& input) {
    std::vector<Diagnostic> findings;
    auto payload = payload_of(catalog(), input, findings);
    if (!payload) return tl::unexpected(payload.error());
    const CatalogEvent* event = catalog().find(std::string_view(input.event));
    for (const Diagnostic& finding : findings) m->note_problem(finding);
    size_t index = m->events.size();
    auto done = apply(
        {"fire", Datum::structure({{"event", event->constant}, {"number", event->number}, {"payload", *payload}})});
    if (!done) return tl::unexpected(done.error());
    if (m->events.size() == index) return fail("the event was not delivered: the game has ended");
    return index;
}

Result<std::string> Session::console(const std::string& code) {
    InputRecord input{"console", Datum::structure({{"gml", code}})};
    if (m->writer) m->writer->input(input);
    m->inputs.push_back(input);
    auto value = m->world->evaluate(code);
    if (!value) return tl::unexpected(value.error());
    return to_text(m->world->rules(), m->world->heap().names(), *value);
}

void Session::run(uint64_t most, bool keep_going) {
    (void)apply(
        {"run", Datum::structure({{"most", static_cast<double>(most)}, {"keep_going", Datum::boolean(keep_going)}})});
}

/// Findings about one finished event: nobody listened, or a key was used that the payload does not have.
void Session::State::look_at(const EventLine& line) {
    for (const DispatchRecord& dispatch : line.dispatches) {
        if (dispatch.handlers.empty() && dispatch.parent == 0) note_problem(nobody_listens(dispatch.event));
        for (const HandlerRecord& handler : dispatch.handlers)
            for (const std::string& key : handler.missing) {
                if (std::find(handler.tested.begin(), handler.tested.end(), key) != handler.tested.end()) continue;
                note_problem({"missing-read",
                              Severity::warning,
                              handler.object + " read async_load[? \"" + key + "\"], which this payload does not have",
                              {handler.file, 0, 0},
                              "test it with is_undefined, or fire a payload that has it"});
            }
    }
}

Diagnostic Session::State::nobody_listens(const EventRecord& event) const {
    Diagnostic out{"nobody-listens",
                   Severity::warning,
                   "no live instance handles " +
                       (event.constant.empty() ? std::to_string(event.number) : event.constant),
                   {},
                   ""};
    std::string hint;
    for (const Receiver& receiver : session->receivers(event.number)) {
        hint += (hint.empty() ? "" : "; ") + receiver.object + " does";
        for (size_t i = 0; i < receiver.created_by.size() && i < 3; ++i)
            hint += (i ? ", " : ": ") + receiver.created_by[i];
        if (receiver.created_by.empty()) hint += ", but nothing creates it: --create " + receiver.object;
    }
    out.hint = hint.empty() ? "no object of the project handles it" : hint;
    return out;
}

} // namespace scope
