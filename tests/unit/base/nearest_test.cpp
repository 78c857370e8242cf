#include "core/base/nearest.h"

#include <gtest/gtest.h>
#include <vector>

namespace scope {

TEST(Nearest, EditsAreChangesAdditionsOmissionsAndSwaps) {
    EXPECT_EQ(edits_between("", ""), 0u);
    EXPECT_EQ(edits_between("", "abc"), 3u);
    EXPECT_EQ(edits_between("check", "chekc"), 1u);
    EXPECT_EQ(edits_between("event", "evnt"), 1u);
    EXPECT_EQ(edits_between("event", "events"), 1u);
    EXPECT_EQ(edits_between("kitten", "sitting"), 3u);
}

TEST(Nearest, FindsWhatWasMeantAndNothingElse) {
    const std::vector<std::string> names{"obj_shop", "obj_menu", "ds_map_create", "fire", "ev_async_social", "bool"};
    auto meant = [&](std::string_view word) {
        Nearest nearest(word);
        for (const std::string& name : names) nearest.consider(name);
        return nearest.name();
    };
    EXPECT_EQ(meant("obj_shpo"), "obj_shop");
    EXPECT_EQ(meant("OBJ_Shop"), "obj_shop");
    EXPECT_EQ(meant("fier"), "fire");
    EXPECT_EQ(meant("ds_map_craete"), "ds_map_create");
    EXPECT_EQ(meant("ev_async_socal"), "ev_async_social");
    EXPECT_EQ(meant("social"), "ev_async_social"); // a part that is long enough
    EXPECT_EQ(meant("foo"), "");
    EXPECT_EQ(meant("frobnicate"), "");
    EXPECT_EQ(meant(""), "");
    EXPECT_EQ(meant(std::string(100'000, 'x')), "");
    EXPECT_EQ(did_you_mean("menu", names), "; did you mean 'obj_menu'?");
    EXPECT_EQ(did_you_mean("frobnicate", names), "");
}

} // namespace scope
