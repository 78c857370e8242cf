// A random program against a model: whatever it does to its containers between the slices, what it can reach is whole,
// and the rest goes.
#include "collector_pace.h"
#include "tests/support/effort.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

using namespace scope;
using scope::test::Counted;
using scope::test::restless;

namespace {

constexpr uint32_t seeds = test::sized(16, 8, 6);
constexpr int steps = test::sized(12000, 12000, 6001);

/// What a program can do to a graph of containers, done to the heap and to a model of it.
struct RandomProgram {
    enum class Kind { array, structure, method }; // an instance is a struct, too
    struct Node {
        Container* real;
        Kind kind;
        std::vector<int> edges; // array: by index, -1 for a number; struct: by member, -1 without one; method: one
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
            Struct* object = below(4) == 0 ? Counted::make(heap) : heap.new_struct();
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
            if (node.edges[place] < 0) keep = false;
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
    /// What array_reverse, array_resize, array_copy and array_concat do, and a struct that loses all but its id.
    void rearrange(const Value& at, int at_id, const Value& other, int other_id) {
        Node& node = nodes[at_id];
        if (node.kind == Kind::structure) {
            for (size_t member = 0; member < members.size(); ++member) {
                EXPECT_EQ(at.as_struct()->remove(members[member]), node.edges[member] >= 0);
                node.edges[member] = -1;
            }
            if (below(2)) at.as_struct()->set_statics(nullptr), node.statics = -1;
        }
        if (node.kind != Kind::array) return;
        Array& array = *at.as_array();
        auto count = static_cast<uint32_t>(node.edges.size());
        switch (below(4)) {
        case 0:
            for (uint32_t first = 1, last = count; first < last; ++first, --last) {
                Value kept = array.items[first];
                array.write(first, array.items[last]);
                array.write(last, kept);
            }
            std::reverse(node.edges.begin(), node.edges.end());
            break;
        case 1: {
            auto size = static_cast<uint32_t>(below(count + 3));
            ASSERT_TRUE(array.resize(size + 1));
            node.edges.resize(size, -1);
            break;
        }
        case 2: {
            if (nodes[other_id].kind != Kind::array) break;
            uint32_t most = std::min(count, static_cast<uint32_t>(nodes[other_id].edges.size()));
            for (uint32_t index = 0; index < most; ++index) {
                array.write(index + 1, other.as_array()->items[index + 1]);
                node.edges[index] = nodes[other_id].edges[index];
            }
            break;
        }
        default: {
            auto id = static_cast<int>(nodes.size());
            Value made(heap.new_array(1));
            made.as_array()->items[0] = Value(double(id));
            for (uint32_t index = 1; index <= count; ++index) ASSERT_TRUE(made.as_array()->push(array.items[index]));
            Node copy{made.as_array(), Kind::array, node.edges};
            nodes.push_back(std::move(copy));
            hold(std::move(made));
        }
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
        switch (below(9)) {
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
        case 6: {
            auto [value, id] = held[one];
            auto [other, other_id] = held[two];
            rearrange(value, id, other, other_id);
            break;
        }
        case 7: weak.emplace_back(heap.new_weak_ref(held[one].first)); break;
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
                    if (node.edges[index - 1] >= 0) reach(array->items[index], node.edges[index - 1]);
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

TEST(CollectorRandom, AProgramLosesNothingAndLeavesNothing) {
    Heap heap(std::make_shared<NameTable>());
    for (uint32_t seed = 0; seed < seeds; ++seed) {
        RandomProgram program(heap, seed);
        std::mt19937 pace(seed + 1000);
        size_t most_held = 3 + seed % 4 * 20;
        heap.set_pace(restless(1 + seed * seed));
        for (int step = 0; step < steps; ++step) {
            program.step(most_held);
            for (uint32_t count = pace() % 4; count > 0; --count) heap.collect_slice();
            if (step % 50 == 0) heap.set_pace(restless(1 + seed * seed));
            if (step % 400 == 0) program.check();
            if (step % 3000 == 0) {
                size_t alive = program.check();
                heap.collect_cycles();
                program.weak.clear();
                EXPECT_EQ(heap.containers(), alive) << "seed " << seed << ", step " << step;
            }
            ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << ", step " << step;
        }
        program.held.clear();
        program.weak.clear();
        for (int count = 0; count < 1000000 && heap.containers() > 0; ++count) {
            Value passing(heap.new_struct());
            heap.collect_slice();
        }
        EXPECT_EQ(heap.containers(), 0u) << "slices alone find all";
    }
}

} // namespace
