#include "gallery.h"

#include "ui/view/screen.h"
#include "ui/view/script.h"

#include <gtest/gtest.h>

namespace scope {

namespace {

struct Played {
    Gallery gallery;
    std::string error; ///< "" when the script ended well
    int frames = 0;
    std::string theme;
};

Played play(std::string_view text) {
    Played played;
    Screen screen(themes()[0], 1);
    screen.ui().items.recording = true;
    auto script = UiScript::parse(text, "test.uis");
    if (!script) {
        played.error = script.error().text();
        return played;
    }
    ScriptHost host;
    host.idle = [] { return true; };
    host.set_theme = [&](const std::string& name) -> Result<void> {
        if (!find_theme(name)) return fail("no theme " + name);
        played.theme = name;
        return {};
    };
    while (!script->done() && played.frames < 10000) {
        ++played.frames;
        screen.frame({1280, 800}, fixed_frame_seconds,
                     [&](Ui& ui, const Rect& area) { played.gallery.draw(ui, area); });
        script->step(screen.ui().items, host);
    }
    if (script->failure()) played.error = script->failure()->text();
    return played;
}

} // namespace

TEST(Script, ClicksWhatItNames) {
    Played played = play("# fires twice\nclick \"Toolbar/Fire\"\nclick \"Toolbar/Fire\"\n");
    EXPECT_EQ(played.error, "");
    EXPECT_EQ(played.gallery.fired, 2);
}

TEST(Script, SaysWhichLineFailedAndWhatThereIs) {
    EXPECT_EQ(play("wait 2\nclick \"Toolbar/Fir\"\n").error,
              "test.uis:2: error: \"Toolbar/Fir\" is not to be seen; there is \"Toolbar/Fire\", \"Toolbar/Run\", "
              "\"Toolbar/Step\"");
}

TEST(Script, RefusesADisabledItem) {
    EXPECT_EQ(play("click \"Toolbar/Replay\"").error, "test.uis:1: error: \"Toolbar/Replay\" is disabled");
    EXPECT_EQ(play("expect \"Toolbar/Replay\" disabled").error, "");
}

TEST(Script, TypesIntoFieldsAndUsesShortcuts) {
    Played played = play("click \"Events/Filter\"\nkey Ctrl+A\ntype \"object:obj_shop \\\"x\\\"\"\nexpect "
                         "\"Events/Filter\" object:obj_shop \"x\"\n");
    EXPECT_EQ(played.error, "");
    EXPECT_EQ(played.gallery.filter, "object:obj_shop \"x\"");
}

TEST(Script, AbsenceNeedsAPanelThatIsKnown) {
    EXPECT_EQ(play("absent \"Toolbar/Fir\"").error, "");
    EXPECT_EQ(play("absent \"Toolbr/Fire\"").error,
              "test.uis:1: error: \"Toolbr/Fire\" is in no panel that was ever shown");
    EXPECT_EQ(play("absent \"Compose/Event/event 70\"").error,
              "test.uis:1: error: \"Compose/Event/event 70\" is in no panel that was ever shown");
    EXPECT_EQ(
        play("click \"Compose/Event\"\nclick \"Compose/Event/event 70\"\nabsent \"Compose/Event/event 70\"").error, "");
    EXPECT_EQ(play("absent \"Fire\"").error, "test.uis:1: error: \"Fire\" is in no panel that was ever shown");
}

TEST(Script, DragsSplitters) {
    Played played = play("drag \"left split\" 100,0");
    EXPECT_EQ(played.error, "");
    EXPECT_NEAR(played.gallery.left, 0.26 + 100.0 / 1280, 0.005);
}

TEST(Script, SwitchesTabsAndReadsThem) {
    Played played = play(
        "click \"Handler/stack\"\nexpect \"Handler/stack\" on\nclick \"Compose/GML\"\nexpect \"Compose/GML\" on\n");
    EXPECT_EQ(played.error, "");
    EXPECT_EQ(played.gallery.tab, 3);
    EXPECT_EQ(played.gallery.segment, 2);
}

TEST(Script, ListsScrollSelectAndFollowTheKeyboard) {
    Played played = play("absent \"Compose/Payload/key12\"\nscroll \"Compose/Payload/list\" 3\nclick "
                         "\"Compose/Payload/key12\"\nkey Down\nkey Down\n");
    EXPECT_EQ(played.error, "");
    EXPECT_EQ(played.gallery.selected, 14);
}

TEST(Script, ADropDownCoversWhatIsUnderIt) {
    Played played =
        play("expect \"Compose/Payload/key2\"\nclick \"Compose/Event\"\nabsent \"Compose/Payload/key2\"\n"
             "click \"Compose/Event/event 70\"\nexpect \"Compose/Event\" event 70\nexpect \"Compose/Payload/key2\"\n");
    EXPECT_EQ(played.error, "");
}

TEST(Script, ReadsCodeWithItsCoverage) {
    EXPECT_EQ(play("expect \"Handler/Code/line 3\" not run\nexpect \"Handler/Code/line 1\" ran\nexpect "
                   "\"Handler/Code/note 6\" ~60\n")
                  .error,
              "");
}

TEST(Script, TakesTheSameFramesEveryTime) {
    std::string text = "click \"Toolbar/Fire\"\ndrag \"left split\" 60,0\nclick \"Compose/Event\"\nkey Escape\nscroll "
                       "\"Compose/Payload/list\" 2\n";
    EXPECT_EQ(play(text).frames, play(text).frames);
}

TEST(Script, ErrorsOfTheScriptItselfAreLocated) {
    EXPECT_EQ(play("clik \"x\"").error, "test.uis:1: error: `clik` is no command");
    EXPECT_EQ(play("\n\nclick \"x").error, "test.uis:3: error: this text has no closing quote");
    EXPECT_EQ(play("click").error, "test.uis:1: error: `click` takes 1 argument");
    EXPECT_EQ(play("key Hyper+X").error, "test.uis:1: error: `Hyper+X` is no key; try Ctrl+Enter, F5, Escape, Down");
    EXPECT_EQ(play("wait 3601").error, "test.uis:1: error: `wait` takes 1 to 3600 frames, not 3601");
    EXPECT_EQ(play("wait -1").error, "test.uis:1: error: `wait` takes 1 to 3600 frames, not -1");
    EXPECT_EQ(play("wait \"Toolbar/Fire\" 5").error,
              "test.uis:1: error: `wait` takes a number of frames, an item, `no` and an item, or `idle`");
    EXPECT_EQ(play("wait \"Toolbar/Never\"").error, "test.uis:1: error: \"Toolbar/Never\" did not appear");
    EXPECT_EQ(play("theme sepia").error, "test.uis:1: error: no theme sepia");
    EXPECT_EQ(play("expect \"Toolbar/Fire\" burn").error,
              "test.uis:1: error: \"Toolbar/Fire\" says `Fire`, expected `burn`");
}

TEST(Chord, ReadsKeysAndModifiers) {
    auto chord = parse_chord("Ctrl+Shift+F5");
    ASSERT_TRUE(chord);
    EXPECT_EQ(static_cast<int>(chord->first), 294);
    EXPECT_EQ(chord->second, (compat::Modifiers{true, true, false}));
    EXPECT_FALSE(parse_chord("F13"));
    EXPECT_FALSE(parse_chord(""));
}

} // namespace scope
