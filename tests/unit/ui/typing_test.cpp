// What is typed: undone where it was typed and nowhere else, kept until it is taken or given up, and fired as it is
// seen.

#include "stage.h"

#include "core/data/typed_json.h"

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
                         "key Enter\nclick \"Instances/Variables/daily\"\nwait 2\nkey Ctrl+Z\n"
                         "expect \"Instances/Variables/Value\" 3\n"),
              "");
}

TEST(Typing, AWalkThroughAllFieldsEndsWell) {
    constexpr const char* moves[] = {"type \"1\"", "type \"ab\"",    "type \"{\"", "key Backspace", "key Backspace",
                                     "key Enter",  "key Enter",      "key Ctrl+Z", "key Ctrl+Z",    "key Ctrl+Z",
                                     "key Ctrl+Y", "key Escape",     "key Ctrl+A", "key Up",        "key Tab",
                                     "key Delete", "key Ctrl+Enter", "key Ctrl+E", "key Home",      "key F3"};
    for (uint64_t seed = 1; seed <= 3; ++seed) {
        Stage stage(true);
        std::mt19937_64 random(seed);
        auto some_moves = [&](int count) {
            std::string script;
            for (int i = 0; i < count; ++i) script += std::string(moves[random() % std::size(moves)]) + "\n";
            return script;
        };
        // What a popup covers cannot be clicked, so that some of the scripts fail.
        for (int i = 0; i < 60; ++i) {
            const Way& field = fields[random() % std::size(fields)];
            for (const std::string& part : {std::string("key Escape\nkey Escape\n"), std::string(field.to),
                                            some_moves(6), std::string(field.again), some_moves(4)})
                stage.play(part);
        }
    }
}

static std::string keys(size_t count) {
    std::string json = "{\"id\":1";
    for (size_t i = 0; i < count; ++i) json += fmt::format(",\"key{:03}\":{}", i, i);
    return json + "}";
}

static void compose(Stage& stage, std::string json) {
    stage.commands.push({CommandId::edit_json, std::move(json)});
    stage.frame();
    stage.frame();
}

static std::string edit(std::string_view cell, std::string_view text) {
    return fmt::format("click \"Compose/Payload/{} value\"\nwait 2\nkey Ctrl+A\ntype \"{}\"\n", cell, text);
}

TEST(Typing, WhatIsScrolledOutOfSightIsFired) {
    for (const char* then : {"key Ctrl+Enter\n", "click \"Compose/Fire\"\n"}) {
        Stage stage(true);
        compose(stage, keys(60));
        EXPECT_EQ(stage.play(edit("key000", "4711") + "scroll \"Compose/Payload/list\" 10\nwait 2\n" + then), "");
        ASSERT_EQ(stage.port->fired.size(), 1u);
        EXPECT_EQ(stage.port->fired[0].payload->find("key000")->as_real(), 4711);
    }
    Stage stage(true);
    compose(stage, keys(60));
    EXPECT_EQ(stage.play(edit("key000", "4711") + "scroll \"Compose/Payload/list\" 10\n" + edit("key035", "5") +
                         "key Enter\n"),
              "");
    EXPECT_EQ(stage.bench.composition().payload.find("key000")->as_real(), 4711);
    EXPECT_EQ(stage.bench.composition().payload.find("key035")->as_real(), 5);
}

TEST(Typing, EveryTextThatCouldNotBeTakenStaysInItsRow) {
    Stage stage(true);
    compose(stage, R"({"id":7,"status":0,"http_status":200})");
    EXPECT_EQ(stage.play(edit("id", "many") + "key Enter\n" + edit("status", "3") + "key Enter\nkey Ctrl+Enter\n" +
                         "expect \"Status/message\" ~nothing was fired\n" + edit("http_status", "few") + "key Enter\n" +
                         "expect \"Compose/Payload/id value\" many\nexpect \"Compose/Payload/http_status value\" few\n"
                         // Escape in one row gives up that one.
                         "click \"Compose/Payload/http_status value\"\nwait 2\nkey Escape\n"
                         "expect \"Compose/Payload/http_status value\" 200\n"
                         "expect \"Compose/Payload/id value\" many\n"
                         // What was typed well before is not undone with it.
                         "click \"Compose/Undo\"\nexpect \"Compose/Payload/http_status value\" few\n"
                         "click \"Compose/Undo\"\nclick \"Compose/Undo\"\n"
                         "expect \"Compose/Payload/status value\" 0\nexpect \"Compose/Payload/id value\" many\n"
                         "click \"Compose/Undo\"\nexpect \"Compose/Payload/id value\" 7\n"),
              "");
    EXPECT_TRUE(stage.port->fired.empty());
}

TEST(Typing, AVariableThatCouldNotBeTakenKeepsFromFiring) {
    Stage stage(true);
    stage.port->faulty = true;
    EXPECT_EQ(stage.play("key Ctrl+4\nclick \"Instances/Variables/gold\"\nwait 2\nkey Ctrl+A\ntype \"1 +\"\n"
                         "key Ctrl+Enter\nexpect \"Status/message\" ~nothing was fired\n"
                         // Escape there is not one in the payload.
                         + edit("id", "many") +
                         "key Enter\n"
                         "click \"Instances/Variables/gold\"\nwait 2\nkey Escape\n"
                         "expect \"Compose/Payload/id value\" many\n"),
              "");
    EXPECT_TRUE(stage.port->fired.empty());
    EXPECT_TRUE(stage.bench.window().rejected.empty());
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

TEST(Typing, ALineThatIsNoneIsSaidToBeNone) {
    Stage stage(true);
    for (const char* typed : {"0", "abc", "-3"})
        EXPECT_EQ(stage.play(fmt::format("click \"Events/List/#102\"\nkey Ctrl+G\nwait \"Handler/Line\"\ntype \"{}\"\n"
                                         "key Enter\nexpect \"Status/message\" ~`{}` is no line\n"
                                         "expect \"Handler/Line\"\nkey Escape\n",
                                         typed, typed)),
                  "");
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\nkey Ctrl+G\nwait \"Handler/Line\"\ntype \"9999\"\nkey Enter\n"
                         "wait 3\nabsent \"Handler/Line\"\n"),
              "");
    EXPECT_EQ(stage.bench.shown_place().line, 9u);
}

TEST(Typing, JsonThatIsReplacedOrGivenUpIsNotLost) {
    Stage stage(true);
    EXPECT_EQ(stage.play("click \"Compose/JSON\"\nclick \"Compose/JSON text\"\nwait 3\nkey Ctrl+A\n"
                         "type \"{\\\"a\\\":1\"\nkey Escape\nwait 2\nexpect \"Compose/JSON text\" ~\"id\"\n"
                         "click \"Compose/Undo\"\nexpect \"Compose/JSON text\" {\"a\":1\n"
                         // Another event, and back.
                         "click \"Compose/Event\"\nclick \"Compose/Event/Async - Social\"\n"
                         "click \"Compose/Undo\"\nexpect \"Compose/JSON text\" {\"a\":1\n"),
              "");
    // Another payload while the text has the keyboard.
    EXPECT_EQ(stage.play("click \"Events/List/#102\"\nclick \"Compose/JSON text\"\nwait 3\nkey Ctrl+E\nwait 3\n"
                         "expect \"Compose/JSON text\" ~api.example\ntype \" \"\nwait 2\n"
                         "expect \"Compose/JSON text\" ~api.example\n"),
              "");
    EXPECT_NE(stage.bench.composition().payload.find("url"), nullptr);
}

TEST(Typing, AKeyWithoutANameIsARowLikeAnother) {
    Stage stage(true);
    compose(stage, R"({"id":7,"":5,"status":1})");
    EXPECT_EQ(stage.play("wait 3\nabsent \"Compose/Payload/edit\"\nexpect \"Compose/Payload/\\\\e value\" 5\n" +
                         edit("\\\\e", "9") + "key Enter\nexpect \"Compose/Payload/\\\\e value\" 9\n"),
              "");
    EXPECT_EQ(write_payload(stage.bench.composition().payload), R"({"id":7,"":9,"status":1})");
    EXPECT_EQ(
        stage.play("key Ctrl+Enter\nexpect \"Matrix/Cells/ obj_shop #100004\" ~9\n"
                   "right \"Compose/Payload/\\\\e value\"\nclick \"Compose/Payload/\\\\e menu/Remove\"\nwait 2\n"),
        "");
    EXPECT_EQ(write_payload(stage.bench.composition().payload), R"({"id":7,"status":1})");
}

} // namespace scope
