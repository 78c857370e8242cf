// The collector in slices: how much one does, what it finds, and that it never takes what somebody holds.
#include "collector_pace.h"
#include "tests/support/effort.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::restless;
using scope::test::sized;

namespace {

constexpr uint32_t many = sized(1000000u, 60000u, 20000u);
constexpr size_t slice_units = 2048;

struct CollectorTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    HeapLimits limits{.total_bytes = size_t(4) << 30};
    Heap heap{names, limits};
    Symbol me = names->intern("me"), next = names->intern("next"), previous = names->intern("previous");
    size_t slices = 0, most_work = 0;

    CollectorTest() {
        heap.set_pace({.least_growth = 1000,
                       .growth_percent = 10,
                       .least_bytes = size_t(64) << 20,
                       .between_slices = 1,
                       .slice_units = slice_units,
                       .most_units = slice_units});
    }

    void slice() {
        ++slices;
        uint64_t before = heap.work();
        size_t containers = heap.containers();
        heap.collect_slice();
        if (test::tormented && containers <= 500) return; // there a slice may be a whole cycle
        most_work = std::max(most_work, static_cast<size_t>(heap.work() - before));
    }
    /// What the vm does when it makes something.
    Value make_struct() {
        if (heap.collection_due()) slice();
        return Value(heap.new_struct());
    }
    static void put(const Value& object, Symbol name, const Value& value) {
        ASSERT_TRUE(object.as_struct()->set(name, value));
    }
    /// Allocates and lets go until at most `left` containers are there; how many it took.
    size_t churn_until(size_t left, size_t bound) {
        size_t steps = 0;
        for (; heap.containers() > left && steps < bound; ++steps) make_struct();
        return steps;
    }
    /// A ring of `length` structs, each of which knows both neighbours.
    Value ring(uint32_t length) {
        Value first = make_struct(), last = first;
        for (uint32_t index = 1; index < length; ++index) {
            Value one = make_struct();
            put(last, next, one);
            put(one, previous, last);
            last = one;
        }
        put(last, next, first);
        put(first, previous, last);
        return first;
    }
};

TEST_F(CollectorTest, ASliceIsSmallHoweverManyLive) {
    Value root = Value(heap.new_array());
    for (uint32_t index = 0; index < many; ++index) {
        Value one = make_struct();
        put(one, me, one);
        put(one, previous, root);
        ASSERT_TRUE(root.as_array()->push(one));
    }
    EXPECT_GT(slices, many / 100);
    EXPECT_LE(most_work, slice_units + 600) << "one release more than what is left of a slice";
    EXPECT_EQ(heap.containers(), many + 1);
    root = Value();
    EXPECT_GT(heap.containers(), many) << "a cycle through the array";
    churn_until(0, 6 * size_t(many));
    EXPECT_EQ(heap.containers(), 0u) << "found though nothing grows";
    EXPECT_EQ(heap.bytes(), names->bytes());
    EXPECT_LE(most_work, slice_units + 600);
}

/// A heap of `many` live containers, the collector at its usual pace: how much it does in all.
TEST_F(CollectorTest, AtItsUsualPaceItWorksInProportion) {
    heap.set_pace(Collector::usual_pace);
    Value root = Value(heap.new_array());
    for (uint32_t index = 0; index < many; ++index) {
        Value one = make_struct();
        put(one, previous, root);
        ASSERT_TRUE(root.as_array()->push(one));
    }
    uint64_t work = heap.work();
    for (uint32_t index = 0; index < 3 * many; ++index) put(make_struct(), me, Value(1.0));
    // Under torment it never rests.
    EXPECT_LT(heap.work() - work, sized(5, 5, 1000) * uint64_t(many))
        << "what is freed at once is no reason to collect";
    for (uint32_t index = 0; index < 2 * many; ++index) { // circles
        Value one = make_struct();
        put(one, me, one);
    }
    EXPECT_LT(heap.containers(), 3 * many + Collector::usual_pace.least_growth) << "as many again and half as many";
    root = Value();
    heap.collect_cycles();
    EXPECT_EQ(heap.containers(), 0u);
}

/// Few containers with many bytes: the number of containers would let them grow to the limit.
TEST_F(CollectorTest, CyclesOfLargeArraysAreFoundByTheirBytes) {
    for (uint32_t items : {2000u, 100000u}) {
        Heap small(names, {.total_bytes = size_t(400) << 20});
        size_t most = 0;
        for (size_t bytes = 0; bytes < sized(size_t(1) << 30, size_t(600) << 20, size_t(500) << 20);
             bytes += items * sizeof(Value)) {
            if (small.collection_due()) small.collect_slice();
            Array* made = small.new_array(items);
            ASSERT_NE(made, nullptr) << "refused after " << bytes << " bytes";
            Value array(made);
            made->write(0, array);
            most = std::max(most, small.bytes());
        }
        EXPECT_LT(most, (items == 2000 ? size_t(300) : size_t(400)) << 20) << "slices keep up with what is not huge";
    }
}

/// Large arrays that nothing refers to wait to be freed, but not until the limit is reached.
TEST_F(CollectorTest, WhatWaitsToBeFreedDoesNotPileUp) {
    size_t most = 0;
    for (int count = 0; count < 500; ++count) {
        if (heap.collection_due()) slice();
        Value array(heap.new_array(100000));
        most = std::max(most, heap.bytes());
    }
    EXPECT_LT(most, size_t(200) << 20);
}

TEST_F(CollectorTest, ACycleOfAllIsFreedBitByBit) {
    Value lost = ring(many);
    lost = Value();
    EXPECT_LT(churn_until(0, 3 * size_t(many)), 3 * size_t(many));
    EXPECT_EQ(heap.containers(), 0u);
    EXPECT_LE(most_work, slice_units + 600);
}

TEST_F(CollectorTest, AChainOfCyclesGoesAtOnceInWhateverOrderItWasMade) {
    for (bool head_first : {false, true}) {
        Value head = make_struct(), last = head;
        put(head, me, head);
        for (int index = 0; index < 20000; ++index) {
            Value one = make_struct();
            put(one, me, one);
            if (head_first) {
                put(last, next, one);
                last = one;
            } else {
                put(one, next, head);
                head = one;
            }
        }
        head = last = Value();
        EXPECT_LT(churn_until(0, 60000), 60000u);
    }
}

TEST_F(CollectorTest, WideThingsAreFreedBitByBitToo) {
    Value array = Value(heap.new_array()), dictionary = Value(heap.new_struct());
    for (uint32_t index = 0; index < 20000; ++index) {
        ASSERT_TRUE(array.as_array()->push(make_struct()));
        put(dictionary, names->intern("key" + std::to_string(index)), make_struct());
    }
    EXPECT_EQ(heap.containers(), 40002u);
    most_work = 0;
    uint64_t before = heap.work();
    array = Value();
    dictionary = Value();
    EXPECT_LE(heap.work() - before, 2000u);
    EXPECT_GT(heap.containers(), 35000u);
    churn_until(0, 40000);
    EXPECT_EQ(heap.containers(), 0u);
    EXPECT_EQ(heap.bytes(), names->bytes());
    EXPECT_LE(most_work, slice_units + 600);
}

TEST_F(CollectorTest, MemoryThatWaitsToBeFreedIsNoReasonToRefuse) {
    Heap small(names, {.total_bytes = names->bytes() + 4000000});
    Value array = Value(small.new_array());
    while (small.may_allocate(100000)) ASSERT_TRUE(array.as_array()->push(Value(small.new_array(100))));
    EXPECT_FALSE(small.may_allocate(3000000));
    array = Value();
    EXPECT_GT(small.containers(), 1000u);
    EXPECT_TRUE(small.may_allocate(3000000));
    EXPECT_EQ(small.containers(), 0u);
}

// At every moment of a cycle: what a weak reference brings back is whole, what it does not is gone.
TEST_F(CollectorTest, AWeakReferenceBringsBackAllOrNothing) {
    bool brought_back = false, gone = false;
    for (uint32_t moment = 1; moment < 400; ++moment) {
        Value weak, keep = make_struct();
        {
            Value lost = ring(20);
            weak = Value(heap.new_weak_ref(*lost.as_struct()->find(next)));
        }
        heap.set_pace(restless(1));
        for (uint32_t step = 0; step < moment; ++step) heap.collect_slice();
        bool alive = Heap::weak_ref_alive(weak.as_struct());
        Value target = Heap::weak_ref_target(weak.as_struct());
        EXPECT_EQ(alive, !target.is_undefined());
        (alive ? brought_back : gone) = true;
        heap.set_pace(restless(50));
        for (int step = 0; step < 200; ++step) heap.collect_slice();
        if (!alive) continue;
        const Struct* at = target.as_struct();
        for (int step = 0; step < 20; ++step) {
            ASSERT_EQ(at->size(), 2u) << "moment " << moment << ", step " << step;
            at = at->find(next)->as_struct();
        }
        EXPECT_EQ(at, target.as_struct());
    }
    EXPECT_TRUE(brought_back);
    EXPECT_TRUE(gone || heap.containers() < 500);
}

} // namespace
