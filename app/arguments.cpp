#include "app/arguments.h"

#include "core/base/numbers.h"
#include "core/base/text.h"
#include "core/data/typed_json.h"
#include "ui/view/script.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>

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

/// Digits of a number that fits 64 bits: CLI11 lets larger ones wrap round.
static std::string whole_number_check(const std::string& text) {
    return whole_number(text) ? "" : "a whole number from 0 to 18446744073709551615 is wanted, not '" + text + "'";
}

static std::string scale_check(const std::string& text) {
    auto scale = finite_number(text);
    return scale && *scale >= 0.5 && *scale <= 4 ? "" : "a number from 0.5 to 4 is wanted, not '" + text + "'";
}

static void add_session_options(CLI::App& command, Arguments& out, RawArguments& raw, bool stage_frames) {
    command.add_option("--target", out.session.target, "Platform to pretend: windows, android, html5, ...")
        ->capture_default_str();
    command.add_option("--config", out.session.config, "Configuration: its macros and its values of the project")
        ->capture_default_str();
    command
        .add_option("--device", raw.device, "Fact about the device, KEY=VALUE: language=fi, display_width=1280, ...")
        ->take_all();
    command.add_option("--mock", out.session.mocks, "GML file or folder whose functions answer stubs of the same name")
        ->take_all();
    command.add_option("--answer", raw.answers, "What a stub returns, NAME=GML")->take_all();
    command.add_option("--seed", out.session.seed, "Seed of random numbers")
        ->check(whole_number_check)
        ->capture_default_str();
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
        out.session.shuffle = whole_number(raw.shuffle);
        if (!out.session.shuffle) return fail("--shuffle: " + whole_number_check(raw.shuffle));
    }
    if (raw.size_text.empty()) return {};
    auto size = window_size(raw.size_text);
    if (!size) return fail("--size takes WxH from 320x240 to 8192x8192, not '" + raw.size_text + "'");
    std::tie(out.width, out.height) = *size;
    return {};
}

/// What `--help` says below the options. Statuses beyond these are none.
struct HelpText {
    const char* command;
    const char* holds; ///< 0
    const char* fails; ///< 1; null: never
    const char* usage; ///< 2
    const char* example;
};

static constexpr HelpText help_texts[] = {
    {"gui", "the window was closed, or the script passed", "the script failed",
     "wrong usage, or something could not be read or written",
     "asyncscope gui game.yyp\n  asyncscope gui game.yyp --screenshot window.png --size 1600x1000"},
    {"fire", "the event was delivered",
     "a file of the project was refused; the boot, a stage step or a handler faulted; with --strict also problems, "
     "such as "
     "nobody listening",
     "wrong usage, or something could not be read or written",
     "asyncscope fire game.yyp --event ev_async_web --preset \"finished, text body\" --set http_status=404"},
    {"run", "it ran", "a file of the project was refused, or something faulted",
     "wrong usage, or something could not be read or written",
     "asyncscope run game.yyp --frames 120 --trace game.astrace"},
    {"eval", "it ran", "the code faulted", "wrong usage, or the code cannot be read or parsed",
     "asyncscope eval 'show_debug_message(string_upper(\"hi\"))'\n  echo 'return 6 * 7;' | asyncscope eval -f -"},
    {"check", "everything was read", "a file was refused, a name is unknown, or nothing of the project is there",
     "wrong usage, or the project cannot be read", "asyncscope check game.yyp --json"},
    {"events", "the event is known", nullptr, "wrong usage, or no such event", "asyncscope events ev_async_social"},
    {"replay", "everything happened as it was recorded", "something differs",
     "wrong usage, or something could not be read or written", "asyncscope replay bug.astrace --project game.yyp"},
    {"dump", "the file was read", "the file has errors", "wrong usage, or the file cannot be read",
     "asyncscope dump ast scripts/scr_shop/scr_shop.gml"},
    {"uitest", "every script passed", "a script failed", "wrong usage, or something could not be read or written",
     "asyncscope uitest tests/ui/*.uis --junit report.xml"},
};

static void add_help_texts(CLI::App& root) {
    for (const HelpText& text : help_texts) {
        std::string fails = text.fails ? fmt::format("  1  {}\n", text.fails) : "";
        root.get_subcommand(text.command)
            ->footer(fmt::format("Exit status:\n  0  {}\n{}  2  {}\n\nExample:\n  {}", text.holds, fails, text.usage,
                                 text.example));
    }
    root.footer(
        "Exit status: 0 it holds, 1 what was asked about does not, 2 wrong usage or something could not be read or "
        "written.\n`asyncscope help COMMAND` tells more of each, with an example.");
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
    commands.gui->add_option("--scale", out.scale, "UI scale")->check(scale_check);
    commands.gui->add_option("--theme", out.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    add_session_options(*commands.gui, out, raw, true);

    commands.fire = root.add_subcommand("fire", "Fire one event and show what each handler saw");
    commands.fire->add_option("project", out.input, "A .yyp or its folder")->required();
    commands.fire->add_option("--event", out.fire.event, "Constant or number")->required();
    commands.fire->add_option("--preset", out.fire.preset, "Shape to start from");
    commands.fire->add_option("--map", raw.map,
                              "Payload as JSON, or @FILE; a --preset is then the shape it is checked against");
    commands.fire->add_option("--set", raw.set, "KEY=VALUE on top of it")->take_all();
    commands.fire->add_flag("--json", out.json, "One JSON document on stdout");
    add_session_options(*commands.fire, out, raw, true);

    commands.run = root.add_subcommand("run", "Run a project or a lone .gml as GameMaker would");
    commands.run->add_option("project", out.input, "A project, or a .gml file")->required();
    commands.run->add_option("--script", out.script, "GML file run once after the stage");
    commands.run->add_option("--frames", out.frames, "Frames at most; 0: no limit")
        ->check(whole_number_check)
        ->capture_default_str();
    commands.run->add_flag("--keep-going", out.keep_going, "Go on after an uncaught fault");
    commands.run->add_flag("--json", out.json, "One JSON document on stdout: output, events, problems, faults");
    add_session_options(*commands.run, out, raw, false);

    commands.eval = root.add_subcommand("eval", "Run GML in an empty world");
    commands.eval->add_option("code", out.input, "Statements");
    commands.eval->add_option("-f,--file", out.code_file, "Read them from a file, or - for standard input");

    commands.check = root.add_subcommand("check", "Parse everything: errors, unknown names, stubs, handlers");
    commands.check->add_option("project", out.input)->required();
    commands.check->add_flag("--json", out.json, "One JSON document on stdout");
    commands.check
        ->add_option("--config", out.session.config, "Configuration: its macros and its values of the project")
        ->capture_default_str();

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

    add_help_texts(root);
}

static bool is_command(const CLI::App& root, std::string_view word) {
    for (const CLI::App* command : root.get_subcommands(nullptr))
        if (command->get_name() == word) return true;
    return false;
}

/// How many letters have to be changed, added, left out or swapped to make one word the other.
static size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
    for (size_t i = 0; i <= a.size(); ++i)
        for (size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

/// "; did you mean 'check'?", or which commands there are.
static std::string suggestion(const CLI::App& root, std::string_view word) {
    std::string nearest, all = "help";
    size_t least = 3;
    auto consider = [&](const std::string& name) {
        size_t edits = word.size() > 20 ? least : edits_between(word, name);
        if (edits < least && edits < name.size()) least = edits, nearest = name;
    };
    consider("help");
    for (const CLI::App* command : root.get_subcommands(nullptr)) {
        consider(command->get_name());
        all += ", " + command->get_name();
    }
    return nearest.empty() ? "; the commands are " + all : "; did you mean '" + nearest + "'?";
}

/// `asyncscope PROJECT` is `asyncscope gui PROJECT`, `help COMMAND` is `COMMAND --help`; a word that is neither a
/// command nor a file was mistyped.
static Result<void> complete(std::vector<std::string>& words, const CLI::App& root) {
    if (!words.empty() && words[0] == "help") {
        if (words.size() > 1 && !is_command(root, words[1]))
            return fail("there is no command '" + escape_control(words[1]) + "'" + suggestion(root, words[1]));
        words = words.size() > 1 ? std::vector<std::string>{words[1], "--help"} : std::vector<std::string>{"--help"};
        return {};
    }
    bool global = !words.empty() && (words[0] == "--help" || words[0] == "-h" || words[0] == "--version");
    if (global || (!words.empty() && is_command(root, words[0]))) return {};
    std::error_code error;
    bool bare = !words.empty() && words[0].find_first_of("/\\.-") == std::string::npos;
    if (bare && !std::filesystem::exists(words[0], error))
        return fail("there is no command, project or trace '" + escape_control(words[0]) + "'" +
                    suggestion(root, words[0]));
    words.insert(words.begin(), "gui");
    return {};
}

Result<Arguments> parse_arguments(int argc, char** argv) {
    Arguments out;
    RawArguments raw;
    Commands commands;
    declare(commands, out, raw);
    std::vector<std::string> words(argv + 1, argv + argc);
    if (auto r = complete(words, commands.root); !r) return tl::unexpected(r.error());
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
