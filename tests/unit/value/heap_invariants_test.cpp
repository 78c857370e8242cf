// A heap in use is whole, and each kind of damage is found out.

#include "core/value/heap_invariants.h"
#include "core/value/objects.h"

#include <gtest/gtest.h>

using namespace scope;

namespace {

struct HeapInvariantsTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Value inner = Value(heap.new_array(2));
    Value outer = Value(heap.new_struct());

    void SetUp() override {
        ASSERT_TRUE(outer.as_struct()->set(names->intern("inner"), inner));
        ASSERT_TRUE(outer.as_struct()->set(names->intern("text"), Value(heap.new_string("more than one byte"))));
        ASSERT_TRUE(outer.as_struct()->set(names->intern("self"), outer));
        ASSERT_EQ(HeapInvariants::broken(heap), "");
    }
    void TearDown() override {
        outer.as_struct()->clear();
        EXPECT_EQ(HeapInvariants::broken(heap), "");
    }
};

} // namespace

TEST_F(HeapInvariantsTest, a_reference_that_is_not_counted) {
    inner.as_object()->references -= 2;
    EXPECT_EQ(HeapInvariants::broken(heap), "an array counts 0 of 1 references");
    inner.as_object()->references += 2;
}

TEST_F(HeapInvariantsTest, a_row_longer_than_its_memory) {
    ++inner.as_array()->size;
    EXPECT_EQ(HeapInvariants::broken(heap), "an array is longer than its memory");
    --inner.as_array()->size;
}

TEST_F(HeapInvariantsTest, a_value_of_another_heap) {
    Heap other(names);
    Value foreign(other.new_array(1));
    inner.as_array()->items[0] = foreign;
    EXPECT_EQ(HeapInvariants::broken(heap), "an array refers to another heap");
    inner.as_array()->items[0] = Value();
}

TEST_F(HeapInvariantsTest, a_weak_reference_that_its_target_does_not_know) {
    Value weak(heap.new_weak_ref(inner));
    EXPECT_EQ(HeapInvariants::broken(heap), "");
    inner.as_object()->unset(HeapObject::weakly_referenced);
    EXPECT_EQ(HeapInvariants::broken(heap), "an array does not know its weak references");
    inner.as_object()->set(HeapObject::weakly_referenced);
}

TEST_F(HeapInvariantsTest, a_link_that_leads_one_way) {
    auto* container = static_cast<Container*>(inner.as_object());
    Links* before = std::exchange(container->previous, container);
    EXPECT_NE(HeapInvariants::broken(heap).find("is not linked both ways"), std::string::npos);
    container->previous = before;
}
