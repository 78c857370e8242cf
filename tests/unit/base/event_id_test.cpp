#include "core/base/event_id.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace scope {

TEST(EventId, HasAFileName) {
    EXPECT_EQ(event_stem({7, 70}), "Other_70");
    EXPECT_EQ(event_stem({0, 0}), "Create_0");
    EXPECT_EQ(event_stem({12, 0}), "CleanUp_0");
    EXPECT_EQ(event_stem({4, 0}, "obj_wall"), "Collision_obj_wall");
    EXPECT_EQ(event_stem({99, 3}), "Event99_3");
    EXPECT_EQ(event_stem({-1, -2}), "Event-1_-2");
}

TEST(EventId, IsNamedByAFile) {
    EXPECT_EQ(event_from_stem("Other_70"), (EventId{7, 70}));
    EXPECT_EQ(event_from_stem("Create"), (EventId{0, 0}));
    EXPECT_EQ(event_from_stem("Mouse_7"), (EventId{6, 7}));
    EXPECT_EQ(event_from_stem("KeyPress_200"), (EventId{9, 200}));
    for (const char* bad : {"", "Other_", "Other_x", "_70", "Nonsense_1", "Step_1_2", "Collision_1"})
        EXPECT_FALSE(event_from_stem(bad)) << bad;
}

TEST(EventId, HasATitle) {
    EXPECT_EQ(event_title(events::async_social), "Async - Social");
    EXPECT_EQ(event_title({2, 3}), "Alarm 3");
    EXPECT_EQ(event_title({4, 5}), "Collision 5");
    EXPECT_EQ(event_title({9, 78}), "Key Pressed - N");
    EXPECT_EQ(event_title({5, 112}), "Key Down - f1");
    EXPECT_EQ(event_title({9, 200}), "Key Pressed 200");
    EXPECT_EQ(event_title({99, 1}), "Event 99, 1");
    EXPECT_EQ(event_title({-1, 1}), "Event -1, 1");
}

TEST(EventId, HasOneConstantAndOtherSpellings) {
    EXPECT_EQ(event_constant({7, 70}), "ev_async_social");
    EXPECT_EQ(event_constant({3, 1}), "ev_step_begin");
    EXPECT_EQ(event_constant({7, 72}), "ev_async_save_load");
    EXPECT_EQ(event_constant({0, 0}), "");
    EXPECT_EQ(event_constant({7, 1000}), "");
    using Names = std::vector<std::string_view>;
    EXPECT_EQ(event_constants({7, 72}), (Names{"ev_async_save_load", "ev_async_async_save_load"}));
    EXPECT_EQ(event_constants({7, 13}), Names{"ev_user3"});
    EXPECT_EQ(event_from_constant("ev_async_async_save_load"), events::async_save_load);
    EXPECT_EQ(event_from_constant("ev_user3"), (EventId{7, 13}));
    EXPECT_FALSE(event_from_constant(""));
    EXPECT_FALSE(event_from_constant("ev_create"));
}

TEST(EventId, AsynchronousOnesArriveWithAMap) {
    std::set<int32_t> numbers;
    for (int32_t number = -1; number < 200; ++number)
        if (is_async({event_type::other, number})) numbers.insert(number);
    EXPECT_EQ(numbers, (std::set<int32_t>{60, 61, 62, 63, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 80}));
    EXPECT_FALSE(is_async({event_type::draw, 72}));
}

TEST(EventId, NumbersBeyondThoseOfGameMakerAreNoEvents) {
    for (EventId known : {EventId{0, 0}, {2, 11}, {4, 7}, {5, 0}, {9, 255}, {7, 70}, {8, 64}, {13, 76}, {14, 0}})
        EXPECT_TRUE(is_event(known)) << event_title(known);
    for (EventId unknown : {EventId{0, 1}, {2, 12}, {2, -1}, {5, 256}, {7, 1000}, {15, 0}, {-1, 0}, {99, 70}})
        EXPECT_FALSE(is_event(unknown)) << event_title(unknown);
}

TEST(EventId, WhatNeverHappensByItselfHasAKind) {
    EXPECT_EQ(unraised_kind({event_type::keypress, 65}), "Key Pressed");
    EXPECT_EQ(unraised_kind({event_type::draw, 0}), "Draw");
    EXPECT_EQ(unraised_kind({event_type::trigger, 0}), "Trigger");
    EXPECT_EQ(unraised_kind(events::end_of_path), "Path Ended");
    EXPECT_EQ(unraised_kind(events::rollback_start), "Rollback Start");
    for (EventId happens : {events::create, events::step_end, events::outside, events::user0, events::async_web})
        EXPECT_EQ(unraised_kind(happens), "") << event_title(happens);
}

} // namespace scope
