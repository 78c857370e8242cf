// The collector judges while a program goes from one suspect to the next and changes it on the way, through every
// writer there is: a writer that told nobody would have a member of the ring freed under the program's feet.
#include "collector_pace.h"
#include "tests/support/effort.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Counted;
using scope::test::restless;
using scope::test::sized;

namespace {

/// One way how a container can refer to the next one of a ring.
struct Link {
    const char* name;
    Value (*make)(Heap& heap);
    void (*tie)(const Value& at, const Value& to);
    Value (*follow)(const Value& at);
    void (*cut)(const Value& at);
};

Symbol next_of(const Value& at) {
    return at.as_object()->heap->names().intern("next");
}
Value new_struct(Heap& heap) {
    return heap.new_struct();
}
Value new_array(Heap& heap) {
    return heap.new_array(1); // item 0 is a number
}
void set_next(const Value& at, const Value& to) {
    ASSERT_TRUE(at.as_struct()->set(next_of(at), to));
}
Value next_in_struct(const Value& at) {
    return *at.as_struct()->find(next_of(at));
}
void push(const Value& at, const Value& to) {
    ASSERT_TRUE(at.as_array()->push(to));
}
Value last_in_array(const Value& at) {
    return at.as_array()->items[at.as_array()->size - 1];
}

const Link links[] = {
    {"a member that is overwritten", new_struct, set_next, next_in_struct, [](const Value& at) { set_next(at, 0.0); }},
    {"a member that is removed", new_struct, set_next, next_in_struct,
     [](const Value& at) { EXPECT_TRUE(at.as_struct()->remove(next_of(at))); }},
    {"a struct that is cleared", new_struct, set_next, next_in_struct,
     [](const Value& at) { at.as_struct()->clear(); }},
    {"an instance's variable", [](Heap& heap) { return Value(Counted::make(heap)); }, set_next, next_in_struct,
     [](const Value& at) { set_next(at, 0.0); }},
    {"a static struct", new_struct,
     [](const Value& at, const Value& to) { at.as_struct()->set_statics(to.as_struct()); },
     [](const Value& at) { return Value(at.as_struct()->statics); },
     [](const Value& at) { at.as_struct()->set_statics(nullptr); }},
    {"a method's self", new_struct,
     [](const Value& at, const Value& to) { set_next(at, at.as_object()->heap->new_method(to, 1)); },
     [](const Value& at) { return next_in_struct(at).as_method()->self; }, [](const Value& at) { set_next(at, 0.0); }},
    {"an item that is overwritten", [](Heap& heap) { return Value(heap.new_array(2)); },
     [](const Value& at, const Value& to) { at.as_array()->write(1, to); },
     [](const Value& at) { return at.as_array()->items[1]; }, [](const Value& at) { at.as_array()->write(1, 0.0); }},
    {"an item that is removed", new_array,
     [](const Value& at, const Value& to) { ASSERT_TRUE(at.as_array()->insert(0, &to, 1)); },
     [](const Value& at) { return at.as_array()->items[0]; }, [](const Value& at) { at.as_array()->remove(0, 1); }},
    {"an item that is cut off", new_array, push, last_in_array,
     [](const Value& at) { ASSERT_TRUE(at.as_array()->resize(1)); }},
    {"an item that moves", new_array, push, last_in_array,
     [](const Value& at) {
         Value number(1.0);
         ASSERT_TRUE(at.as_array()->insert(0, &number, 1));
         at.as_array()->remove(at.as_array()->size - 1, 1);
     }},
};

enum class Way { look, cut_and_mend, use_up, pass_on, ways };
constexpr int length = 8;

struct Walk {
    Heap heap{std::make_shared<NameTable>()};
    const Link& link;
    int moment = 0;

    explicit Walk(const Link& kind) : link(kind) {}
    void go_on(int until) {
        for (; moment < until; ++moment) heap.collect_slice();
    }
    /// The ring leaves its owner at one moment; the walk begins at another.
    void run(Way way, int leaves, int starts, int speed) {
        std::vector<HeapObject*> ring;
        Value owner = heap.new_struct(), other = heap.new_struct();
        {
            Value first = link.make(heap), last = first;
            ring.push_back(first.as_object());
            for (int index = 1; index < length; ++index) {
                Value one = link.make(heap);
                ring.push_back(one.as_object());
                link.tie(last, one);
                last = one;
            }
            if (way != Way::use_up) link.tie(last, first);
            set_next(owner, first);
        }
        heap.collect_cycles();
        heap.set_pace(restless(1)); // begins now
        moment = 0;
        go_on(leaves);
        Value at = next_in_struct(owner);
        set_next(owner, 0.0);
        go_on(starts);
        int steps = way == Way::use_up ? length / 2 : 3 * length;
        for (int step = 0; step < steps; ++step) {
            Value neighbour = link.follow(at);
            if (way == Way::cut_and_mend) link.cut(at);
            if (way == Way::use_up) at = neighbour; // the one before goes, and what it referred to is held by us alone
            if (way == Way::pass_on) {
                set_next(other, neighbour); // held by what is no suspect
                at = neighbour = Value();
            }
            go_on(moment + speed);
            if (way == Way::cut_and_mend) link.tie(at, neighbour);
            if (way == Way::pass_on) {
                neighbour = next_in_struct(other);
                set_next(other, 0.0);
            }
            at = neighbour;
        }
        go_on(moment + 300);
        EXPECT_GE(heap.containers(), size_t(length - (way == Way::use_up ? steps : 0)) + 2) << "of the ring";
        for (size_t step = static_cast<size_t>(steps); !testing::Test::HasFailure(); ++step) {
            ASSERT_EQ(at.as_object(), ring[step % length]) << "step " << step;
            if (step == static_cast<size_t>(steps) + length || (way == Way::use_up && step == length - 1)) break;
            at = link.follow(at);
        }
    }
};

TEST(CollectorWalk, WhatAProgramWalksAndChangesIsKept) {
    for (const Link& link : links)
        for (int way = 0; way < static_cast<int>(Way::ways); ++way)
            for (int leaves = 0; leaves < 40; leaves += sized(1, 2, 3))
                for (int starts = leaves; starts < leaves + 60; starts += sized(4, 6, 9))
                    for (int speed : {1, 2, 4}) {
                        Walk(link).run(static_cast<Way>(way), leaves, starts, speed);
                        ASSERT_FALSE(testing::Test::HasFailure())
                            << link.name << ", way " << way << ", leaves at " << leaves << ", starts at " << starts
                            << ", speed " << speed;
                    }
}

/// A row that is visited bit by bit while its values move: none of them is passed over.
struct Row {
    const char* name;
    Value (*make)(Heap& heap);
    void (*add)(const Value& row, const Value& item, int index);
    void (*change)(const Value& row, Heap& heap); ///< once
};

Symbol member(Heap& heap, int index) {
    return heap.names().intern("member" + std::to_string(index));
}

const Row rows[] = {
    {"array_shift", [](Heap& heap) { return Value(heap.new_array()); },
     [](const Value& row, const Value& item, int) { push(row, item); },
     [](const Value& row, Heap&) { row.as_array()->remove(0, 1); }},
    {"array_delete of two", [](Heap& heap) { return Value(heap.new_array()); },
     [](const Value& row, const Value& item, int) { push(row, item); },
     [](const Value& row, Heap&) { row.as_array()->remove(1, 2); }},
    {"array_insert", [](Heap& heap) { return Value(heap.new_array()); },
     [](const Value& row, const Value& item, int) { push(row, item); },
     [](const Value& row, Heap&) {
         Value numbers[] = {1.0, 2.0};
         ASSERT_TRUE(row.as_array()->insert(0, numbers, 2));
     }},
    {"a member that goes", new_struct,
     [](const Value& row, const Value& item, int index) {
         ASSERT_TRUE(row.as_struct()->set(member(*item.as_object()->heap, index), item));
     },
     [](const Value& row, Heap& heap) {
         for (int index = 0; index < 12; ++index)
             if (row.as_struct()->remove(member(heap, index))) return;
     }},
};

TEST(CollectorWalk, ARowThatMovesWhileItIsVisitedIsVisitedWhole) {
    for (const Row& kind : rows)
        for (int leaves = 0; leaves < 60; leaves += sized(1, 2, 3))
            for (int starts = leaves; starts < leaves + 160; starts += sized(1, 3, 5)) {
                Heap heap(std::make_shared<NameTable>());
                Value owner = heap.new_struct();
                {
                    Value row = kind.make(heap);
                    for (int index = 0; index < 12; ++index) kind.add(row, heap.new_struct(), index);
                    set_next(owner, row);
                }
                heap.collect_cycles();
                heap.set_pace(restless(1));
                for (int moment = 0; moment < leaves; ++moment) heap.collect_slice();
                Value row = next_in_struct(owner);
                set_next(owner, 0.0);
                for (int moment = leaves; moment < starts; ++moment) heap.collect_slice();
                for (int change = 0; change < 3; ++change) {
                    kind.change(row, heap);
                    heap.collect_slice();
                    heap.collect_slice();
                }
                size_t items = row.is_array() ? row.as_array()->size : row.as_struct()->size();
                if (kind.name == std::string("array_insert")) items -= 6; // the numbers
                size_t before = heap.containers();
                EXPECT_EQ(before, items + 2);
                for (int moment = 0; moment < 300; ++moment) heap.collect_slice();
                ASSERT_EQ(heap.containers(), items + 2) << kind.name << ", leaves " << leaves << ", starts " << starts;
            }
}

} // namespace
