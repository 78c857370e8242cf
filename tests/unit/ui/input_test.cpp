// Input in bursts: what a fast hand, an input method or another program sends within one frame arrives all the same.

#include "ui/view/screen.h"
#include "ui/view/widgets/field.h"

#include "ui/view/compat.h"

#include <gtest/gtest.h>

namespace scope {

namespace {

/// One field that gets the keyboard when asked for.
struct OneField {
    Screen screen{themes()[0], 1};
    std::string text;
    bool focus = false;
    int entered = 0;

    void frame() {
        screen.frame({400, 200}, fixed_frame_seconds, [&](Ui& ui, const Rect& area) {
            FieldResult result =
                text_field(ui, {area.min, {area.max.x, area.min.y + 30}}, text, {.name = "field", .focus = focus});
            entered += result.entered;
            focus = false;
        });
    }
};

} // namespace

TEST(Input, WhatIsTypedWhileAFieldIsAboutToListenArrives) {
    if (IMGUI_VERSION_NUM < 18700) GTEST_SKIP() << "Dear ImGui before 1.87 has no queue in which input could wait";
    OneField window;
    window.frame();
    window.focus = true;
    window.frame();
    ImGui::GetIO().AddInputCharactersUTF8("is:fault");
    compat::feed_key(compat::Key::enter, true);
    compat::feed_key(compat::Key::enter, false);
    for (int i = 0; i < 20 && window.entered == 0; ++i) window.frame();
    window.frame();
    window.frame();
    EXPECT_EQ(window.text, "is:fault");
    EXPECT_EQ(window.entered, 1);
    EXPECT_FALSE(compat::input_waits());
}

TEST(Input, AFieldThatIsNeverDrawnHoldsNothingForLong) {
    OneField window;
    window.frame();
    window.screen.ui().hold_input(12345);
    compat::feed_mouse({10, 10});
    compat::feed_button(0, true);
    for (int i = 0; i < 6; ++i) window.frame();
    compat::feed_button(0, false);
    for (int i = 0; i < 6; ++i) window.frame();
    EXPECT_FALSE(compat::input_waits());
    ImGui::GetIO().AddInputCharactersUTF8("a");
    window.frame();
    EXPECT_EQ(window.text, "a");
}

} // namespace scope
