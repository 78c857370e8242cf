#include "stage.h"

namespace scope {

TEST(MainWindow, SaysWhatToDoWhenNothingIsOpen) {
    Stage stage(false);
    EXPECT_EQ(
        stage.play("expect \"Events/empty\" No project is open\nexpect \"Compose/Fire\" disabled\nshot look_empty\n"
                   "click \"Events/Open project or trace...\"\nwait \"Open/Path\"\nkey Escape\nabsent \"Open/Path\"\n"),
        "");
}

TEST(MainWindow, ShowsWhatEachHandlerSaw) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\n"
                         "expect \"Matrix/obj_shop #100004\" ran to its end; 3 changes, 1 call out\n"
                         "expect \"Matrix/Cells/seen_by obj_shop #100004\" ~written absent\n"
                         "expect \"Matrix/Cells/id obj_menu #100009\" not read 3\n"
                         "expect \"Matrix/Cells/retries obj_menu #100009\" read, but missing\n"
                         "expect \"Matrix/obj_menu #100009\" ~never compared id\n"
                         "expect \"Matrix/finding\" ~obj_menu never compared it\n"
                         "expect \"Handler/Code/line 3\" not run\n"
                         "expect \"Handler/Code/note 6\" 10 \u2192 60\n"
                         "double \"Events/List/#102\"\nclick \"Compose/Payload/result open\"\nclick "
                         "\"Compose/Payload/response_headers open\"\n"
                         "expect \"Compose/Payload/result > gold value\" 50\n"
                         "shot matrix\n"
                         "click \"Matrix/obj_log #100011\"\n"
                         "expect \"Handler/Code/note 1\" left here: id 3, mine 7\n"
                         "click \"Matrix/obj_menu #100009 fired #103\"\n"
                         "expect \"Matrix/subtitle\" ~#103 Async - Social\n"),
              "");
}

TEST(MainWindow, ComposesAndFires) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nkey Ctrl+A\ntype \"42\"\nkey Enter\n"
                         "expect \"Compose/Payload/id value\" 42\n"
                         "key Ctrl+Enter\n"
                         "expect \"Status/message\" ~#111 HTTP\n"
                         "expect \"Matrix/Cells/id obj_shop #100004\" read 42\n"
                         "key Ctrl+Z\n"
                         "expect \"Compose/Payload/id value\" 7\n"),
              "");
    ASSERT_EQ(stage.port->fired.size(), 1u);
    EXPECT_EQ(stage.port->fired[0].payload->find("id")->as_real(), 42);
    EXPECT_FALSE(stage.bench.compose().history.can_undo());
}

TEST(MainWindow, AddsRenamesRetypesAndRemovesKeys) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Shape\"\nkey Escape\n"
                         "click \"Compose/Payload/status key\"\nclick \"Compose/Payload/status remove\"\n"
                         "absent \"Compose/Payload/status\"\n"
                         "expect \"Compose/check\" ~status\n"
                         "click \"Compose/Payload/add key\"\n"
                         "click \"Compose/Payload/missing keys/status\"\n"
                         "expect \"Compose/Payload/status\"\n"
                         "click \"Compose/Payload/status type\"\nclick \"Compose/Payload/status type/string\"\n"
                         "expect \"Compose/Payload/status type\" string\n"
                         "double \"Compose/Payload/status key\"\nkey Ctrl+A\ntype \"state\"\nkey Enter\n"
                         "expect \"Compose/Payload/state\"\n"),
              "");
}

TEST(MainWindow, EditsAsJsonAndShowsGml) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/JSON\"\nclick \"Compose/JSON text\"\nkey Ctrl+A\ntype \"{\\\"id\\\":9}\"\n"
                         "click \"Compose/GML\"\nexpect \"Compose/GML text/line 2\"\nclick \"Compose/table\"\nexpect "
                         "\"Compose/Payload/id value\" 9\n"),
              "");
}

TEST(MainWindow, EveryCommandIsInThePaletteAndRunsByKey) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("key Ctrl+P\nwait \"Palette/Search\"\ntype \"social\"\nshot look_palette\nkey Enter\n"
                   "expect \"Compose/Event\" Async - Social\nabsent \"Palette/Search\"\n"
                   "key F5\nexpect \"Toolbar/Run\" Pause\nkey F5\nexpect \"Toolbar/Run\" Run\n"
                   "click \"Menu/View\"\nexpect \"Menu/View/Problems\"\nshot look_menu\nclick \"Menu/View/Problems\"\n"
                   "expect \"Problems/List/problem 2\" ~json_parse\nshot look_problems\n"
                   "key Ctrl+1\nwait \"Console/Input\"\ntype \"1 + 1\"\nkey Enter\nexpect \"Console/List/answer "
                   "1\" 2\nshot look_console\n"),
        "");
}

TEST(MainWindow, TheTimelineSelectsAndZooms) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play(
            "expect \"Timeline/lane HTTP\" 4 events\nclick \"Timeline/mark 3.0\"\nexpect \"Matrix/subtitle\" ~#110\n"
            "scroll \"Timeline/mark 3.0\" -9\nabsent \"Timeline/mark 0.0\"\ndouble \"Timeline/plot\"\nexpect "
            "\"Timeline/mark 0.0\"\n"),
        "");
}

TEST(MainWindow, FiltersEvents) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+F\ntype \"fault\"\nexpect \"Events/count\" 1 of 5\nabsent "
                         "\"Events/List/#71\"\nclick \"Events/List/#110\"\n"
                         "expect \"Matrix/finding\" ~json_parse\nclick \"Details/stack\"\nexpect \"Details/fault\" "
                         "~json_parse\nshot fault\n"),
              "");
}

static constexpr const char* select_102 = "wait 2\nkey Alt+Up\nkey Alt+Up\nkey Alt+Up\n"; // from the last, #110

/// What must be there to work at all: the payload, Fire, the events and what each handler saw.
static constexpr const char* essentials =
    "expect \"Compose/Payload/id value\"\nexpect \"Compose/Payload/status value\"\nexpect \"Compose/Payload/url "
    "key\"\n"
    "expect \"Compose/Fire\" enabled\nexpect \"Compose/check\"\nexpect \"Events/List/#102\"\n"
    "expect \"Matrix/obj_shop #100004\"\nexpect \"Matrix/Cells/id obj_shop #100004\"\n"
    "expect \"Matrix/Cells/status obj_shop #100004\"\nexpect \"Matrix/Cells/result obj_shop #100004\"\n";

struct SizeAndScale {
    ImVec2 size;
    float scale;
};
static const SizeAndScale sizes_to_work_at[] = {{{800, 500}, 1},   {{1024, 640}, 1},  {{1280, 800}, 1},
                                                {{1600, 1000}, 1}, {{1600, 1000}, 2}, {{1000, 625}, 1.25f},
                                                {{3200, 2000}, 2}, {{800, 1400}, 1},  {{2400, 500}, 1}};

TEST(MainWindow, PayloadEventsMatrixAndFireAreThereAtEverySize) {
    for (auto& [size, scale] : sizes_to_work_at)
        for (const char* bottom : {"", "key Ctrl+1\nwait \"Console/Input\"\n"}) {
            Stage stage(true, size, "dark", scale);
            EXPECT_EQ(stage.play(fmt::format("{}{}{}", select_102, bottom, essentials)), "")
                << size.x << "x" << size.y << " at " << scale << (*bottom ? " with the console" : "");
        }
}

TEST(MainWindow, WhatHasNoPlaceOfItsOwnIsATab) {
    Stage stage(true, {800, 500});
    EXPECT_EQ(stage.play("key Alt+Up\nkey Alt+Up\nkey Alt+Up\n"
                         "click \"Matrix/Handler\"\nexpect \"Handler/Code/line 1\"\n"
                         "click \"Handler/Matrix\"\nexpect \"Matrix/Cells/id obj_shop #100004\"\n"
                         "click \"Events/Timeline\"\nexpect \"Timeline/lane HTTP\"\nclick \"Timeline/Events\"\n"
                         "click \"Compose/Requests\"\nexpect \"Requests/List/#4\"\nclick \"Requests/Compose\"\n"
                         "expect \"Compose/Fire\"\n"
                         // A place in the code brings the code to the front.
                         "key Ctrl+3\nclick \"Problems/List/problem 2\"\nexpect \"Handler/Code/line 1\"\n"),
              "");
}

TEST(MainWindow, WhatCameOfAnActionIsSaidAtEverySize) {
    for (auto [size, scale] : {std::pair(ImVec2(800, 500), 2.0f), std::pair(ImVec2(1280, 720), 2.0f),
                               std::pair(ImVec2(800, 500), 1.0f), std::pair(ImVec2(1600, 1000), 1.0f)}) {
        Stage stage(true, size, "dark", scale);
        stage.port->faulty = true;
        EXPECT_EQ(stage.play("key F10\nwait 2\nexpect \"Status/message\" ~obj_lobby Step_0\nshot look_said\n"), "")
            << size.x << "x" << size.y << " at " << scale;
        EXPECT_GT(stage.screen.ui().items.find("Status/message")->visible.width(), 150 * scale);
    }
    Stage low(true, {800, 500});
    low.port->faulty = true;
    EXPECT_EQ(low.play("key F10\nwait 2\nexpect \"Events/List/fault 1 place\" obj_shop/Other_62.gml:5\n"), "");
}

TEST(MainWindow, NothingLiesOnSomethingElseInASmallWindow) {
    Stage middle(true, {1280, 720}, "dark", 2);
    EXPECT_EQ(middle.play("expect \"Compose/Payload/id value\"\nexpect \"Compose/Payload/status value\"\n"
                          "expect \"Compose/check\"\nexpect \"Compose/Fire\" enabled\nshot look_middle\n"),
              "");
    Stage least(true, {800, 500}, "dark", 2);
    EXPECT_EQ(least.play("expect \"Compose/no room\" ~keys: no room\nexpect \"Compose/Fire\" enabled\n"
                         "absent \"Compose/check\"\nexpect \"Top/Problems\"\nshot look_least\n"),
              "");
    auto overlap = [&](const char* a, const char* b) {
        const Item *one = least.screen.ui().items.find(a), *other = least.screen.ui().items.find(b);
        return one && other && !one->visible.intersection(other->visible).empty();
    };
    EXPECT_FALSE(overlap("Compose/Undo", "Compose/Redo"));
    EXPECT_FALSE(overlap("Top/Project", "Top/Problems"));
    EXPECT_FALSE(overlap("Compose/table", "Compose/Fire"));
    EXPECT_EQ(least.play("key Ctrl+4\nwait \"Instances/Variables/gold\"\nexpect \"Instances/Variables/left out\" "
                         "~type\nshot look_least_instances\n"),
              "");
}

TEST(MainWindow, ALongNameLeavesTheRestItsPlace) {
    Stage stage(true);
    stage.port->room = std::string(200, 'r');
    EXPECT_EQ(stage.play("expect \"Toolbar/Room\"\nexpect \"Toolbar/Frame\" 1284\nexpect \"Toolbar/Target\"\n"), "");
}

TEST(MainWindow, ColumnsWithoutRoomAreLeftOutAndNamed) {
    Stage stage(true, {800, 500});
    EXPECT_EQ(stage.play("expect \"Events/List/left out\" ~time\n"), "");
    Stage wide(true);
    EXPECT_EQ(wide.play("absent \"Events/List/left out\"\n"), "");
}

TEST(MainWindow, FourteenKindsOfEventsHaveTitlesThatDoNotTouch) {
    Stage stage(true);
    stage.port->fire_every_kind();
    EXPECT_EQ(stage.play("expect \"Timeline/lane HTTP\"\nabsent \"Timeline/lane System\"\n"
                         "scroll \"Timeline/lane HTTP\" 9\nexpect \"Timeline/lane System\"\nshot look_lanes\n"),
              "");
    std::vector<Rect> titles;
    for (const std::string& name : stage.screen.ui().items.visible_names())
        if (name.starts_with("Timeline/lane ")) titles.push_back(stage.screen.ui().items.find(name)->visible);
    ASSERT_GE(titles.size(), 3u);
    for (size_t i = 0; i + 1 < titles.size(); ++i) EXPECT_GE(titles[i + 1].min.y - titles[i].min.y, 16);
}

TEST(MainWindow, CommandsActOnWhatIsBeingTyped) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nwait 2\nkey Ctrl+A\ntype \"42\"\nkey Ctrl+Enter\n"
                         "expect \"Status/message\" ~#111 HTTP\n"
                         "expect \"Matrix/Cells/id obj_shop #100004\" read 42\n"),
              "");
    ASSERT_EQ(stage.port->fired.size(), 1u);
    EXPECT_EQ(stage.port->fired[0].payload->find("id")->as_real(), 42) << "what was typed is what is fired";
    // So does a command that has nothing to do with the field, and the field is left.
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nwait 2\nkey Ctrl+A\ntype \"43\"\nkey F10\n"
                         "expect \"Compose/Payload/id value\" 43\nabsent \"Compose/Payload/edit\"\n"),
              "");
    // The name of a key as well, and a variable of an instance.
    EXPECT_EQ(stage.play("double \"Compose/Payload/status key\"\nwait 2\ntype \"state\"\nkey Ctrl+Enter\n"
                         "expect \"Compose/Payload/state\"\n"
                         "key Ctrl+4\nclick \"Instances/Variables/gold\"\nwait 2\nkey Ctrl+A\ntype \"9\"\nkey F10\n"
                         "absent \"Instances/Variables/Value\"\n"),
              "");
    EXPECT_NE(stage.port->fired.back().payload->find("state"), nullptr);
    ASSERT_FALSE(stage.port->applied.empty());
    EXPECT_EQ(stage.port->applied.back().kind, "set_var");
    EXPECT_EQ(stage.port->applied.back().arguments.find("gml")->text(), "9");
    // Only Escape gives up what was typed.
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nwait 2\nkey Ctrl+A\ntype \"44\"\nkey Escape\n"
                         "expect \"Compose/Payload/id value\" 43\n"
                         "click \"Compose/Payload/id value\"\nwait 2\nkey Ctrl+A\ntype \"45\"\n"
                         "click \"Events/List/#102\"\nexpect \"Compose/Payload/id value\" 45\n"),
              "");
}

TEST(MainWindow, WhatCannotBeTakenStaysWhereItWasTyped) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/id value\"\nwait 2\nkey Ctrl+A\ntype \"many\"\nkey Enter\n"
                         "expect \"Compose/Payload/id value\" many\nexpect \"Compose/check\" ~change the type first\n"
                         "key Ctrl+Enter\nexpect \"Status/message\" ~nothing was fired\n"
                         "click \"Compose/Payload/id value\"\nwait 2\nexpect \"Compose/Payload/edit\" many\n"
                         "key Escape\nexpect \"Compose/Payload/id value\" 7\n"),
              "");
    EXPECT_TRUE(stage.port->fired.empty());
}

TEST(MainWindow, ANewKeysNameIsReplacedByTyping) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Payload/add key\"\nclick \"Compose/Payload/missing keys/other\"\nwait 3\n"
                         "type \"hp\"\nkey Enter\nexpect \"Compose/Payload/hp value\"\n"),
              "");
}

TEST(MainWindow, AFilterThatIsNotUnderstoodSaysSo) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+F\ntype \"fault typ:x\"\nexpect \"Events/filter error\" ~did you mean\n"
                         "expect \"Events/filter caret\" ~^~~\n"
                         "expect \"Events/List/#71\"\n"),
              "");
}

/// As a project says whose data files were left out of the archive.
static std::vector<Diagnostic> missing_files(size_t count) {
    std::vector<Diagnostic> all;
    for (size_t i = 1; i <= count; ++i) {
        std::string name = fmt::format("level_{:03}.json", i);
        all.push_back({"missing-included-file",
                       Severity::warning,
                       fmt::format("the included file datafiles/levels/{} does not exist", name),
                       {"coin_shop.yyp", static_cast<uint32_t>(40 + i), 0},
                       "restore the file, or remove it from the project"});
    }
    return all;
}

TEST(MainWindow, ManyProblemsOfOneCauseAreOneRowThatOpens) {
    auto look = [](const char* theme, ImVec2 size, float scale, const char* picture) {
        Stage stage(true, size, theme, scale);
        stage.port->add_problems(missing_files(921));
        EXPECT_EQ(
            stage.play(fmt::format("click \"Top/Problems\"\nexpect \"Top/Problems\" 923 problems\n"
                                   "expect \"Problems/counts\" 1 error, 922 warnings\n"
                                   "expect \"Status/Problems\" on\n"
                                   "expect \"Problems/List/group missing-included-file\" 921 the included file ... "
                                   "does not exist\nabsent \"Problems/List/problem 3\"\n"
                                   "click \"Problems/List/group missing-included-file\"\n"
                                   "expect \"Problems/List/problem 3\" ~level_001\nshot {}\n",
                                   picture)),
            "");
    };
    look("dark", {1600, 1000}, 1, "problems");
    look("light", {3200, 2000}, 2, "problems_light_2x");
}

TEST(MainWindow, AGameThatDidNotStartSaysWhyAndWhatToTry) {
    Stage stage(true);
    stage.port->start_fails = Diagnostic{"start",
                                         Severity::error,
                                         "obj_shop, Create_0: variable gold not set before reading it.",
                                         {"objects/obj_shop/Other_62.gml", 3, 1},
                                         "Mend the line and read the project again."};
    EXPECT_EQ(stage.play("expect \"Start/reason\" ~variable gold\nexpect \"Start/hint\" ~read the project again\n"
                         "click \"Start/Go to the line\"\nexpect \"Handler/subtitle\" objects/obj_shop/Other_62.gml\n"),
              "");
}

TEST(MainWindow, DrawsAtEverySizeThemeAndScale) {
    for (ImVec2 size : {ImVec2(640, 400), ImVec2(200, 100), ImVec2(1, 1)})
        for (float scale : {1.0f, 4.0f}) {
            Stage stage(true, size, "dark", scale);
            EXPECT_EQ(stage.play("wait 3\nkey Ctrl+1\nwait 3\n"), "");
        }
    struct Look {
        const char* name;
        ImVec2 size;
        const char* theme;
        float scale;
    };
    for (const Look& look : {Look{"small", {1024, 640}, "dark", 1}, Look{"small_light", {1024, 640}, "light", 1},
                             Look{"scale2", {1600, 1000}, "dark", 2}, Look{"scale2_light", {1600, 1000}, "light", 2}}) {
        Stage stage(true, look.size, look.theme, look.scale);
        EXPECT_EQ(stage.play(fmt::format("{}shot {}\nkey Ctrl+1\nwait \"Console/Input\"\ntype "
                                         "\"1 + 1\"\nkey Enter\nexpect \"Console/List/answer 1\"\nshot {}_console\n",
                                         select_102, look.name, look.name)),
                  "");
    }
    Stage light(true, {1600, 1000}, "light");
    EXPECT_EQ(light.play("click \"Events/List/#102\"\nshot light\n"), "");
    Stage large(true, {1600, 1000}, "dark", 2);
    EXPECT_EQ(large.play("click \"Events/List/#110\"\nshot look_large\n"), "");
}

} // namespace scope
