#include "stage.h"

namespace scope {

TEST(Keyboard, TabGoesThroughFieldsAndPanelsWithARing) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Event\"\nkey Escape\nwait no \"Focus\"\n"
                         "key Tab\nexpect \"Focus\" Compose/Shape\n"
                         "key Tab\nexpect \"Focus\" Compose/table\nkey Tab\nkey Tab\nkey Tab\n"
                         "expect \"Focus\" Compose/Payload/list\nshot look_focus\n"
                         "key Tab\nkey Tab\nkey Tab\nexpect \"Focus\" Compose/Fire\nshot look_focus_fire\n"
                         "key Tab\nexpect \"Focus\" Compose/Copy\n"
                         "key Tab\nexpect \"Focus\" Requests/List/list\n"
                         "key Shift+Tab\nkey Shift+Tab\nexpect \"Focus\" Compose/Fire\n"
                         // Enter and Space press what has the ring.
                         "key Enter\nexpect \"Status/message\" ~#111\nkey Space\nexpect \"Status/message\" ~#112\n"
                         // The mouse hides the ring.
                         "click \"Compose/Payload/id key\"\nwait no \"Focus\"\n"),
              "");
    EXPECT_EQ(stage.port->fired.size(), 2u);
}

TEST(Keyboard, PanelsAreReachedByOneKeyAndFieldsByTab) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/Event\"\nkey Escape\nkey F7\nexpect \"Focus\" Requests/List/list\n"
                         "key F7\nexpect \"Focus\" ~Timeline\nkey F7\nexpect \"Focus\" Events/Filter\n"
                         "type \"fault\"\nexpect \"Events/count\" 1 of 5\n"
                         "key Shift+F7\nkey Shift+F7\nkey Shift+F7\nexpect \"Focus\" ~Compose\n"),
              "");
}

TEST(Keyboard, ArrowsInAnOpenListMoveThatListAlone) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Events/List/#71\"\nkey Down\nexpect \"Matrix/subtitle\" ~#84\n"
                         "click \"Compose/Event\"\nkey Down\nkey Down\nkey Up\nkey Enter\n"
                         "absent \"Compose/Event/Async - HTTP\"\nexpect \"Matrix/subtitle\" ~#84\n"),
              "");
    EXPECT_NE(stage.bench.composition().event, "ev_async_web");
    // A list that opened over another list of rows does not move that one either.
    EXPECT_EQ(stage.play("click \"Compose/Payload/id key\"\nclick \"Compose/Payload/id type\"\nkey Down\nkey Escape\n"),
              "");
    EXPECT_EQ(stage.bench.compose().selected_path, "id");
}

TEST(Keyboard, MenusOpenAndRunByKey) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("key Tab\nexpect \"Focus\" Menu/Project\nkey Enter\n"
                   "expect \"Menu/Project/Quit\"\nkey Right\nexpect \"Menu/Edit/Undo\"\nkey Left\n"
                   "expect \"Menu/Project/Quit\"\nkey Down\nkey Enter\nexpect \"Open/Path\"\n"
                   // An open dialog keeps the keyboard.
                   "key Tab\nkey Tab\nkey Tab\nkey Tab\nexpect \"Open/Path\"\nkey Escape\nabsent \"Open/Path\"\n"),
        "");
}

TEST(Keyboard, TabInAValueCommitsAndGoesToTheNext) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("click \"Compose/Payload/id value\"\nkey Ctrl+A\ntype \"41\"\nkey Tab\n"
                   "key Ctrl+A\ntype \"5\"\nkey Shift+Tab\nkey Ctrl+A\ntype \"42\"\nkey Enter\n"
                   "expect \"Compose/Payload/id value\" 42\nexpect \"Compose/Payload/status value\" 5\n"
                   // Enter edits what is selected, F2 its key.
                   "key Down\nkey Enter\nkey Ctrl+A\ntype \"6\"\nkey Enter\nexpect \"Compose/Payload/status value\" 6\n"
                   "key F2\nkey Ctrl+A\ntype \"state\"\nkey Enter\nexpect \"Compose/Payload/state value\" 6\n"
                   "key Delete\nabsent \"Compose/Payload/state value\"\n"),
        "");
}

TEST(Keyboard, RowsHaveMenusThatCopy) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("click \"Events/List/#102\"\nright \"Matrix/Cells/status obj_shop #100004\"\nshot look_row_menu\n"
                   "click \"Matrix/Cells/status obj_shop #100004 menu/Copy the value\"\n"),
        "");
    EXPECT_EQ(stage.clipboard, "0");
    EXPECT_EQ(stage.play("right \"Matrix/Cells/status obj_menu #100009\"\n"
                         "click \"Matrix/Cells/status obj_menu #100009 menu/Copy the table\"\n"),
              "");
    EXPECT_TRUE(stage.clipboard.starts_with("key\tobj_shop #100004\tobj_menu #100009")) << stage.clipboard;
    EXPECT_NE(stage.clipboard.find("\nstatus\tread 0\tnot read 0"), std::string::npos) << stage.clipboard;
    EXPECT_EQ(stage.play("right \"Events/List/#84\"\nclick \"Events/List/#84 menu/Copy the row\"\n"), "");
    EXPECT_TRUE(stage.clipboard.starts_with("84\t1231\tHTTP\t")) << stage.clipboard;
    // The selected row's menu without a mouse.
    EXPECT_EQ(stage.play("click \"Events/List/#71\"\nkey Shift+F10\nkey Down\nkey Down\nkey Enter\n"), "");
    EXPECT_NE(stage.clipboard.find("\"status\": 1"), std::string::npos) << stage.clipboard;
    EXPECT_EQ(
        stage.play("right \"Compose/Payload/id value\"\nclick \"Compose/Payload/id menu/Copy the row as JSON\"\n"), "");
    EXPECT_EQ(stage.clipboard, "{\"id\":7}");
    EXPECT_EQ(stage.play("key Ctrl+4\nright \"Instances/List/#100009\"\n"
                         "click \"Instances/List/#100009 menu/Copy its variables\"\n"),
              "");
    EXPECT_TRUE(stage.clipboard.starts_with("shown_gold = 50;\n")) << stage.clipboard;
}

TEST(Keyboard, RowsAreWalkedAndPressed) {
    Stage stage(true);
    // From the field of the console up into its answers, through a list of details, to a waiting request.
    EXPECT_EQ(stage.play("key Ctrl+1\nwait \"Console/Input\"\ntype \"m\"\nkey Enter\nexpect \"Console/List/0:*\"\n"
                         "click \"Console/List/0:key7\"\nkey Down\nexpect \"Focus\" Console/List/list\nkey Enter\n"
                         "expect \"Console/List/0:key8\"\nkey Ctrl+J\nwait 2\n"
                         "click \"Events/List/#102\"\nclick \"Details/changes\"\nkey F7\nkey Shift+F7\n"
                         "click \"Requests/List/#4\"\nkey Up\nkey Home\nkey Shift+F10\nkey Down\nkey Enter\n"
                         "expect \"Status/message\" ~answer\n"),
              "");
    EXPECT_EQ(stage.play("click \"Matrix/Cells/id obj_shop #100004\"\nkey Right\nwait 2\n"), "");
    EXPECT_EQ(stage.bench.events().handler, 2u);
}

TEST(Keyboard, WhatIsCutIsToldInFull) {
    Stage stage(true, {800, 500});
    EXPECT_EQ(stage.play("hover \"Compose/Payload/contentLength key\"\nwait 60\nexpect \"Tooltip\" ~contentLength\n"
                         "hover \"Compose/Payload/id key\"\nwait 60\nwait no \"Tooltip\"\n"),
              "");
}

} // namespace scope
