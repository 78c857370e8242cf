// The collector in slices: how much one does, what it finds, and that it never takes what somebody holds.
#include "core/value/objects.h"

#include <gtest/gtest.h>

#include <random>

using namespace scope;

namespace {

#if defined(ASYNCSCOPE_TORMENT) || defined(__SANITIZE_ADDRESS__)
constexpr uint32_t many = 60000;
#else
constexpr uint32_t many = 1000000;
#endif
constexpr size_t slice_units = 2048;

struct CollectorTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    HeapLimits limits{.total_bytes = size_t(4) << 30};
    Heap heap{names, limits};
    Symbol me = names->intern("me"), next = names->intern("next"), previous = names->intern("previous");
    size_t slices = 0, most_work = 0;

    CollectorTest() { heap.set_pace({.least_between_cycles = 1000, .between_slices = 1, .slice_units = slice_units}); }

    void slice() {
        ++slices;
        uint64_t before = heap.work();
        [[maybe_unused]] size_t containers = heap.containers();
        heap.collect_slice();
#ifdef ASYNCSCOPE_TORMENT
        if (containers <= 500) return; // there a slice may be a whole cycle
#endif
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
    for (uint32_t index = 0; index < many; ++index) put(make_struct(), next, root.as_array()->items[index]);
    EXPECT_GT(slices, many / 100);
    EXPECT_LE(most_work, slice_units + 600) << "one release more than what is left of a slice";
    EXPECT_EQ(heap.containers(), many + 1);
    root = Value();
    EXPECT_GT(heap.containers(), many) << "a cycle through the array";
    churn_until(0, 3 * size_t(many));
    EXPECT_EQ(heap.containers(), 0u);
    EXPECT_EQ(heap.bytes(), names->bytes());
    EXPECT_LE(most_work, slice_units + 600);
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
        heap.set_pace({.least_between_cycles = 0, .between_slices = 1, .slice_units = 1});
        for (uint32_t step = 0; step < moment; ++step) heap.collect_slice();
        bool alive = Heap::weak_ref_alive(weak.as_struct());
        Value target = Heap::weak_ref_target(weak.as_struct());
        EXPECT_EQ(alive, !target.is_undefined());
        (alive ? brought_back : gone) = true;
        heap.set_pace({.least_between_cycles = 0, .between_slices = 1, .slice_units = 50});
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

// A ring leaves its container while the marks are made, so that it is suspect although a program holds one member of it
// after the other and changes it on the way; whenever that happens and however fast it walks.
TEST_F(CollectorTest, WhatAProgramWalksAndChangesIsKept) {
    enum class Way { forwards, backwards, cut_and_mend, pass_on, ways };
    constexpr int length = 8;
    for (int way = 0; way < static_cast<int>(Way::ways); ++way)
        for (int leaves = 0; leaves < 40; ++leaves)
            for (int starts = leaves; starts < leaves + 60; starts += 3)
                for (int speed = 1; speed < 6; ++speed) {
                    Value owner = make_struct(), other = make_struct();
                    put(owner, next, ring(length));
                    heap.collect_cycles();
                    heap.set_pace({.least_between_cycles = 0, .between_slices = 1, .slice_units = 1}); // begins now
                    int moment = 0;
                    auto go_on = [&](int until) {
                        for (; moment < until; ++moment) heap.collect_slice();
                    };
                    go_on(leaves);
                    Value at = *owner.as_struct()->find(next);
                    put(owner, next, Value());
                    go_on(starts);
                    for (int step = 0; step < 3 * length; ++step) {
                        Symbol towards = way == static_cast<int>(Way::backwards) ? previous : next;
                        Value neighbour = *at.as_struct()->find(towards);
                        if (way == static_cast<int>(Way::cut_and_mend)) {
                            put(at, next, Value());
                            put(neighbour, previous, Value());
                        }
                        if (way == static_cast<int>(Way::pass_on)) {
                            put(other, next, neighbour); // held by what is no suspect
                            at = neighbour = Value();
                            go_on(moment + speed);
                            neighbour = *other.as_struct()->find(next);
                            put(other, next, Value());
                            at = neighbour;
                            continue;
                        }
                        go_on(moment + speed);
                        if (way == static_cast<int>(Way::cut_and_mend)) {
                            put(at, next, neighbour);
                            put(neighbour, previous, at);
                        }
                        at = neighbour;
                    }
                    for (int step = 0; step < 100; ++step) make_struct();
                    const Struct* member = at.as_struct();
                    for (int step = 0; step < length; ++step) {
                        ASSERT_EQ(member->size(), 2u) << way << " " << leaves << " " << starts << " " << speed;
                        member = member->find(next)->as_struct();
                    }
                    ASSERT_EQ(member, at.as_struct());
                }
}

// ---- a random program against a model

/// What a program can do to a graph of containers, done to the heap and to a model of it.
struct RandomProgram {
    enum class Kind { array, structure, method };
    struct Node {
        Container* real;
        Kind kind;
        std::vector<int> edges; // array: by index; struct: by member, -1 without one; method: one
        int statics = -1;
    };

    Heap& heap;
    std::mt19937 random;
    std::vector<Symbol> members;
    Symbol id_name;
    std::vector<Node> nodes;
    std::vector<std::pair<Value, int>> held; // what registers are for a program
    std::vector<Value> weak;

    RandomProgram(Heap& in, uint32_t seed) : heap(in), random(seed), id_name(in.names().intern("id")) {
        for (int index = 0; index < 5; ++index) members.push_back(in.names().intern("m" + std::to_string(index)));
    }
    size_t below(size_t bound) { return bound ? random() % bound : 0; }
    static int id_of(const Value& value, Symbol id_name) {
        if (value.is_array()) return static_cast<int>(value.as_array()->items[0].as_real());
        if (value.is_method()) return static_cast<int>(value.as_method()->function);
        if (value.is_struct() && value.as_struct()->find(id_name))
            return static_cast<int>(value.as_struct()->find(id_name)->as_real());
        return -1;
    }
    Value value_of(int id) {
        Node& node = nodes[id];
        if (node.kind == Kind::array) return Value(static_cast<Array*>(node.real));
        if (node.kind == Kind::method) return Value(static_cast<Method*>(node.real));
        return Value(static_cast<Struct*>(node.real));
    }
    void hold(Value value) {
        int id = id_of(value, id_name);
        ASSERT_GE(id, 0) << "something that was cleared can still be reached";
        held.emplace_back(std::move(value), id);
    }

    void make() {
        auto id = static_cast<int>(nodes.size());
        switch (below(5)) {
        case 0:
        case 1: {
            Array* array = heap.new_array(1);
            Value value(array);
            array->items[0] = Value(double(id));
            nodes.push_back({array, Kind::array, {}});
            return hold(value);
        }
        case 2: {
            if (held.empty()) return;
            auto& [self, self_id] = held[below(held.size())];
            Method* method = heap.new_method(self, static_cast<uint32_t>(id));
            nodes.push_back({method, Kind::method, {self_id}});
            return hold(Value(method));
        }
        default: {
            Struct* object = heap.new_struct();
            Value value(object);
            ASSERT_TRUE(object->set(id_name, Value(double(id))));
            nodes.push_back({object, Kind::structure, std::vector<int>(members.size(), -1)});
            hold(value);
        }
        }
    }
    /// `to` is put into `at`; like the vm, by moving when nobody looks.
    void store(Value& at, int at_id, Value& to, int to_id, bool last_use) {
        Node& node = nodes[at_id];
        if (node.kind == Kind::array) {
            Array& array = *at.as_array();
            size_t index = below(node.edges.size() + 1);
            if (index == node.edges.size()) {
                ASSERT_TRUE(array.push(to));
                node.edges.push_back(to_id);
            } else if (!heap.barrier && last_use) {
                array.items[index + 1] = std::move(to);
                node.edges[index] = to_id;
            } else if (below(3) == 0) {
                ASSERT_TRUE(array.insert(static_cast<uint32_t>(index + 1), &to, 1));
                node.edges.insert(node.edges.begin() + static_cast<ptrdiff_t>(index), to_id);
            } else {
                array.write(static_cast<uint32_t>(index + 1), to);
                node.edges[index] = to_id;
            }
        } else if (node.kind == Kind::structure) {
            size_t member = below(members.size() + 1);
            if (member == members.size()) {
                if (!to.is_struct() || to_id == at_id) return;
                at.as_struct()->set_statics(to.as_struct());
                node.statics = to_id;
            } else {
                ASSERT_TRUE(at.as_struct()->set(members[member], to));
                node.edges[member] = to_id;
            }
        }
    }
    void remove(Value& at, int at_id, bool keep) {
        Node& node = nodes[at_id];
        if (node.edges.empty()) return;
        size_t place = below(node.edges.size());
        if (node.kind == Kind::array) {
            Array& array = *at.as_array();
            if (keep && !heap.barrier) { // moved out, as the vm does with what it will not need again
                Value taken = std::move(array.items[place + 1]);
                hold(std::move(taken));
            } else if (keep) {
                hold(array.items[place + 1]);
            }
            array.remove(static_cast<uint32_t>(place + 1), 1);
            node.edges.erase(node.edges.begin() + static_cast<ptrdiff_t>(place));
        } else if (node.kind == Kind::structure) {
            if (keep && node.edges[place] >= 0) hold(*at.as_struct()->find(members[place]));
            EXPECT_EQ(at.as_struct()->remove(members[place]), node.edges[place] >= 0);
            node.edges[place] = -1;
        }
    }
    void read(const Value& at, int at_id) {
        Node& node = nodes[at_id];
        if (node.kind == Kind::structure && node.statics >= 0 && below(4) == 0)
            return hold(Value(at.as_struct()->statics));
        if (node.edges.empty()) return;
        size_t place = below(node.edges.size());
        if (node.edges[place] < 0) return;
        if (node.kind == Kind::array) return hold(at.as_array()->items[place + 1]);
        if (node.kind == Kind::method) return hold(at.as_method()->self);
        hold(*at.as_struct()->find(members[place]));
    }
    void drop(size_t place) {
        held[place] = std::move(held.back());
        held.pop_back();
    }
    void step(size_t most_held) {
        if (held.empty() || below(4) == 0) make();
        size_t one = below(held.size()), two = below(held.size());
        if (held.empty()) return;
        switch (below(8)) {
        case 0:
        case 1:
        case 2: {
            bool last_use = one != two && below(2) == 0;
            store(held[one].first, held[one].second, held[two].first, held[two].second, last_use);
            if (last_use) drop(two);
            break;
        }
        case 3: {
            auto [value, id] = held[one];
            remove(value, id, below(2) == 0);
            break;
        }
        case 4:
        case 5: {
            auto [value, id] = held[one];
            read(value, id);
            break;
        }
        case 6: weak.emplace_back(heap.new_weak_ref(held[one].first)); break;
        default: {
            if (weak.empty()) break;
            size_t which = below(weak.size());
            Value target = Heap::weak_ref_target(weak[which].as_struct());
            if (!target.is_undefined()) hold(target);
            weak[which] = std::move(weak.back());
            weak.pop_back();
        }
        }
        while (held.size() > most_held) drop(below(held.size()));
    }
    /// Everything that can be reached is as the model says; how many containers that is.
    size_t check() {
        std::vector<char> seen(nodes.size());
        std::vector<int> work;
        auto reach = [&](const Value& value, int id) {
            ASSERT_EQ(value.as_object(), nodes[id].real);
            if (!seen[id]) seen[id] = 1, work.push_back(id);
        };
        for (auto& [value, id] : held) reach(value, id);
        size_t count = 0;
        while (!work.empty() && !testing::Test::HasFatalFailure()) {
            int id = work.back();
            work.pop_back();
            ++count;
            Node& node = nodes[id];
            if (node.kind == Kind::array) {
                auto* array = static_cast<Array*>(node.real);
                EXPECT_EQ(array->size, node.edges.size() + 1);
                for (uint32_t index = 1; index < array->size; ++index)
                    reach(array->items[index], node.edges[index - 1]);
            } else if (node.kind == Kind::method) {
                reach(static_cast<Method*>(node.real)->self, node.edges[0]);
            } else {
                auto* object = static_cast<Struct*>(node.real);
                for (size_t member = 0; member < members.size(); ++member) {
                    const Value* found = object->find(members[member]);
                    EXPECT_EQ(found != nullptr, node.edges[member] >= 0);
                    if (found) reach(*found, node.edges[member]);
                }
                EXPECT_EQ(object->statics != nullptr, node.statics >= 0);
                if (object->statics) reach(Value(object->statics), node.statics);
            }
        }
        return count;
    }
};

TEST_F(CollectorTest, ARandomProgramLosesNothingAndLeavesNothing) {
    for (uint32_t seed = 0; seed < 12; ++seed) {
        RandomProgram program(heap, seed);
        std::mt19937 pace(seed + 1000);
        size_t most_held = 3 + seed % 4 * 20;
        heap.set_pace({.least_between_cycles = 0, .between_slices = 1, .slice_units = 1 + seed * seed});
        for (int step = 0; step < 12000; ++step) {
            program.step(most_held);
            for (uint32_t count = pace() % 4; count > 0; --count) heap.collect_slice();
            if (step % 50 == 0)
                heap.set_pace({.least_between_cycles = 0, .between_slices = 1, .slice_units = 1 + seed * seed});
            if (step % 400 == 0) program.check();
            if (step % 3000 == 0) {
                size_t alive = program.check();
                heap.collect_cycles();
                program.weak.clear();
                EXPECT_EQ(heap.containers(), alive) << "seed " << seed << ", step " << step;
            }
            ASSERT_FALSE(HasFailure()) << "seed " << seed << ", step " << step;
        }
        program.held.clear();
        program.weak.clear();
        for (int count = 0; count < 1000000 && heap.containers() > 0; ++count) make_struct();
        EXPECT_EQ(heap.containers(), 0u) << "slices alone find all";
    }
}

} // namespace
