#include "stage.h"

#include <set>

namespace scope {

TEST(CodePane, ScrollsSearchesAndGoesToALine) {
    Stage stage(true);
    stage.port->long_code();
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\nexpect \"Handler/Code/sideways bar\"\n"
                         "click \"Handler/Code/line 1\"\nkey Ctrl+F\nwait \"Handler/Find\"\ntype \"gold\"\n"
                         "expect \"Handler/matches\" ~of\nexpect \"Handler/Code/match 6:1\" current\nshot look_find\n"
                         "key Enter\nexpect \"Handler/matches\" ~2 of\nkey F3\nexpect \"Handler/matches\" ~3 of\n"
                         "key Shift+F3\nexpect \"Handler/matches\" ~2 of\n"
                         // Far to the right: the pane follows.
                         "key Ctrl+A\ntype \"far_away\"\nexpect \"Handler/Code/match 300:217\" current\n"
                         "key Escape\nabsent \"Handler/Find\"\nabsent \"Handler/Code/match 300:217\"\n"
                         "key Ctrl+G\nwait \"Handler/Line\"\ntype \"150\"\nkey Enter\nabsent \"Handler/Line\"\n"
                         "expect \"Handler/Code/line 150\"\n"
                         // Elsewhere Ctrl+F is the filter of events.
                         "click \"Events/List/#71\"\nkey Ctrl+F\ntype \"fault\"\nexpect \"Events/count\" 1 of 5\n"),
              "");
}

TEST(CodePane, ALongLineShowsToItsEnd) {
    Stage stage(true);
    stage.port->long_code(5000);
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\nclick \"Handler/Code/line 1\"\nkey Ctrl+F\nwait "
                         "\"Handler/Find\"\ntype \"far_away\"\nwait \"Handler/Code/match 300:5017\"\nwait 2\n"),
              "");
    Rect match = stage.screen.ui().items.find("Handler/Code/match 300:5017")->visible;
    Image image(static_cast<int>(stage.size.x), static_cast<int>(stage.size.y));
    rasterize(*stage.data, image, stage.screen.ui().theme->panel);
    std::set<uint8_t> colors; // their red parts
    for (int y = static_cast<int>(match.min.y) + 1; y < static_cast<int>(match.max.y) - 1; ++y)
        for (int x = static_cast<int>(match.min.x) + 3; x < static_cast<int>(match.max.x) - 3; ++x)
            colors.insert(
                image.rgba[4 * (static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x))]);
    EXPECT_GT(colors.size(), 1u) << "the text stands on the mark";
}

TEST(CodePane, ShowsTheFileInWhichItFaulted) {
    Stage stage(true);
    stage.port->fault_in_a_script();
    EXPECT_EQ(
        stage.play("click \"Events/List/#110\"\nexpect \"Handler/subtitle\" scripts/scr_ui/scr_ui.gml\n"
                   "expect \"Handler/Code/note 2\" ~cannot parse\nclick \"Details/stack\"\n"
                   "click \"Details/Stack/obj_menu Other_62\"\n"
                   "expect \"Handler/subtitle\" objects/obj_menu/Other_62.gml\n"
                   "click \"Details/Stack/show_reward\"\nexpect \"Handler/subtitle\" scripts/scr_ui/scr_ui.gml\n"),
        "");
    EXPECT_EQ(stage.bench.shown_place().line, 2u);
}

TEST(ConsolePanel, NothingIsCutAndHandlesShowWhatTheyHold) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+1\nwait \"Console/Input\"\ntype \"m\"\nkey Enter\n"
                         "expect \"Console/List/0:*\" and 12 more\nscroll \"Console/List/list\" -9\n"
                         "expect \"Console/List/answer 1\" ref ds_map 0\nscroll \"Console/List/list\" 9\n"
                         "shot look_console_map\nclick \"Console/List/0:*\"\nabsent \"Console/List/0:*\"\n"
                         "key Ctrl+1\ntype \"long\"\nkey Enter\nwait \"Console/List/line 33\"\n"
                         "right \"Console/List/line 33\"\nclick \"Console/List/line 33 menu/Copy the answer\"\n"),
              "");
    EXPECT_EQ(stage.clipboard.size(), 3004u);
    EXPECT_TRUE(stage.clipboard.ends_with("x end"));
}

TEST(InstancePanel, ShowsGlobalsAndBuiltInVariables) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+4\nexpect \"Instances/Variables/gold\" 60\nexpect \"Instances/Variables/x\" 64\n"
                         "click \"Instances/List/global\"\nexpect \"Instances/Variables/last_sync\" 21.4\n"
                         "expect \"Instances/Variables/score\" 0\nshot look_globals\n"
                         "click \"Instances/Variables/score\"\nwait \"Instances/Variables/Value\"\nkey Ctrl+A\n"
                         "type \"5\"\nkey Enter\nwait no \"Instances/Variables/Value\"\n"),
              "");
    ASSERT_EQ(stage.port->applied.size(), 1u);
    EXPECT_EQ(stage.port->applied[0].arguments.find("path")->text(), "global.score");
}

TEST(InstancePanel, AnotherProjectShowsItsOwn) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+4\nexpect \"Instances/Variables/gold\" 60\n"), "");
    auto other = std::make_unique<FixturePort>(); // as many changes as the first one
    other->gold = 7;
    stage.bench.show(std::move(other), "other.yyp");
    EXPECT_EQ(stage.play("expect \"Instances/Variables/gold\" 7\n"), "");
}

TEST(Lists, SortByATitleAndKeepTheirColumns) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+4\nclick \"Instances/List/sort object\"\n"
                         "expect \"Instances/List/sort object\" up\nclick \"Instances/List/sort object\"\n"
                         "expect \"Instances/List/sort object\" down\n"
                         "drag \"Instances/List/column id\" 40,0\n"),
              "");
    auto y = [&](const char* name) { return stage.screen.ui().items.find(name)->visible.min.y; };
    EXPECT_LT(y("Instances/List/#100004"), y("Instances/List/#100009")); // obj_shop before obj_menu
    EXPECT_LT(y("Instances/List/#100009"), y("Instances/List/#100011"));
    const ListLook& look = stage.bench.window().lists.at("Instances/List");
    EXPECT_EQ(look.sort, -2);
    ASSERT_EQ(look.widths.size(), 3u);
    EXPECT_NEAR(look.widths[0], 130, 4);
    // They survive the window.
    Stage next(true);
    next.bench.restore(stage.bench.saved());
    EXPECT_EQ(next.bench.window().lists.at("Instances/List"), look);
    EXPECT_EQ(stage.play("key Ctrl+5\nclick \"Ledger/List/sort size\"\nwait 2\n"), "");
    EXPECT_LT(y("Ledger/List/ref ds_map 2"), y("Ledger/List/ref ds_list 1"));
    EXPECT_EQ(stage.play("key Ctrl+J\nclick \"Events/List/sort result\"\nclick \"Events/List/sort result\"\n"
                         "click \"Events/List/#71\"\nkey Up\nexpect \"Matrix/subtitle\" ~#103\n"),
              "");
    EXPECT_LT(y("Events/List/#110"), y("Events/List/#102")); // the fault first
    EXPECT_LT(y("Events/List/#102"), y("Events/List/#71"));
    EXPECT_EQ(ListLook::read("-3 60.0 120.5 0.0").text(), "-3 60.0 120.5 0.0");
    EXPECT_EQ(ListLook::read("99 x").sort, 0);
    EXPECT_EQ(ListLook::read("nonsense"), ListLook());
}

TEST(Lists, AColumnDraggedWideLeavesTheOthersTheirPlace) {
    Stage stage(true);
    EXPECT_EQ(stage.play("drag \"Events/List/column event\" 1500,0\nwait 2\nexpect \"Events/List/sort result\"\n"
                         "expect \"Events/List/sort summary\"\nexpect \"Events/List/column event\"\n"),
              "");
    // Nor does what an earlier version kept.
    CommandQueue queue;
    queue.push({CommandId::set_list, "Events/List", "0 60 76 3000 0 108 170 76"});
    stage.bench.apply(queue);
    EXPECT_EQ(stage.play("wait 2\nexpect \"Events/List/sort result\"\nexpect \"Events/List/sort summary\"\n"
                         "expect \"Events/List/column event\"\n"),
              "");
}

TEST(Menus, CopyWhatIsShown) {
    Stage stage(true);
    stage.port->add_problems({{"missing-code", Severity::warning, "'a.gml' does not exist", {"a.yy", 1, 1}, ""},
                              {"missing-code", Severity::warning, "'b.gml' does not exist", {"b.yy", 1, 1}, ""}});
    auto copied = [&](const char* script) {
        stage.clipboard.clear();
        EXPECT_EQ(stage.play(script), "");
        return stage.clipboard;
    };
    EXPECT_EQ(copied("click \"Events/List/#102\"\nright \"Matrix/obj_log #100011\"\n"
                     "click \"Matrix/obj_log #100011 menu/Copy how it ended\"\n"),
              "left at line 1: id 3, mine 7");
    EXPECT_EQ(copied("click \"Matrix/Cells/status obj_shop #100004\"\nkey Down\nkey Down\nkey Shift+F10\nwait 2\n"
                     "click \"Matrix/Cells/status obj_shop #100004 menu/Copy the value\"\n"),
              "0");
    EXPECT_EQ(copied("right \"Handler/Code/line 1\"\nclick \"Handler/Code/line 1 menu/Copy the line\"\n"),
              "if (async_load[? \"id\"] != daily) exit;");
    EXPECT_EQ(copied("right \"Calls/List/scr_save\"\nclick \"Calls/List/call 2 menu/Copy the name\"\n"), "scr_save");
    EXPECT_EQ(copied("key Ctrl+3\nright \"Problems/List/group missing-code\"\n"
                     "click \"Problems/List/group warning missing-code menu/Copy all of them\"\n"),
              "a.yy:1:1: warning: 'a.gml' does not exist\nb.yy:1:1: warning: 'b.gml' does not exist\n");
    stage.port->faulty = true;
    EXPECT_EQ(copied("key F10\nwait 2\nright \"Fault/message text\"\n"
                     "click \"Fault/message menu/Copy the message and the stack\"\n"),
              "variable obj_lobby.door not set before reading it.\n  gml_Object_obj_lobby_Create_0  "
              "objects/obj_shop/Other_62.gml:5:1");
    EXPECT_EQ(copied("click \"Events/List/fault 1\"\nkey Ctrl+C\n"),
              "\t1285\tobj_lobby Step_0\tvariable obj_lobby.door not set before reading it.\t\tfault at "
              "obj_shop/Other_62.gml:5");
}

TEST(OpenDialog, SaysOnlyWhatBelongsToItsPath) {
    Stage stage(false);
    EXPECT_EQ(stage.play("key Ctrl+Enter\nkey Ctrl+O\nwait \"Open/Path\"\nkey Ctrl+A\ntype \"/a.yyp\"\nkey "
                         "Enter\nexpect \"Open/error\" ~opened here\ntype \"b\"\nabsent \"Open/error\"\n"),
              "");
}

TEST(OpenDialog, OffersWhatWasOpenedAndWalksByKey) {
    Stage stage(false);
    stage.bench.restore(
        Datum::structure({{"recents", Datum::array({Datum("/games/shop/shop.yyp"), Datum("/games/old.yyp")})},
                          {"project", Datum("/games/shop/shop.yyp")}}));
    EXPECT_EQ(stage.bench.last_open(), "/games/shop/shop.yyp");
    EXPECT_EQ(
        stage.play("expect \"Matrix/Recent/shop.yyp\" /games/shop/shop.yyp\nshot look_recent\n"
                   "key Ctrl+O\nwait \"Open/Path\"\nexpect \"Open/List/shop.yyp\" selected\nshot look_open\n"
                   "key Down\nexpect \"Open/List/old.yyp\" selected\nkey Enter\nexpect \"Open/error\" ~opened here\n"
                   "key Escape\nclick \"Matrix/Recent/old.yyp\"\nexpect \"Status/message\" ~opened here\n"),
        "");
}

TEST(Compose, MakesAndEditsBuffers) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/url type\"\nclick \"Compose/Payload/url type/buffer\"\n"
                         "expect \"Compose/Payload/url type\" buffer\nclick \"Compose/Payload/url open\"\n"
                         "expect \"Compose/Payload/url > kind value\" grow\n"
                         "expect \"Compose/Payload/url > 0 type\" string\n"
                         "click \"Compose/Payload/url > 0 value\"\nkey Ctrl+A\ntype \"hi\"\nkey Enter\n"
                         "expect \"Compose/Payload/url > hex value\" 686900\n"
                         "click \"Compose/Payload/url key\"\nclick \"Compose/Payload/url add\"\n"
                         "click \"Compose/Payload/url > 1 type\"\nclick \"Compose/Payload/url > 1 type/u16\"\n"
                         "click \"Compose/Payload/url > 1 value\"\nkey Ctrl+A\ntype \"258\"\nkey Enter\n"
                         "expect \"Compose/Payload/url > hex value\" 6869000201\nshot look_buffer\n"
                         "click \"Compose/Payload/url > 0 key\"\nclick \"Compose/Payload/url > 0 remove\"\n"
                         "expect \"Compose/Payload/url > hex value\" 0201\n"
                         "click \"Compose/Payload/url > hex value\"\nkey Ctrl+A\ntype \"ff00\"\nkey Enter\n"
                         "expect \"Compose/Payload/url > hex value\" ff00\nabsent \"Compose/Payload/url > 0 value\"\n"
                         // What is no byte is refused in words.
                         "click \"Compose/Payload/url > hex value\"\nkey Ctrl+A\ntype \"xyz\"\nkey Enter\n"
                         "expect \"Status/message\" ~pairs\nexpect \"Compose/Payload/url > hex value\" xyz\n"
                         "key Ctrl+Enter\nexpect \"Status/message\" ~nothing was fired\n"
                         "click \"Compose/Payload/url > hex value\"\nwait 2\nkey Escape\nkey Ctrl+Enter\n"
                         "expect \"Status/message\" ~#111\n"),
              "");
    ASSERT_EQ(stage.port->fired.size(), 1u);
    EXPECT_EQ(stage.port->fired[0].payload->find("url")->buffer_content()->bytes, std::string("\xFF\0", 2));
}

} // namespace scope
