// Structures in use are whole, and damage is found out.

#include "core/ds/ds_invariants.h"
#include "ds_fixture.h"

using namespace scope;

TEST_F(DsTest, structures_in_use_are_whole) {
    DsMap* map = store.create_map();
    for (int i = 0; i < 100; ++i) map->set(Value(double(i)), text("value"));
    for (int i = 0; i < 100; i += 3) map->erase(Value(double(i)));
    DsPriority* priority = store.create_priority();
    for (int i = 0; i < 20; ++i) priority->add(Value(double(i)), i * 7 % 5);
    store.destroy(*store.create_list());
    ASSERT_NE(store.create_grid(3, 4), nullptr);
    EXPECT_EQ(DsInvariants::broken(store), "");
}

TEST_F(DsTest, a_key_that_its_map_does_not_find) {
    DsMap* map = store.create_map();
    map->set(text("first"), Value(1.0));
    map->set(text("second"), Value(2.0));
    const_cast<Value&>(map->at(map->after(map->begin())).key) = text("another");
    EXPECT_EQ(DsInvariants::broken(store), "ds_map 0 does not find its key number 1");
}

TEST_F(DsTest, two_entries_with_one_key) {
    DsMap* map = store.create_map();
    map->set(text("first"), Value(1.0));
    map->set(text("second"), Value(2.0));
    const_cast<Value&>(map->at(map->begin()).key) = text("second");
    EXPECT_EQ(DsInvariants::broken(store), "ds_map 0 does not find its key number 0");
}
