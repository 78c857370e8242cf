#include "app/arguments.h"

#include "core/data/typed_json.h"

#include <CLI/CLI.hpp>
#include <charconv>

namespace scope {

/// What CLI11 fills and is turned into Arguments afterwards, since order and JSON are ours to read.
struct RawArguments {
    std::vector<std::string> device, answers, replaced, set, size;
    std::string map, size_text;
    std::string shuffle;
    std::vector<std::string> stage_values[8];
};

static constexpr const char* stage_options[] = {"room", "frames", "advance", "create", "perform", "set-var", "call"};
static constexpr const char* stage_help[] = {"Go to a room",
                                             "Run that many frames",
                                             "Let virtual time pass, such as 10s",
                                             "Create OBJECT[:JSON], the JSON before its Create event",
                                             "Perform OBJECT[#n]:EVENT, the event by file name (Mouse_7)",
                                             "Set PATH=GML",
                                             "Run statements"};

static void add_session_options(CLI::App& command, Arguments& out, RawArguments& raw, bool stage_frames) {
    command.add_option("--target", out.session.target, "Platform to pretend: windows, android, html5, ...")
        ->capture_default_str();
    command.add_option("--config", out.session.config, "Configuration for macros")->capture_default_str();
    command.add_option("--device", raw.device, "Fact about the device, KEY=VALUE")->take_all();
    command.add_option("--mock", out.session.mocks, "GML file or folder whose functions answer stubs of the same name")
        ->take_all();
    command.add_option("--answer", raw.answers, "What a stub returns, NAME=GML")->take_all();
    command.add_option("--seed", out.session.seed, "Seed of random numbers")->capture_default_str();
    command.add_flag("--strict", out.session.strict, "A stub is a fault, a problem is a failure");
    command.add_option("--shuffle", raw.shuffle, "Shuffle what GameMaker does not order, by this seed");
    command.add_option("--files", out.session.files, "Folder imported before and exported after");
    command.add_option("--replace", raw.replaced, "Other code for one file, PROJECT/PATH=FILE")->take_all();
    command.add_option("--trace", out.session.trace, "Record to this file");
    command.add_flag("--keep-secrets", out.session.keep_secrets, "Do not mask tokens and passwords in the trace");
    for (size_t i = 0; i < std::size(stage_options); ++i) {
        if (!stage_frames && std::string_view(stage_options[i]) == "frames") continue;
        command
            .add_option(std::string("--") + stage_options[i], raw.stage_values[i],
                        std::string(stage_help[i]) + " (stage)")
            ->take_all();
    }
}

static Result<std::pair<std::string, std::string>> pair_of(const std::string& text, const char* option) {
    size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(std::string(option) + " takes KEY=VALUE, not '" + text + "'");
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

static Result<void> fill_pairs(Arguments& out, const RawArguments& raw) {
    auto each = [](const std::vector<std::string>& texts, const char* option, auto&& keep) -> Result<void> {
        for (const std::string& text : texts) {
            auto pair = pair_of(text, option);
            if (!pair) return tl::unexpected(pair.error());
            keep(std::move(*pair));
        }
        return {};
    };
    if (auto r = each(raw.device, "--device", [&](auto pair) { out.session.device.insert(std::move(pair)); }); !r)
        return r;
    if (auto r = each(raw.answers, "--answer", [&](auto pair) { out.session.answers.push_back(std::move(pair)); }); !r)
        return r;
    if (auto r = each(raw.replaced, "--replace", [&](auto pair) { out.session.replaced.push_back(std::move(pair)); });
        !r)
        return r;
    return each(raw.set, "--set", [&](auto pair) { out.fire.set.push_back(std::move(pair)); });
}

static Result<void> fill_payload(Arguments& out, const RawArguments& raw) {
    if (raw.map.empty()) return {};
    std::string text = raw.map, name = "--map";
    if (text[0] == '@') {
        name = text.substr(1);
        auto file = read_text_file(name);
        if (!file) return tl::unexpected(file.error());
        text = std::move(*file);
    }
    auto payload = read_payload(text, {.trailing_commas = true, .name = name});
    if (!payload) return tl::unexpected(payload.error());
    out.fire.payload = std::move(*payload);
    return {};
}

static Result<void> fill_stage(Arguments& out, const RawArguments& raw, const CLI::App& command) {
    size_t used[std::size(stage_options)] = {};
    for (const CLI::Option* option : command.parse_order()) {
        for (size_t i = 0; i < std::size(stage_options); ++i) {
            if (!option->check_lname(stage_options[i]) || used[i] >= raw.stage_values[i].size()) continue;
            auto step = stage_step(stage_options[i], raw.stage_values[i][used[i]++]);
            if (!step) return tl::unexpected(step.error());
            out.stage.push_back(std::move(*step));
        }
    }
    return {};
}

static Result<void> fill_size(Arguments& out, const RawArguments& raw) {
    if (!raw.shuffle.empty()) {
        uint64_t seed = 0;
        const char* end = raw.shuffle.data() + raw.shuffle.size();
        if (auto read = std::from_chars(raw.shuffle.data(), end, seed); read.ec != std::errc() || read.ptr != end)
            return fail("--shuffle takes a whole number from 0 up, not '" + raw.shuffle + "'");
        out.session.shuffle = seed;
    }
    if (raw.size_text.empty()) return {};
    if (std::sscanf(raw.size_text.c_str(), "%dx%d", &out.width, &out.height) != 2 || out.width < 320 ||
        out.height < 240 || out.width > 8192 || out.height > 8192)
        return fail("--size takes WxH from 320x240 to 8192x8192, not '" + raw.size_text + "'");
    return {};
}

struct Commands {
    CLI::App root{"AsyncScope fires GameMaker's asynchronous events and shows what each handler saw.", "asyncscope"};
    CLI::App *gui, *fire, *run, *eval, *check, *events, *replay, *dump, *uitest;
};

static void declare(Commands& commands, Arguments& out, RawArguments& raw) {
    CLI::App& root = commands.root;
    root.require_subcommand(0, 1);
    root.set_version_flag("--version", "asyncscope 0.1.0");

    commands.gui = root.add_subcommand("gui", "The window (default)");
    commands.gui->add_option("input", out.input, "Project or trace");
    commands.gui->add_option("--ui-script", out.ui_script, "Drive the window from a .uis file; needs no display");
    commands.gui->add_option("--screenshot", out.screenshot, "Write a PNG and leave; needs no display");
    commands.gui->add_option("--size", raw.size_text, "Window size, WxH");
    commands.gui->add_option("--scale", out.scale, "UI scale")->check(CLI::Range(0.5, 4.0));
    commands.gui->add_option("--theme", out.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    add_session_options(*commands.gui, out, raw, true);

    commands.fire = root.add_subcommand("fire", "Fire one event and show what each handler saw");
    commands.fire->add_option("project", out.input, "A .yyp or its folder")->required();
    commands.fire->add_option("--event", out.fire.event, "Constant or number")->required();
    commands.fire->add_option("--preset", out.fire.preset, "Shape to start from");
    commands.fire->add_option("--map", raw.map, "Payload as JSON, or @FILE");
    commands.fire->add_option("--set", raw.set, "KEY=VALUE on top of it")->take_all();
    commands.fire->add_flag("--json", out.json, "One JSON document on stdout");
    add_session_options(*commands.fire, out, raw, true);

    commands.run = root.add_subcommand("run", "Run a project or a lone .gml as GameMaker would");
    commands.run->add_option("project", out.input, "A project, or a .gml file")->required();
    commands.run->add_option("--script", out.script, "GML file run once after the stage");
    commands.run->add_option("--frames", out.frames, "Frames at most; 0: no limit")->capture_default_str();
    commands.run->add_flag("--keep-going", out.keep_going, "Go on after an uncaught fault");
    add_session_options(*commands.run, out, raw, false);

    commands.eval = root.add_subcommand("eval", "Run GML in an empty world");
    commands.eval->add_option("code", out.input, "Statements");
    commands.eval->add_option("-f,--file", out.code_file, "Read them from a file");

    commands.check = root.add_subcommand("check", "Parse everything: errors, unknown names, stubs, handlers");
    commands.check->add_option("project", out.input)->required();
    commands.check->add_flag("--json", out.json, "One JSON document on stdout");
    commands.check->add_option("--config", out.session.config, "Configuration for macros")->capture_default_str();

    commands.events = root.add_subcommand("events", "The catalogue of async events");
    commands.events->add_option("name", out.input, "One event: constant or number");
    commands.events->add_flag("--json", out.json, "One JSON document on stdout");

    commands.replay =
        root.add_subcommand("replay", "Feed a trace's inputs to the project as it is now; name the first difference");
    commands.replay->add_option("trace", out.input)->required();
    commands.replay->add_option("--project", out.project, "Project to replay against; else the one the trace names");
    commands.replay->add_flag("--update", out.update, "Write the trace anew from this run");
    commands.replay->add_flag("--json", out.json, "One JSON document on stdout");

    commands.uitest = root.add_subcommand("uitest", "Play .uis scripts and compare their pictures");
    commands.uitest->add_option("files", out.files, "Scripts")->required();
    commands.uitest->add_flag("--update", out.update, "Take the pictures as they are now");
    commands.uitest->add_option("--junit", out.junit, "Write a JUnit report to this file");

    commands.dump = root.add_subcommand("dump", "Show what the compiler makes of a file");
    commands.dump->add_option("what", out.what)->required()->check(CLI::IsMember({"tokens", "ast", "code"}));
    commands.dump->add_option("file", out.input)->required();
}

static bool is_command(const CLI::App& root, std::string_view word) {
    for (const CLI::App* command : root.get_subcommands(nullptr))
        if (command->get_name() == word) return true;
    return false;
}

Result<Arguments> parse_arguments(int argc, char** argv) {
    Arguments out;
    RawArguments raw;
    Commands commands;
    declare(commands, out, raw);
    std::vector<std::string> words(argv + 1, argv + argc);
    // `asyncscope PROJECT` is `asyncscope gui PROJECT`.
    bool global = !words.empty() && (words[0] == "--help" || words[0] == "-h" || words[0] == "--version");
    if (!global && (words.empty() || !is_command(commands.root, words[0]))) words.insert(words.begin(), "gui");
    std::reverse(words.begin(), words.end()); // CLI11 takes them last first
    try {
        commands.root.parse(words);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) return fail(error.what());
        const CLI::App* asked =
            commands.root.get_subcommands().empty() ? &commands.root : commands.root.get_subcommands()[0];
        out.help = dynamic_cast<const CLI::CallForVersion*>(&error) ? std::string(error.what()) + "\n" : asked->help();
        return out;
    }
    const CLI::App& command = *commands.root.get_subcommands()[0];
    out.command = command.get_name();
    out.session.project = out.input;
    if (auto r = fill_pairs(out, raw); !r) return tl::unexpected(r.error());
    if (auto r = fill_payload(out, raw); !r) return tl::unexpected(r.error());
    if (auto r = fill_stage(out, raw, command); !r) return tl::unexpected(r.error());
    if (auto r = fill_size(out, raw); !r) return tl::unexpected(r.error());
    return out;
}

} // namespace scope
