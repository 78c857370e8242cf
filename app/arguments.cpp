#include "app/arguments.h"
#include "core/trace/trace_reader.h"

#include "core/base/nearest.h"
#include "core/base/numbers.h"
#include "core/base/text.h"
#include "core/data/typed_json.h"
#include "ui/view/script.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace scope {

/// What CLI11 fills and is turned into Arguments afterwards, since order and JSON are ours to read.
struct RawArguments {
    std::vector<std::string> device, answers, replaced, set;
    std::string map, size, seed, shuffle, frames, budget;
    std::vector<std::string> stage_values[8];
};

struct StageOption {
    const char* name;
    const char* type;
    const char* help;
};
static constexpr StageOption stage_options[] = {
    {"room", "ROOM", "Go to a room"},
    {"frames", "N", "Run that many frames"},
    {"advance", "TIME", "Let virtual time pass, such as 10s"},
    {"create", "OBJECT[:JSON]", "Create an instance, the JSON's members before its Create event"},
    {"perform", "OBJECT[#n]:EVENT",
     "Perform an event, named as its file (Mouse_7), of the n-th instance or of one by id"},
    {"set-var", "PATH=GML", "Set a variable"},
    {"call", "GML", "Run statements"}};

/// Digits of a number that fits 64 bits: CLI11 lets larger ones wrap round.
static std::string whole_number_check(const std::string& text) {
    return whole_number(text) ? "" : "a whole number from 0 to 18446744073709551615 is wanted, not '" + text + "'";
}

static std::string scale_check(const std::string& text) {
    auto scale = finite_number(text);
    return scale && *scale >= 0.5 && *scale <= 4 ? "" : "a number from 0.5 to 4 is wanted, not '" + text + "'";
}

/// One value each time it is given.
static CLI::Option* add_list(CLI::App& command, const std::string& name, const char* type,
                             std::vector<std::string>& values, const std::string& help) {
    return command.add_option(name, values, help)->take_all()->allow_extra_args(false)->type_name(type);
}

static void add_budget(CLI::App& command, RawArguments& raw) {
    command
        .add_option("--budget", raw.budget,
                    "Units of work, about vm instructions, that one event may take; 0: no limit")
        ->type_name("N")
        ->check(whole_number_check)
        ->default_str(std::to_string(default_budget));
}

static void add_session_options(CLI::App& command, Arguments& out, RawArguments& raw, bool stage_frames) {
    command.add_option("--target", out.session.target, "Platform to pretend: windows, android, html5, ...")
        ->type_name("NAME")
        ->capture_default_str();
    command.add_option("--config", out.session.config, "Configuration: its macros and its values of the project")
        ->type_name("NAME")
        ->capture_default_str();
    add_list(command, "--device", "KEY=VALUE", raw.device,
             "Fact about the device: language=fi, display_width=1280, ...");
    add_list(command, "--mock", "PATH", out.session.mocks,
             "GML file or folder whose functions answer stubs of the same name");
    add_list(command, "--answer", "NAME=GML", raw.answers, "What a function that is not simulated returns");
    command.add_option("--seed", raw.seed, "Seed of random numbers")
        ->type_name("N")
        ->check(whole_number_check)
        ->default_str("0");
    add_budget(command, raw);
    command.add_flag("--strict", out.session.strict, "A stub is a fault, a problem is a failure");
    command.add_option("--shuffle", raw.shuffle, "Shuffle what GameMaker does not order, by this seed")
        ->type_name("N")
        ->check(whole_number_check);
    command.add_option("--files", out.session.files, "Folder imported before and exported after")->type_name("FOLDER");
    add_list(command, "--replace", "PROJECT/PATH=FILE", raw.replaced, "Other code for one file");
    CLI::Option* trace = command.add_option("--trace", out.session.trace, "Record to this file")->type_name("FILE");
    command.add_flag("--overwrite", out.session.overwrite, "The trace may replace a file that is none")->needs(trace);
    command.add_flag("--keep-secrets", out.session.keep_secrets, "Do not mask tokens and passwords in the trace")
        ->needs(trace);
    for (size_t i = 0; i < std::size(stage_options); ++i) {
        const StageOption& option = stage_options[i];
        if (!stage_frames && std::string_view(option.name) == "frames") continue;
        add_list(command, std::string("--") + option.name, option.type, raw.stage_values[i],
                 std::string(option.help) + " (stage)");
    }
}

static Result<std::pair<std::string, std::string>> pair_of(const std::string& text, const char* option) {
    size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return fail(std::string(option) + " takes KEY=VALUE, not '" + text + "'");
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

static bool is_name(std::string_view text) {
    auto letter = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && letter(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

static Result<void> check_answers(const Arguments& out) {
    for (const auto& [name, gml] : out.session.answers) {
        if (!is_name(name)) return fail("--answer takes NAME=GML, and '" + name + "' is no name of a function");
        if (gml.find_first_not_of(" \t\r\n") == std::string::npos)
            return fail("--answer takes NAME=GML, and for '" + name + "' there is no GML");
    }
    return {};
}

static Result<void> fill_pairs(Arguments& out, const RawArguments& raw) {
    auto each = [](const std::vector<std::string>& texts, const char* option, auto&& keep) -> Result<void> {
        std::set<std::string> keys;
        for (const std::string& text : texts) {
            auto pair = pair_of(text, option);
            if (!pair) return tl::unexpected(pair.error());
            if (!keys.insert(pair->first).second)
                return fail(std::string(option) + " gives '" + pair->first + "' twice");
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
    if (auto r = each(raw.set, "--set", [&](auto pair) { out.fire.set.push_back(std::move(pair)); }); !r) return r;
    std::set<std::string> mocks;
    for (const std::string& mock : out.session.mocks)
        if (!mocks.insert(mock).second) return fail("--mock gives '" + mock + "' twice");
    return check_answers(out);
}

static Result<void> fill_payload(Arguments& out, const RawArguments& raw) {
    if (raw.map.empty()) return {};
    std::string text = raw.map, name = "--map";
    if (text[0] == '@') {
        name = text.substr(1);
        if (name.empty()) return fail("--map takes JSON or @FILE, and after '@' there is no file");
        auto file = read_text_file(name);
        if (!file) return tl::unexpected(file.error());
        text = std::move(*file);
    }
    auto payload = read_payload(text, {.trailing_commas = true, .name = name, .findings = &out.fire.findings});
    if (!payload) return tl::unexpected(payload.error());
    out.fire.payload = std::move(*payload);
    return {};
}

static Result<void> fill_stage(Arguments& out, const RawArguments& raw, const CLI::App& command) {
    size_t used[std::size(stage_options)] = {};
    for (const CLI::Option* option : command.parse_order()) {
        for (size_t i = 0; i < std::size(stage_options); ++i) {
            if (!option->check_lname(stage_options[i].name) || used[i] >= raw.stage_values[i].size()) continue;
            auto step = stage_step(stage_options[i].name, raw.stage_values[i][used[i]++]);
            if (!step) return tl::unexpected(step.error());
            out.stage.push_back(std::move(*step));
        }
    }
    return {};
}

static constexpr uint64_t most_budget = uint64_t(1) << 53; // which a trace can name; no machine gets there

/// What was checked to be whole numbers, and the size of the window.
static Result<void> fill_numbers(Arguments& out, const RawArguments& raw) {
    out.session.seed = whole_number(raw.seed).value_or(0);
    out.session.budget = std::min(whole_number(raw.budget).value_or(default_budget), most_budget);
    out.session.shuffle = whole_number(raw.shuffle);
    out.frames = whole_number(raw.frames);
    if (raw.size.empty()) return {};
    auto size = window_size(raw.size);
    if (!size) return fail("--size takes WxH from 320x240 to 8192x8192, not '" + raw.size + "'");
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
    const char* more = "";
};

static constexpr const char* about_json =
    "\n\nJSON of --map, --set and --create: plain for reals, strings, bools, arrays and structs; one-key objects for "
    "the "
    "rest:\n"
    "  {\"$int64\":\"9007199254740993\"}  {\"$undefined\":true}  {\"$real\":\"nan\"}  {\"$ds_map\":{...}}  "
    "{\"$ds_list\":[...]}\n"
    "  {\"$ref\":\"ref ds_map 3\"}  a handle as GML prints it\n"
    "  {\"$gml\":\"obj_shop.request\"}  an expression, evaluated when the event is fired\n"
    "  {\"$buffer\":{\"kind\":\"grow\",\"alignment\":1,\"fields\":[[\"u8\",3],[\"string\",\"hi\"]]}}  a buffer that "
    "lives for "
    "the\n    event: kind is fixed, grow, wrap or fast; its content is one of fields ([type, value] pairs; types are "
    "u8 s8 "
    "u16\n    s16 u32 s32 u64 f16 f32 f64 bool string text), hex, base64, text or file; size, in bytes, where it is "
    "larger";

static constexpr const char* about_scripts =
    "\n\nA script has one command a line and # comments; it ends at the first that fails. Items are called "
    "PANEL/NAME;\n"
    "`items` lists those that can be seen.\n"
    "  open PATH                                a project or trace\n"
    "  click|double|right|hover \"Panel/Item\"\n"
    "  drag \"Panel/Item\" \"Panel/Item\"|X,Y      to another item, or by that many pixels\n"
    "  scroll \"Panel/Item\" NOTCHES             positive is down\n"
    "  type \"text\"    key Ctrl+Enter\n"
    "  wait FRAMES | \"Panel/Item\" | no \"Panel/Item\" | idle\n"
    "  expect \"Panel/Item\" [text|~part|disabled|enabled]    absent \"Panel/Item\"\n"
    "  shot FILE    size WxH    scale N    theme NAME    items";

static constexpr const char* about_rules = "\n\nA file of --ignore has one rule a line and # comments; in a pattern * "
                                           "is any text, ? one character, and ~/.../ a "
                                           "regular\nexpression. What is ignored is counted and said.\n"
                                           "  change self.timer        a variable, as differences name it\n"
                                           "  key */session            a key of async_load\n"
                                           "  log ~/^t=/               a line of output\n"
                                           "  object obj_fps           everything in handlers of an object\n"
                                           "  file objects/obj_hud/*   everything in handlers of a file\n"
                                           "  event ev_async_system    everything of an event\n"
                                           "  call os_get_info         a call out";

static constexpr HelpText help_texts[] = {
    {"gui", "the window was closed, or the script passed",
     "the script failed; with a script or --screenshot also: the boot or a stage step faulted",
     "wrong usage, or something could not be read or written",
     "asyncscope gui game.yyp\n  asyncscope gui game.yyp --screenshot window.png --size 1600x1000", about_scripts},
    {"fire", "the event was delivered",
     "a file of the project was refused; the game had ended; the boot, a stage step or a handler faulted and nothing "
     "caught it; with "
     "--strict also problems, "
     "such as "
     "nobody listening",
     "wrong usage, or something could not be read or written",
     "asyncscope fire game.yyp --event ev_async_web --preset \"finished, text body\" --set http_status=404",
     about_json},
    {"run", "it ran", "a file of the project was refused, or something faulted",
     "wrong usage, or something could not be read or written",
     "asyncscope run game.yyp --frames 120 --trace game.astrace"},
    {"eval", "it ran", "the code faulted", "wrong usage, or the code cannot be read or parsed",
     "asyncscope eval 'show_debug_message(string_upper(\"hi\"))'\n  echo 'return 6 * 7;' | asyncscope eval -f -"},
    {"check", "everything was read", "a file was refused, a name is unknown, or nothing of the project is there",
     "wrong usage, or the project cannot be read", "asyncscope check game.yyp --json"},
    {"events", "the event is known", nullptr, "wrong usage, or no such event", "asyncscope events ev_async_social"},
    {"replay",
     "of each event payload, handlers, keys, changes, calls out, requests, data structures, faults and output are as "
     "recorded",
     "something differs, or the trace has no end", "wrong usage, or something could not be read or written",
     "asyncscope replay bug.astrace --project game.yyp --ignore noise.txt", about_rules},
    {"diff", "both hold the same", "something differs, or a trace has no end",
     "wrong usage, or something could not be read or written", "asyncscope diff before.astrace after.astrace",
     about_rules},
    {"query", "at least one event passes", "none does",
     "wrong usage, a filter that is wrong, or a trace that cannot be read",
     "asyncscope query bug.astrace 'type:http status<0 (obj:obj_shop fault)'"},
    {"export", "the new file holds everything", "something of the trace is damaged and was left out",
     "wrong usage, or something could not be read or written",
     "asyncscope export bug.astrace -o bug.jsonl\n  asyncscope export bug.astrace -o bug.astrace.zst"},
    {"import", "the new file holds everything", "something of it is damaged and was left out",
     "wrong usage, or something could not be read or written", "asyncscope import bug.jsonl -o bug.astrace"},
    {"dump", "the file was read", "the file has errors", "wrong usage, or the file cannot be read",
     "asyncscope dump ast scripts/scr_shop/scr_shop.gml"},
    {"uitest", "every script passed", "a script failed", "wrong usage, or something could not be read or written",
     "asyncscope uitest tests/ui/*.uis --junit report.xml", about_scripts},
};

static void add_help_texts(CLI::App& root) {
    for (const HelpText& text : help_texts) {
        std::string fails = text.fails ? fmt::format("  1  {}\n", text.fails) : "";
        root.get_subcommand(text.command)
            ->footer(fmt::format("Exit status:\n  0  {}\n{}  2  {}\n\nExample:\n  {}{}", text.holds, fails, text.usage,
                                 text.example, text.more));
    }
    root.footer(
        "Exit status: 0 it holds, 1 what was asked about does not, 2 wrong usage or something could not be read or "
        "written.\n`asyncscope help COMMAND` tells more of each, with an example.");
}

struct Commands {
    CLI::App root{"AsyncScope fires GameMaker's asynchronous events and shows what each handler saw.", "asyncscope"};
    CLI::App *gui, *fire, *run, *eval, *check, *events, *replay, *diff, *query, *from, *to, *dump, *uitest;
};

static void add_comparison_options(CLI::App& command, Arguments& out) {
    command.add_option("--ignore", out.ignore, "File of what is not to be compared, a rule a line")->type_name("FILE");
    command.add_option("--junit", out.junit, "Write a JUnit report to this file")->type_name("FILE");
    command.add_flag("--json", out.json, "One JSON document on stdout");
}

static void declare(Commands& commands, Arguments& out, RawArguments& raw) {
    CLI::App& root = commands.root;
    root.require_subcommand(0, 1);
    root.option_defaults()->take_last(); // so that check_values sees each, and says it in our words
    root.set_version_flag("--version", "asyncscope 0.1.0");

    commands.gui = root.add_subcommand("gui", "The window (default)");
    commands.gui->add_option("input", out.input, "Project or trace")->type_name("PATH");
    commands.gui->add_option("--ui-script", out.ui_script, "Drive the window from a .uis file; needs no display")
        ->type_name("FILE");
    commands.gui->add_option("--screenshot", out.screenshot, "Write a PNG and leave; needs no display")
        ->type_name("FILE");
    commands.gui->add_option("--size", raw.size, "Window size")->type_name("WxH");
    commands.gui->add_option("--scale", out.scale, "UI scale")->type_name("N")->check(scale_check);
    commands.gui->add_option("--theme", out.theme, "dark or light")
        ->type_name("NAME")
        ->check(CLI::IsMember({"dark", "light"}));
    add_session_options(*commands.gui, out, raw, true);

    commands.fire = root.add_subcommand("fire", "Fire one event and show what each handler saw");
    commands.fire->add_option("project", out.input, "A .yyp or its folder")->type_name("PATH")->required();
    commands.fire->add_option("--event", out.fire.event, "Constant or number: ev_async_web, 62")
        ->type_name("NAME")
        ->required();
    commands.fire->add_option("--preset", out.fire.preset, "Shape to start from; `asyncscope events NAME` lists them")
        ->type_name("SHAPE");
    commands.fire->add_option("--map", raw.map, "The payload; a --preset is then the shape it is checked against")
        ->type_name("JSON|@FILE");
    add_list(*commands.fire, "--set", "KEY=VALUE", raw.set, "Set a key on top of it");
    commands.fire->add_flag("--json", out.json, "One JSON document on stdout");
    add_session_options(*commands.fire, out, raw, true);

    commands.run = root.add_subcommand("run", "Run a project or a lone .gml as GameMaker would");
    commands.run->add_option("project", out.input, "A project, or a .gml file")->type_name("PATH")->required();
    commands.run->add_option("--script", out.script, "GML file run once after the stage")->type_name("FILE");
    commands.run->add_option("--frames", raw.frames, "Frames at most; 0: no limit (a lone .gml 60)")
        ->type_name("N")
        ->check(whole_number_check)
        ->default_str("600");
    commands.run->add_flag("--keep-going", out.keep_going, "Go on after an uncaught fault");
    commands.run->add_flag("--json", out.json, "One JSON document on stdout: output, events, problems, faults");
    add_session_options(*commands.run, out, raw, false);

    commands.eval = root.add_subcommand("eval", "Run GML in an empty world");
    commands.eval->add_option("code", out.input, "Statements")->type_name("GML");
    commands.eval->add_option("-f,--file", out.code_file, "Instead: read them from a file, or - for standard input")
        ->type_name("FILE");

    add_budget(*commands.eval, raw);

    commands.check = root.add_subcommand("check", "Parse everything: errors, unknown names, stubs, handlers");
    commands.check->add_option("project", out.input, "A project, or a .gml file")->type_name("PATH")->required();
    commands.check->add_flag("--json", out.json, "One JSON document on stdout");
    commands.check
        ->add_option("--config", out.session.config, "Configuration: its macros and its values of the project")
        ->type_name("NAME")
        ->capture_default_str();

    commands.events = root.add_subcommand("events", "The catalogue of async events");
    commands.events->add_option("name", out.input, "One event: constant or number")->type_name("NAME");
    commands.events->add_flag("--json", out.json, "One JSON document on stdout");

    commands.replay =
        root.add_subcommand("replay", "Feed a trace's inputs to the project as it is now; name what differs");
    commands.replay->add_option("trace", out.input, "What --trace recorded")->type_name("FILE")->required();
    commands.replay->add_option("--project", out.project, "Project to replay against; else the one the trace names")
        ->type_name("PATH");
    commands.replay->add_flag("--update", out.update, "Write the trace anew from this run");
    add_comparison_options(*commands.replay, out);

    commands.diff =
        root.add_subcommand("diff", "Compare two traces; name what was added, is missing, moved or changed");
    commands.diff->add_option("a", out.input, "What --trace recorded first")->type_name("FILE")->required();
    commands.diff->add_option("b", out.other, "What it recorded then")->type_name("FILE")->required();
    add_comparison_options(*commands.diff, out);

    commands.query = root.add_subcommand("query", "Find events of a trace by a filter");
    commands.query->add_option("trace", out.input, "What --trace recorded")->type_name("FILE")->required();
    commands.query->add_option("filter", out.filter, "As in the window's Events list; docs/filter.md has all of it")
        ->type_name("FILTER")
        ->required();
    commands.query->add_flag("--json", out.json, "One JSON document on stdout: the whole records");

    auto add_conversion = [&](const char* name, const char* what, const char* input) {
        CLI::App* command = root.add_subcommand(name, what);
        command->add_option("trace", out.input, input)->type_name("FILE")->required();
        command->add_option("-o,--output", out.output, "The new file: .jsonl is text, .astrace.zst packed")
            ->type_name("FILE")
            ->required();
        command->add_flag("--overwrite", out.session.overwrite, "Replace a file that is no trace");
        return command;
    };
    commands.to = add_conversion("export", "Write a trace in another form, without loss", "What --trace recorded");
    commands.from = add_conversion("import", "Make a trace of its text", "What export wrote, or an older trace");

    commands.uitest = root.add_subcommand("uitest", "Play .uis scripts and compare their pictures");
    commands.uitest->add_option("files", out.files, "Scripts")->type_name("FILE")->take_all()->required();
    commands.uitest->add_flag("--update", out.update, "Take the pictures as they are now");
    commands.uitest->add_option("--junit", out.junit, "Write a JUnit report to this file")->type_name("FILE");

    commands.dump = root.add_subcommand("dump", "Show what the compiler makes of a file");
    commands.dump->add_option("what", out.what, "Of which stage")
        ->type_name("NAME")
        ->required()
        ->check(CLI::IsMember({"tokens", "ast", "code"}));
    commands.dump->add_option("file", out.input, "A .gml file")->type_name("FILE")->required();

    add_help_texts(root);
}

static const CLI::App* find_command(const CLI::App& root, std::string_view word) {
    for (const CLI::App* command : root.get_subcommands(nullptr))
        if (command->get_name() == word) return command;
    return nullptr;
}

/// "; did you mean 'check'?", or which commands there are.
static std::string suggestion(const CLI::App& root, std::string_view word) {
    std::vector<std::string> names{"help"};
    for (const CLI::App* command : root.get_subcommands(nullptr)) names.push_back(command->get_name());
    if (std::string hint = did_you_mean(word, names); !hint.empty()) return hint;
    return fmt::format("; the commands are {}", fmt::join(names, ", "));
}

/// A word that no option and no argument takes.
static Error unexpected_word(const CLI::App& command, const std::string& word) {
    if (!word.starts_with('-')) return {"'" + word + "' is one word too many for " + command.get_name(), ""};
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return {command.get_name() + " has no option '" + word + "'" + did_you_mean(word.substr(0, word.find('=')), names),
            ""};
}

static bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

static Error empty_value(const CLI::Option& option) {
    return {fmt::format("{} is empty; it takes {}: {}", option.get_name(), option.get_type_name(),
                        option.get_description()),
            ""};
}

/// Every value that was given counts: none is empty, and an option that takes one is given once.
static Result<void> check_values(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        if (!takes_value(*option)) continue;
        const std::vector<std::string>& values = option->results();
        for (const std::string& value : values)
            if (value.find_first_not_of(" \t\r\n") == std::string::npos) return tl::unexpected(empty_value(*option));
        if (values.size() > 1 && option->get_multi_option_policy() == CLI::MultiOptionPolicy::TakeLast)
            return fail(option->get_name() + " is given twice, and takes one " + option->get_type_name());
    }
    return {};
}

/// A word that was mistyped says more than the option that is missing therefore.
static Error usage_problem(const CLI::App& root, const CLI::ParseError& error) {
    if (root.get_subcommands().empty()) return {error.what(), ""};
    if (auto values = check_values(*root.get_subcommands()[0]); !values) return values.error();
    std::vector<std::string> words = root.remaining(true);
    auto option =
        std::find_if(words.begin(), words.end(), [](const std::string& word) { return word.starts_with('-'); });
    bool too_many = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    if (words.empty() || (option == words.end() && !too_many)) return {error.what(), ""};
    return unexpected_word(*root.get_subcommands()[0], option == words.end() ? words[0] : *option);
}

/// CLI11 would take the next word for the value of `--map=`.
static Result<void> check_equals(const CLI::App& root, const std::vector<std::string>& words) {
    const CLI::App* command = words.empty() ? nullptr : find_command(root, words[0]);
    for (const std::string& word : words) {
        if (!command || !word.starts_with("--") || word.find('=') != word.size() - 1) continue;
        const CLI::Option* option = command->get_option_no_throw(word.substr(0, word.size() - 1));
        if (option && takes_value(*option)) return tl::unexpected(empty_value(*option));
    }
    return {};
}

/// What belongs together, or does not.
static Result<void> check_together(const Arguments& out) {
    if (out.command == "eval" && !out.input.empty() && !out.code_file.empty())
        return fail("eval takes statements or -f FILE, not both");
    if (out.command != "gui") return {};
    bool trace = is_trace_name(out.input);
    if (!out.stage.empty() && (out.input.empty() || trace))
        return fail("stage steps are for a project that is opened with them" +
                    std::string(trace ? ", and this is a trace" : ""));
    if (!out.session.trace.empty() && trace) return fail("--trace records a project, and this is a trace");
    return {};
}

/// `asyncscope PROJECT` is `asyncscope gui PROJECT`, `help COMMAND` is `COMMAND --help`; a word that is neither a
/// command nor a file was mistyped.
static Result<void> complete(std::vector<std::string>& words, const CLI::App& root) {
    if (!words.empty() && words[0] == "help") {
        if (words.size() > 1 && !find_command(root, words[1]))
            return fail("there is no command '" + escape_control(words[1]) + "'" + suggestion(root, words[1]));
        if (words.size() > 2) return fail("help takes one command");
        words = words.size() > 1 ? std::vector<std::string>{words[1], "--help"} : std::vector<std::string>{"--help"};
        return {};
    }
    bool global = !words.empty() && (words[0] == "--help" || words[0] == "-h" || words[0] == "--version");
    if (global || (!words.empty() && find_command(root, words[0]))) return {};
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
    if (auto r = check_equals(commands.root, words); !r) return tl::unexpected(r.error());
    std::reverse(words.begin(), words.end()); // CLI11 takes them last first
    try {
        commands.root.parse(words);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0) return tl::unexpected(usage_problem(commands.root, error));
        const CLI::App* asked =
            commands.root.get_subcommands().empty() ? &commands.root : commands.root.get_subcommands()[0];
        out.help = dynamic_cast<const CLI::CallForVersion*>(&error) ? std::string(error.what()) + "\n" : asked->help();
        return out;
    }
    const CLI::App& command = *commands.root.get_subcommands()[0];
    out.command = command.get_name();
    out.session.project = out.input;
    if (auto r = check_values(command); !r) return tl::unexpected(r.error());
    if (auto r = fill_pairs(out, raw); !r) return tl::unexpected(r.error());
    if (auto r = fill_payload(out, raw); !r) return tl::unexpected(r.error());
    if (auto r = fill_stage(out, raw, command); !r) return tl::unexpected(r.error());
    if (auto r = fill_numbers(out, raw); !r) return tl::unexpected(r.error());
    out.session.checkpoints = out.command == "gui"; // nobody else goes back
    if (auto r = check_together(out); !r) return tl::unexpected(r.error());
    return out;
}

} // namespace scope
