// Opening: the project, mocks and answers, a world around them, and the folder of its files.

#include "core/session/session_state.h"

#include "core/base/nearest.h"
#include "core/base/text_file.h"
#include "core/catalog/catalog.h"
#include "core/lib/library.h"
#include "core/world/environment_facts.h"
#include "core/world/variables.h"

#include <algorithm>
#include <cctype>
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
Result<std::string> read_given(const SessionOptions& options, const std::string& path) {
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
    input.vm_limits.budget = options.budget == 0 ? INT64_MAX : options.budget;
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

} // namespace scope
