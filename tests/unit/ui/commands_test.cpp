// Every command that a user can choose: it is in the palette, its key does the same, and both have its effect. One that
// cannot be used says so.

#include "stage.h"
#include "ui/model/live_session.h"
#include "ui/model/trace_view.h"

#include <functional>
#include <gtest/gtest.h>
#include <map>

namespace scope {

namespace {

struct Effect {
    std::string before; ///< a script that makes the command usable
    std::function<bool(Stage&)> holds;
    std::function<void(Stage&)> prepare = {}; ///< what no script can
};

std::function<bool(Stage&)> shows(BottomTab tab) {
    return [tab](Stage& s) { return s.bench.window().bottom_shown && s.bench.window().bottom == tab; };
}
std::function<bool(Stage&)> says(std::string_view text) {
    return [text](Stage& s) { return s.bench.window().status.text.starts_with(text); };
}
bool has_key(Stage& s, std::string_view key) {
    return s.bench.composition().payload.find(key) != nullptr;
}
uint32_t selected_id(Stage& s) {
    const DispatchRecord* dispatch = s.bench.selected_dispatch();
    return dispatch ? dispatch->id : 0;
}

void open_trace(Stage& stage) {
    const std::string path = "tests/ui/traces/older.astrace";
    stage.port = nullptr;
    stage.bench.show(TraceView::open(path).value(), path);
}
void compare(Stage& stage) {
    open_trace(stage);
    stage.commands.push({CommandId::compare_path, "tests/ui/traces/newer.astrace"});
    do stage.frame();
    while (stage.bench.busy());
}

const std::string edit = "click \"Compose/Payload/id value\"\nkey Ctrl+A\ntype \"42\"\nkey Enter\n"
                         "expect \"Compose/Payload/id value\" 42\n";
const std::string choose = "click \"Events/List/#102\"\nexpect \"Matrix/subtitle\" ~#102\n";

const std::string searched =
    choose + "key Ctrl+Shift+F\nwait \"Handler/Find\"\ntype \"async_load\"\nexpect \"Handler/matches\" ~1 of\n";
const std::string step_once = "click \"Compose/Event\"\nkey Escape\n";

std::map<CommandId, Effect> effects() {
    using enum CommandId;
    return {
        {open, {"", [](Stage& s) { return s.bench.window().overlay == Overlay::open; }}},
        {repeat, {"", [](Stage& s) { return s.bench.window().status.text.starts_with("repeated"); }}},
        {reload, {"", says("read again and started")}},
        {restart, {"", [](Stage& s) { return says("started again")(s) && s.bench.session().events().empty(); }}},
        {quit, {"", [](Stage& s) { return s.bench.wants_quit(); }}},
        {undo, {edit, [](Stage& s) { return s.bench.compose().history.can_redo(); }}},
        {redo,
         {edit + "click \"Toolbar/Step\"\nkey Ctrl+Z\nexpect \"Compose/Payload/id value\" 7\n",
          [](Stage& s) { return s.bench.composition().payload.find("id")->as_real() == 42; }}},
        {copy_gml, {"", [](Stage& s) { return s.clipboard.find("ds_map_create") != std::string::npos; }}},
        {copy_json, {"", [](Stage& s) { return s.clipboard.find("\"id\"") < 10; }}},
        {paste, {"", [](Stage& s) { return has_key(s, "pasted"); }}},
        {add_key, {"", [](Stage& s) { return has_key(s, "key"); }}},
        {remove_selected, {"click \"Compose/Payload/status key\"\n", [](Stage& s) { return !has_key(s, "status"); }}},
        {clear_payload, {"", [](Stage& s) { return s.bench.composition().payload.size() == 0; }}},
        {fire, {"", [](Stage& s) { return s.port->fired.size() == 1; }}},
        {edit_selected, {choose, says("payload of #102 is ready")}},
        {fire_selected, {choose, [](Stage& s) { return s.port->fired.size() == 1 && s.port->fired[0].payload; }}},
        {run, {"", [](Stage& s) { return s.bench.running(); }}},
        {cancel,
         {"key Ctrl+1\nwait \"Console/Input\"\ntype \"work\"\nkey Enter\nwait \"Status/Cancel\"\n",
          [](Stage& s) { return s.port->cancelled; }}},
        {step, {"", [](Stage& s) { return s.bench.session().frame() == 1285; }}},
        {advance, {"", [](Stage& s) { return s.port->applied.size() == 1 && s.port->applied[0].kind == "advance"; }}},
        {next_event, {choose, [](Stage& s) { return selected_id(s) != 102; }}},
        {previous_event, {choose, [](Stage& s) { return selected_id(s) != 102; }}},
        {next_handler, {choose, [](Stage& s) { return s.bench.selected_handler()->object == "obj_menu"; }}},
        {previous_handler,
         {choose + "click \"Matrix/obj_menu #100009\"\n",
          [](Stage& s) { return s.bench.selected_handler()->object == "obj_shop"; }}},
        {find, {"", [](Stage& s) { return s.play("type \"fault\"\nexpect \"Events/Filter\" fault") == ""; }}},
        {clear_filter,
         {"click \"Events/Filter\"\ntype \"fault\"\nkey Enter\nexpect \"Events/count\" 1 of 5\n",
          [](Stage& s) { return s.bench.events().filter.empty(); }}},
        {compare_trace, {"", [](Stage& s) { return s.bench.window().open_to_compare; }}},
        {replay_trace,
         {"", [](Stage& s) { return s.bench.compare().state() != CompareModel::State::empty; }, open_trace}},
        {next_difference, {"", [](Stage& s) { return s.bench.compare().selected() == 1; }, compare}},
        {previous_difference, {"key F4\n", [](Stage& s) { return s.bench.compare().selected() == 0; }, compare}},
        {show_compare,
         {"click \"Compare/Events\"\n", [](Stage& s) { return s.bench.compare_shown() == CompareShown::front; },
          compare}},
        {find_in_code, {choose, [](Stage& s) { return s.bench.events().search.bar == CodeBar::find; }}},
        {find_next, {searched, [](Stage& s) { return s.bench.events().search.current == 1; }}},
        {find_previous, {searched, [](Stage& s) { return s.bench.events().search.current > 1; }}},
        {go_to_line, {choose, [](Stage& s) { return s.bench.events().search.bar == CodeBar::line; }}},
        {next_panel, {step_once, [](Stage& s) { return s.screen.ui().focus.panel() == "Requests"; }}},
        {previous_panel, {step_once, [](Stage& s) { return s.screen.ui().focus.panel() != "Compose"; }}},
        {palette, {"", [](Stage& s) { return s.bench.window().overlay == Overlay::palette; }}},
        {show_console, {"", shows(BottomTab::console)}},
        {show_output, {"", shows(BottomTab::output)}},
        {show_problems, {"", shows(BottomTab::problems)}},
        {show_instances, {"", shows(BottomTab::instances)}},
        {show_ledger, {"", shows(BottomTab::ledger)}},
        {hide_bottom, {"", [](Stage& s) { return s.bench.window().bottom_shown; }}},
        {toggle_theme, {"", [](Stage& s) { return s.bench.window().theme == "light"; }}},
        {larger, {"", [](Stage& s) { return s.bench.window().scale == 1.25f; }}},
        {smaller, {"", [](Stage& s) { return s.bench.window().scale == 0.75f; }}},
        {reset_layout,
         {"drag \"left column\" 50,0\n", [](Stage& s) { return s.bench.split("left column", -1) == -1; }}},
        {shortcuts, {"", [](Stage& s) { return s.bench.window().overlay == Overlay::shortcuts; }}},
    };
}

/// Plays `before` and `way`; "" when the command then had its effect.
std::string outcome(const Effect& effect, const std::string& way) {
    Stage stage(true);
    stage.clipboard = "{\"pasted\":1}";
    if (effect.prepare) effect.prepare(stage);
    std::string failure = stage.play(effect.before + "wait 2\n");
    if (!failure.empty()) return "before: " + failure;
    if (effect.holds(stage)) return "it holds before the command already";
    failure = stage.play(way + "wait 2\n");
    if (!failure.empty()) return failure;
    return effect.holds(stage) ? "" : "no effect; status: " + stage.bench.window().status.text;
}

} // namespace

TEST(EveryCommand, HasItsEffectFromThePaletteAndByItsKey) {
    const std::map<CommandId, Effect> known = effects();
    for (const CommandInfo& info : all_commands()) {
        if (info.menu.empty()) continue;
        auto effect = known.find(info.id);
        if (effect == known.end()) {
            ADD_FAILURE() << "nobody knows what " << info.name << " should do";
            continue;
        }
        if (info.id != CommandId::palette) {
            EXPECT_EQ(
                outcome(effect->second,
                        fmt::format("key Ctrl+P\nwait \"Palette/Search\"\ntype \"{}\"\nexpect \"Palette/List/{}\"\n"
                                    "key Enter\n",
                                    info.title, info.title)),
                "")
                << info.name << " in the palette";
        }
        if (!info.shortcut.empty()) {
            EXPECT_EQ(outcome(effect->second, fmt::format("key {}\n", info.shortcut)), "")
                << info.name << " by " << info.shortcut;
        }
    }
}

TEST(EveryCommand, ThatCannotBeUsedSaysSo) {
    size_t refused = 0;
    Stage stage(false);
    stage.frame();
    for (const CommandInfo& info : all_commands()) {
        if (stage.bench.is_enabled(info.id) || info.shortcut.empty()) continue;
        ++refused;
        EXPECT_EQ(stage.play(fmt::format("key {}\nexpect \"Status/message\" {} cannot be used now\n", info.shortcut,
                                         info.title)),
                  "");
    }
    EXPECT_GE(refused, 14u);
}

TEST(EveryCommand, IsUnderstood) {
    for (const CommandInfo& info : all_commands()) {
        Workbench bench(Catalog::builtin(), {});
        bench.show(std::make_unique<FixturePort>(), "coin_shop.yyp");
        CommandQueue queue;
        queue.push(info.id);
        bench.apply(queue);
        EXPECT_EQ(bench.window().status.text.find("is not understood"), std::string::npos) << info.name;
    }
}

} // namespace scope
