#include "ui/model/layout.h"

#include <gtest/gtest.h>
#include <set>

namespace scope {

namespace {

struct Box {
    float width = 0, height = 0;
};

/// Divides as the window does with a divider drawn at `share`; every place gets its box.
void place_all(const Layout& layout, size_t index, Box box, float share, std::vector<std::pair<PanelId, Box>>& places,
               std::multiset<PanelId>& reachable) {
    const LayoutPart& part = layout.parts[index];
    if (!part.panels.empty()) {
        for (PanelId panel : part.panels) {
            reachable.insert(panel);
            places.push_back({panel, box});
        }
        return;
    }
    const LeastSize &a = layout.parts[part.first].least, &b = layout.parts[part.second].least;
    bool side = part.axis == Axis::horizontal;
    float total = side ? box.width : box.height, least_a = side ? a.width : a.height,
          least_b = side ? b.width : b.height;
    float at = divider_at(total, total * (share >= 0 ? share : part.usual), least_a, least_b);
    Box first = box, second = box;
    (side ? first.width : first.height) = at;
    (side ? second.width : second.height) = total - at - 1;
    place_all(layout, part.first, first, share, places, reachable);
    place_all(layout, part.second, second, share, places, reachable);
}

constexpr float strips = 36 + 36 + 26;

} // namespace

TEST(Layout, EveryPanelHasItsLeastSizeAndAPlaceAtEverySizeWeSupport) {
    for (float width : {800.0f, 850.0f, 1024.0f, 1280.0f, 1600.0f, 3840.0f})
        for (float height = 500; height <= 2160; height += height < 1100 ? 7.0f : 211.0f)
            for (bool bottom : {false, true})
                for (float share : {-1.0f, 0.02f, 0.5f, 0.98f}) {
                    for (CompareShown compare : {CompareShown::none, CompareShown::behind, CompareShown::front}) {
                        Layout layout = layout_of(width, height - strips, bottom, compare);
                        std::vector<std::pair<PanelId, Box>> places;
                        std::multiset<PanelId> reachable;
                        place_all(layout, layout.root, {width, height - strips}, share, places, reachable);
                        // In front of everything about events, Compare hides what its tab brings back.
                        size_t panels = (bottom ? 7u : 6u) + (compare != CompareShown::none);
                        bool whole = compare == CompareShown::front && reachable.size() < panels;
                        ASSERT_EQ(reachable.size(), whole ? panels - 3 : panels) << width << "x" << height;
                        ASSERT_EQ(reachable.contains(PanelId::compare), compare != CompareShown::none);
                        ASSERT_EQ(std::set<PanelId>(reachable.begin(), reachable.end()).size(), reachable.size());
                        for (auto& [panel, box] : places) {
                            LeastSize least = least_size(panel);
                            EXPECT_GE(box.width, least.width) << int(panel) << " at " << width << "x" << height;
                            EXPECT_GE(box.height, least.height)
                                << int(panel) << " at " << width << "x" << height << (bottom ? " with bottom" : "");
                        }
                    }
                }
}

TEST(Layout, PanelsStandApartWhileThereIsRoom) {
    for (bool bottom : {false, true}) {
        Layout layout = layout_of(1600, 1000 - strips, bottom);
        for (const LayoutPart& part : layout.parts) EXPECT_LE(part.panels.size(), 1u);
    }
}

TEST(Layout, ComposeAndMatrixNeverShareAPlaceInTwoColumns) {
    Layout layout = layout_of(800, 500 - strips, true);
    for (const LayoutPart& part : layout.parts) {
        std::set<PanelId> panels(part.panels.begin(), part.panels.end());
        EXPECT_FALSE(panels.count(PanelId::compose) && panels.count(PanelId::matrix));
        EXPECT_FALSE(panels.count(PanelId::events) && panels.count(PanelId::matrix));
    }
}

TEST(Layout, InATinyWindowEverythingIsATab) {
    for (float height : {300.0f, 40.0f, 1.0f}) {
        Layout layout = layout_of(200, height, true);
        std::set<PanelId> panels;
        for (const LayoutPart& part : layout.parts) panels.insert(part.panels.begin(), part.panels.end());
        EXPECT_EQ(panels.size(), 7u);
    }
}

TEST(Layout, ThePanelRaisedLastShows) {
    std::vector<PanelId> place = {PanelId::matrix, PanelId::handler};
    EXPECT_EQ(front_of(place, {}), PanelId::matrix);
    std::vector<PanelId> raised = {PanelId::requests, PanelId::handler, PanelId::matrix};
    EXPECT_EQ(front_of(place, raised), PanelId::handler);
}

} // namespace scope
