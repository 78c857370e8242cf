#include "core/value/objects.h"

#include <gtest/gtest.h>

using namespace scope;

namespace {

struct HeapTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Symbol symbol(const char* text) { return names->intern(text); }
};

TEST_F(HeapTest, EverythingReleasedLeavesNoBytes) {
    size_t names_only = heap.bytes();
    Symbol gold = symbol("gold");
    size_t before = heap.bytes();
    EXPECT_GT(before, names_only);
    {
        Value array = heap.new_array(3);
        Value object = heap.new_struct();
        ASSERT_TRUE(object.as_struct()->set(gold, heap.new_string("a fairly long string that is not cached")));
        ASSERT_TRUE(array.as_array()->push(object));
        Value method = heap.new_method(object, 7);
        EXPECT_EQ(heap.containers(), 3u);
        EXPECT_GT(heap.bytes(), before + 100);
    }
    EXPECT_EQ(heap.containers(), 0u);
    EXPECT_EQ(heap.bytes() - names->bytes(), 0u);
}

TEST_F(HeapTest, AMillionNestedArraysAreFreedWithoutRecursion) {
    Value chain;
    for (int depth = 0; depth < 1000000; ++depth) {
        Value outer = heap.new_array();
        ASSERT_TRUE(outer.as_array()->push(chain));
        chain = std::move(outer);
    }
    EXPECT_EQ(heap.containers(), 1000000u);
    chain = Value();
    EXPECT_EQ(heap.containers(), 0u);
}

TEST_F(HeapTest, CyclesAreCollectedAndWhatIsHeldFromOutsideStays) {
    Symbol self = symbol("me");
    Value kept = heap.new_struct();
    ASSERT_TRUE(kept.as_struct()->set(self, kept));
    ASSERT_TRUE(kept.as_struct()->set(symbol("list"), heap.new_array()));
    ASSERT_TRUE(kept.as_struct()->find(symbol("list"))->as_array()->push(kept));
    {
        Value lost = heap.new_struct();
        ASSERT_TRUE(lost.as_struct()->set(self, lost));
        ASSERT_TRUE(lost.as_struct()->set(symbol("kept"), kept));
        Value method = heap.new_method(lost, 1);
        ASSERT_TRUE(lost.as_struct()->set(symbol("act"), method));
        Value statics = heap.new_struct();
        ASSERT_TRUE(statics.as_struct()->set(self, lost));
        lost.as_struct()->set_statics(statics.as_struct());
    }
    EXPECT_EQ(heap.containers(), 5u);
    EXPECT_EQ(heap.collect_cycles(), 3u);
    EXPECT_EQ(heap.containers(), 2u);
    EXPECT_TRUE(kept.as_struct()->find(self)->same_as(kept));
    kept = Value();
    EXPECT_EQ(heap.containers(), 2u);
    EXPECT_EQ(heap.collect_cycles(), 2u);
    EXPECT_EQ(heap.containers(), 0u);
}

} // namespace
