// What is typed: undone where it was typed and nowhere else, kept until it is taken or given up, and fired as it is
// seen.

#include "stage.h"

#include <random>

namespace scope {

namespace {

/// A field of each kind: how to come to it, and back to it after Enter.
struct Way {
    const char* to;
    const char* again;
};
constexpr Way fields[] = {
    {"key Ctrl+1\nwait \"Console/Input\"\nclick \"Console/Input\"\n", "click \"Console/Input\"\n"},
    {"click \"Events/List/#102\"\nkey Ctrl+G\nwait \"Handler/Line\"\n", "key Ctrl+G\nwait 3\n"},
    {"click \"Events/List/#102\"\nkey Ctrl+Shift+F\nwait \"Handler/Find\"\n", "key Ctrl+Shift+F\nwait 3\n"},
    {"key Ctrl+P\nwait \"Palette/Search\"\n", "key Escape\nkey Ctrl+P\nwait \"Palette/Search\"\n"},
    {"key Ctrl+O\nwait \"Open/Path\"\n", "key Escape\nkey Ctrl+O\nwait \"Open/Path\"\n"},
    {"click \"Events/Filter\"\n", "click \"Events/Clear the filter\"\nkey Ctrl+F\nwait 3\n"},
    {"click \"Compose/Payload/id value\"\nwait 2\n", "click \"Compose/Payload/id value\"\nwait 2\n"},
    {"click \"Compose/Payload/id value\"\nwait 2\n", "click \"Compose/Payload/status value\"\nwait 2\n"},
    {"double \"Compose/Payload/id key\"\nwait 2\n", "double \"Compose/Payload/status key\"\nwait 2\n"},
    {"click \"Compose/JSON\"\nclick \"Compose/JSON text\"\nwait 3\n",
     "key Escape\nclick \"Compose/Undo\"\nwait 2\nclick \"Compose/JSON text\"\nwait 3\n"},
    {"key Ctrl+4\nclick \"Instances/Variables/gold\"\nwait 2\n", "click \"Instances/Variables/daily\"\nwait 2\n"},
};

} // namespace

TEST(Typing, UndoBelongsToTheTextThatWasTyped) {
    for (const Way& field : fields) {
        SCOPED_TRACE(field.to);
        Stage stage(true);
        EXPECT_EQ(stage.play(fmt::format("{}key Ctrl+A\ntype \"1\"\ntype \"2\"\ntype \"345\"\nkey Backspace\n"
                                         "key Backspace\nkey Enter\nwait 3\n{}key Ctrl+Z\nkey Ctrl+Z\nkey Ctrl+Y\n"
                                         "type \"6\"\nkey Ctrl+Z\nkey Ctrl+Z\nkey Ctrl+Z\n",
                                         field.to, field.again)),
                  "");
    }
}

TEST(Typing, AFieldOfAnotherRowHasNothingToUndo) {
    Stage stage(true);
    stage.port->gold = 3; // as the next variable, so that both fields hold the same text
    EXPECT_EQ(stage.play("key Ctrl+4\nclick \"Instances/Variables/gold\"\nwait 2\nkey End\ntype \"1\"\nkey Backspace\n"
                         "key Enter\nclick \"Instances/Variables/daily\"\nwait 2\nkey Ctrl+Z\nkey Ctrl+Z\n"
                         "expect \"Instances/Variables/Value\" 3\n"),
              "");
}

TEST(Typing, AWalkThroughAllFieldsEndsWell) {
    constexpr const char* moves[] = {"type \"1\"", "type \"ab\"",    "type \"{\"",    "key Backspace", "key Enter",
                                     "key Escape", "key Ctrl+Z",     "key Ctrl+Y",    "key Ctrl+A",    "key Home",
                                     "key End",    "key Up",         "key Down",      "key Tab",       "key Delete",
                                     "key Ctrl+E", "key Ctrl+Enter", "key Shift+Tab", "key F3",        "key Left"};
    for (uint64_t seed = 1; seed <= 3; ++seed) {
        Stage stage(true);
        std::mt19937_64 random(seed);
        for (int i = 0; i < 250; ++i) {
            std::string move = random() % 6 == 0 ? fields[random() % std::size(fields)].to
                                                 : std::string(moves[random() % std::size(moves)]) + "\n";
            stage.play(move); // what a popup covers cannot be clicked
        }
    }
}

TEST(Typing, CtrlEnterFiresAndNothingElse) {
    Stage stage(true);
    EXPECT_EQ(stage.play("key Ctrl+1\nwait \"Console/Input\"\nclick \"Console/Input\"\ntype \"1 \"\nkey Ctrl+Enter\n"
                         "wait 3\ntype \"+ 1\"\nexpect \"Console/Input\" 1 + 1\n"
                         "key Ctrl+P\nwait \"Palette/Search\"\ntype \"step\"\nkey Ctrl+Enter\n"
                         "expect \"Palette/Search\" step\nkey Escape\n"
                         "key Ctrl+G\nwait \"Handler/Line\"\ntype \"3\"\nkey Ctrl+Enter\n"
                         "expect \"Handler/Line\"\n"),
              "");
    EXPECT_EQ(stage.port->fired.size(), 3u);
    EXPECT_TRUE(stage.bench.window().console.empty());
    EXPECT_EQ(stage.port->frame(), 1284u);
}

TEST(Typing, TheConsoleRemembers) {
    Stage stage(true);
    EXPECT_EQ(
        stage.play("key Ctrl+1\nwait \"Console/Input\"\ntype \"1+1\"\nkey Enter\nwait 3\ntype \"2+2\"\nkey Enter\n"
                   "wait 3\ntype \"new\"\nkey Up\nexpect \"Console/Input\" 2+2\nkey Up\n"
                   "expect \"Console/Input\" 1+1\ntype \"0\"\nexpect \"Console/Input\" 1+10\nkey Backspace\n"
                   "key Down\nkey Down\nexpect \"Console/Input\" new\nkey Ctrl+Z\nexpect \"Console/Input\" new\n"),
        "");
}

} // namespace scope
