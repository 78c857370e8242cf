#include "collector_pace.h"
#include "core/value/clone.h"
#include "core/value/objects.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Counted;

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
    heap.collect_cycles(); // a release frees a few hundred and leaves the rest to later ones
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

TEST_F(HeapTest, ALongChainOfStructsAndMethodsIsFreedWithoutRecursion) {
    Symbol next = symbol("next");
    Value chain;
    for (int depth = 0; depth < 200000; ++depth) {
        Value object = heap.new_struct();
        ASSERT_TRUE(object.as_struct()->set(next, heap.new_method(chain, 1)));
        chain = std::move(object);
    }
    chain = Value();
    heap.collect_cycles();
    EXPECT_EQ(heap.containers(), 0u);
    EXPECT_EQ(heap.bytes() - names->bytes(), 0u);
}

TEST_F(HeapTest, AHeapFreesWhatItStillHolds) {
    // Under AddressSanitizer this fails when ~Heap leaks or looks at freed memory.
    Heap dying(names);
    Struct* first = dying.new_struct();
    for (int index = 0; index < 300; ++index) // an owned shape, circles, strings of all kinds, weak references
        ASSERT_TRUE(first->set(symbol(("member" + std::to_string(index)).c_str()),
                               dying.new_string("text number " + std::to_string(index))));
    ASSERT_TRUE(first->set(symbol("me"), first));
    ASSERT_TRUE(first->set(symbol("weak"), dying.new_weak_ref(first)));
    ASSERT_TRUE(first->set(symbol("large"), dying.new_string(std::string(5000, 'x'))));
    Value array = dying.new_array(1000);
    ASSERT_TRUE(array.as_array()->push(array));
    ASSERT_TRUE(array.as_array()->push(dying.new_method(array, 3)));
}

TEST_F(HeapTest, WeakReferencesKnowWhenTheirTargetIsGone) {
    Value target = heap.new_struct();
    Value first = heap.new_weak_ref(target), second = heap.new_weak_ref(target), third = heap.new_weak_ref(target);
    EXPECT_TRUE(Heap::weak_ref_alive(first.as_struct()));
    EXPECT_TRUE(Heap::weak_ref_target(first.as_struct()).same_as(target));
    EXPECT_FALSE(Heap::weak_ref_alive(target.as_struct()));
    second = Value(); // the middle one leaves the table
    target = Value();
    EXPECT_FALSE(Heap::weak_ref_alive(first.as_struct()));
    EXPECT_FALSE(Heap::weak_ref_alive(third.as_struct()));
    EXPECT_TRUE(Heap::weak_ref_target(first.as_struct()).is_undefined());
    first = third = Value();
    EXPECT_EQ(heap.containers(), 0u);
}

TEST_F(HeapTest, AWeakReferenceInsideOfACycleDiesWithIt) {
    Value outside;
    {
        Value target = heap.new_struct();
        ASSERT_TRUE(target.as_struct()->set(symbol("me"), target));
        ASSERT_TRUE(target.as_struct()->set(symbol("weak"), heap.new_weak_ref(target)));
        outside = heap.new_weak_ref(target);
    }
    EXPECT_TRUE(Heap::weak_ref_alive(outside.as_struct()));
    EXPECT_EQ(heap.collect_cycles(), 2u);
    EXPECT_FALSE(Heap::weak_ref_alive(outside.as_struct()));
}

TEST_F(HeapTest, ACollectionIsDueWhenTheLiveContainersHaveGrown) {
    heap.set_pace({.least_growth = 1000,
                   .growth_percent = 100,
                   .least_bytes = size_t(64) << 20,
                   .between_slices = 32,
                   .slice_units = 64,
                   .most_units = 64});
    Value keep = heap.new_array();
    auto grow = [&](int by) {
        for (; by > 0; --by) ASSERT_TRUE(keep.as_array()->push(heap.new_array()));
    };
    auto due_after = [&](size_t bound) {
        uint64_t cycles = heap.last_collection().cycles;
        for (size_t count = 0; count < bound; ++count) {
            Value passing = heap.new_array();
            if (heap.collection_due()) heap.collect_slice();
            if (heap.last_collection().cycles != cycles) return true;
        }
        return false;
    };
    grow(900);
    EXPECT_FALSE(heap.collection_due());
    grow(98);
    EXPECT_FALSE(heap.collection_due());
    grow(2);
    EXPECT_TRUE(heap.collection_due());
    EXPECT_EQ(heap.collect_cycles(), 0u);
    grow(1999);
    EXPECT_TRUE(due_after(20000)) << "as many again";
    EXPECT_EQ(heap.collect_cycles(), 0u);
    EXPECT_FALSE(due_after(20000)) << "what is freed at once is no growth";
}

TEST_F(HeapTest, ACollectionReportsWhatItFound) {
    Value keep = heap.new_struct();
    {
        Value lost = heap.new_array(1);
        lost.as_array()->write(0, lost);
    }
    uint64_t cycles = heap.last_collection().cycles;
    EXPECT_EQ(heap.collect_cycles(), 1u);
    EXPECT_EQ(heap.last_collection().cycles, cycles + 1);
    EXPECT_EQ(heap.last_collection().survivors, 1u);
    EXPECT_EQ(heap.last_collection().garbage, 1u);
}

struct Recorder : WriteBarrier {
    std::vector<std::string> heard;
    void before_write(const HeapObject&, uint32_t key, bool existed, const Value& old) override {
        heard.push_back(std::to_string(key) +
                        (existed ? " was " + std::to_string(old.is_real() ? old.as_real() : -1).substr(0, 3) : " new"));
    }
    void before_free(const HeapObject&) override { heard.push_back("free"); }
};

TEST_F(HeapTest, TheBarrierHearsEveryWriteBeforeItHappens) {
    Recorder recorder;
    Symbol gold = symbol("gold");
    std::string id = std::to_string(gold);
    Value object = heap.new_struct(), array = heap.new_array(1);
    heap.observe(&recorder);
    ASSERT_TRUE(object.as_struct()->set(gold, 1.0));
    ASSERT_TRUE(object.as_struct()->set(gold, 2.0));
    EXPECT_TRUE(object.as_struct()->remove(gold));
    EXPECT_EQ(recorder.heard, (std::vector<std::string>{id + " new", id + " was 1.0", id + " was 2.0"}));
    recorder.heard.clear();
    ASSERT_TRUE(array.as_array()->push(5.0));
    ASSERT_TRUE(array.as_array()->set(3, 6.0));
    ASSERT_TRUE(array.as_array()->set(0, 7.0));
    EXPECT_EQ(recorder.heard, (std::vector<std::string>{"1 new", "2 new", "3 new", "0 was 0.0"}));
    recorder.heard.clear();
    ASSERT_TRUE(array.as_array()->reserve(10)); // a push into room that is there
    ASSERT_TRUE(array.as_array()->push(8.0));
    array.as_array()->remove(4, 1);
    EXPECT_EQ(recorder.heard, (std::vector<std::string>{"4 new", "4 was 8.0"}));
    recorder.heard.clear();
    Value inserted(9.0);
    ASSERT_TRUE(array.as_array()->insert(3, &inserted, 1));
    array.as_array()->remove(3, 1);
    EXPECT_EQ(recorder.heard, (std::vector<std::string>{"3 was 6.0", "4 new", "3 was 9.0", "4 was 6.0"}));
    recorder.heard.clear();
    object = Value();
    EXPECT_EQ(recorder.heard, std::vector<std::string>{"free"});
    heap.observe(nullptr);
}

TEST_F(HeapTest, ArraysGrowWithZerosMoveTheirTailAndTakeTheirOwnItems) {
    Value held = heap.new_array();
    Array& array = *held.as_array();
    ASSERT_TRUE(array.push(heap.new_string("a long string, first")));
    for (int index = 0; index < 40; ++index)
        ASSERT_TRUE(array.push(array.items[0])); // also while it moves to a larger block
    ASSERT_TRUE(array.set(60, array.items[0]));
    EXPECT_EQ(array.size, 61u);
    EXPECT_TRUE(array.items[50].is_real());
    EXPECT_EQ(array.items[50].as_real(), 0);
    EXPECT_TRUE(array.items[60].same_as(array.items[0]));
    EXPECT_EQ(array.items[0].as_string()->references, 42u);
    ASSERT_TRUE(array.insert(1, array.items, 2));
    EXPECT_EQ(array.size, 63u);
    EXPECT_EQ(array.items[0].as_string()->references, 44u);
    array.remove(0, 60);
    EXPECT_EQ(array.size, 3u);
    EXPECT_EQ(array.items[2].as_string()->references, 1u);
    ASSERT_TRUE(array.resize(1));
    EXPECT_EQ(array.size, 1u);
}

TEST_F(HeapTest, LimitsAreRefusedAndChangeNothing) {
    Heap small(names, {.total_bytes = names->bytes() + 20000, .string_bytes = 1000, .array_items = 100});
    Value held = small.new_array(10);
    EXPECT_FALSE(held.as_array()->resize(101));
    EXPECT_FALSE(held.as_array()->set(100, 1.0));
    EXPECT_FALSE(held.as_array()->set(~0u, 1.0));
    EXPECT_EQ(held.as_array()->size, 10u);
    EXPECT_EQ(small.new_array(101), nullptr);
    EXPECT_FALSE(small.may_allocate(20001));
    EXPECT_FALSE(small.may_allocate(~size_t(0)));
    std::vector<Value> many;
    while (small.may_allocate(200)) many.emplace_back(small.new_array(4));
    EXPECT_LT(many.size(), 200u);
    EXPECT_FALSE(held.as_array()->resize(100));
    EXPECT_EQ(held.as_array()->size, 10u);
    many.clear();
    EXPECT_TRUE(held.as_array()->resize(100));
}

TEST_F(HeapTest, InstancesAreFreedByTheirOwnFunction) {
    {
        Heap other(names);
        Value lasting = Counted::make(other);
        ++lasting.as_struct()->references; // still there when the heap dies
        Counted* loose = Counted::make(other);
        loose->extra = loose; // outside of the collector's access: ~Heap must manage
        Value passing = Counted::make(other);
        ASSERT_TRUE(passing.as_struct()->set(symbol("gold"), other.new_string("a string of some length")));
        EXPECT_EQ(Counted::alive, 3);
        passing = Value();
        EXPECT_EQ(Counted::alive, 2);
        EXPECT_EQ(other.collect_cycles(), 0u);
    }
    EXPECT_EQ(Counted::alive, 0);
}

TEST_F(HeapTest, ACopyKeepsIdentityAndLeavesTheOriginalAlone) {
    Heap other(names);
    Symbol list = symbol("list"), again = symbol("again"), me = symbol("me"), weak = symbol("weak"),
           act = symbol("act");
    Value original = heap.new_struct(), copied;
    Value shared = heap.new_array(2);
    ASSERT_TRUE(original.as_struct()->set(list, shared));
    ASSERT_TRUE(original.as_struct()->set(again, shared));
    ASSERT_TRUE(original.as_struct()->set(me, original));
    ASSERT_TRUE(original.as_struct()->set(weak, heap.new_weak_ref(shared)));
    ASSERT_TRUE(original.as_struct()->set(act, heap.new_method(original, 12)));
    ASSERT_TRUE(shared.as_array()->set(0, heap.new_string("text in the array")));
    Value statics = heap.new_struct();
    original.as_struct()->set_statics(statics.as_struct());
    Value lost_target = heap.new_struct(), lost = heap.new_weak_ref(lost_target), lost_copy;
    {
        HeapCopier copier(heap, other);
        copied = copier.copy(original);
        lost_copy = copier.copy(lost); // its target is not copied
        EXPECT_TRUE(copier.copy(original).same_as(copied));
    }
    const Struct& copy = *copied.as_struct();
    EXPECT_EQ(copy.heap, &other);
    EXPECT_EQ(copy.shape->names(), original.as_struct()->shape->names());
    EXPECT_EQ(copy.shape->owned(), original.as_struct()->shape->owned());
    EXPECT_FALSE(copied.same_as(original));
    EXPECT_TRUE(copy.find(list)->same_as(*copy.find(again)));
    EXPECT_TRUE(copy.find(me)->same_as(copied));
    EXPECT_TRUE(copy.find(act)->as_method()->self.same_as(copied));
    EXPECT_EQ(copy.find(act)->as_method()->function, 12u);
    EXPECT_EQ(copy.statics->heap, &other);
    EXPECT_TRUE(Heap::weak_ref_target(copy.find(weak)->as_struct()).same_as(*copy.find(list)));
    EXPECT_FALSE(Heap::weak_ref_alive(lost_copy.as_struct()));
    ASSERT_TRUE(copied.as_struct()->find(list)->as_array()->set(1, 99.0));
    EXPECT_EQ(shared.as_array()->items[1].as_real(), 0);
    EXPECT_EQ(copy.find(list)->as_array()->items[0].as_string()->view(), "text in the array");
    EXPECT_EQ(other.containers(), 6u);
    copied = lost_copy = Value();
    EXPECT_EQ(other.collect_cycles(), 5u) << "struct, static struct, method, array, weak reference";
    EXPECT_EQ(other.containers(), 0u);
}

TEST_F(HeapTest, ADeepCopyDoesNotRecurse) {
    Heap other(names);
    Value chain;
    for (int depth = 0; depth < 200000; ++depth) {
        Value outer = heap.new_array();
        ASSERT_TRUE(outer.as_array()->push(chain));
        chain = std::move(outer);
    }
    HeapCopier copier(heap, other);
    Value copy = copier.copy(chain);
    EXPECT_EQ(other.containers(), 200000u);
}

} // namespace
