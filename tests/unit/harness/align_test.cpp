// Aligning two runs: whatever was inserted, deleted and swapped is found, and nothing else, although every id behind it
// has shifted.

#include "core/harness/align.h"
#include "core/harness/match.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace scope;

namespace {

/// An event of a game as its author would tell it; ids come from the order in which a run gives them out.
struct Plan {
    int32_t number = 62;
    int payload = 0;
    std::vector<int> instances; ///< by name
    bool asks = false;          ///< makes a request
    int answers = -1;           ///< the request that the event `answers` of the original made
    int name = -1;              ///< place in the original, -1: inserted
    bool operator==(const Plan&) const = default;
};

/// The events of one run.
std::vector<EventLine> run_of(const std::vector<Plan>& plans) {
    std::vector<EventLine> out;
    std::map<int, uint32_t> instances;
    std::map<int, double> requests;
    uint32_t next_dispatch = 1, next_handler = 1, next_map = 0, next_instance = 100000;
    double next_request = 0;
    for (const Plan& plan : plans) {
        EventLine line;
        line.seq = out.size();
        DispatchRecord dispatch;
        dispatch.id = next_dispatch++;
        dispatch.event = {7, plan.number};
        auto request = requests.find(plan.answers);
        double id = request == requests.end() ? -1 : request->second;
        dispatch.payload =
            Datum::ds_map({{"id", id}, {"status", 0}, {"result", plan.payload}, {"url", "https://example.com/x"}});
        dispatch.async_load = "ref ds_map " + std::to_string(next_map);
        dispatch.destroyed = true;
        for (int name : plan.instances) {
            HandlerRecord run;
            run.id = next_handler++;
            run.object = run.owner = name % 2 ? "obj_shop" : "obj_menu";
            auto [at, fresh] = instances.try_emplace(name, next_instance);
            next_instance += fresh;
            run.instance = at->second;
            run.file = "objects/" + run.object + "/Other_62.gml";
            run.before = run.after = dispatch.payload;
            run.reads = {"id", "result"};
            run.changes = {{"self.gold", Datum(plan.payload), Datum(plan.payload + 1), {}}};
            if (plan.asks) {
                RequestRecord made;
                made.id = Datum(next_request);
                made.kind = "http_get";
                run.requests.push_back(made);
                if (plan.name >= 0) requests.try_emplace(plan.name, next_request);
                ++next_request;
                run.allocated = {{"ref ds_list " + std::to_string(next_map), "ds_list", {}, ""}};
            }
            dispatch.handlers.push_back(std::move(run));
        }
        ++next_map; // a game that leaks each, so that all numbers shift
        line.dispatches.push_back(std::move(dispatch));
        out.push_back(std::move(line));
    }
    return out;
}

EventDigests digests_of(const std::vector<EventLine>& lines) {
    EventDigests out;
    for (const EventLine& line : lines) out.add(line, false);
    return out;
}

class Dice {
public:
    explicit Dice(uint32_t seed) : m_engine(seed) {}
    int below(int end) { return static_cast<int>(m_engine() % static_cast<uint32_t>(end)); }

private:
    std::mt19937 m_engine;
};

Plan some_plan(Dice& dice, int payloads) {
    Plan out;
    static constexpr int32_t numbers[] = {62, 63, 70, 72};
    out.number = numbers[dice.below(4)];
    out.payload = dice.below(payloads);
    for (int count = dice.below(4); count > 0; --count) out.instances.push_back(dice.below(6));
    out.asks = dice.below(4) == 0;
    return out;
}

/// Two runs and who belongs to whom. With few `payloads` events repeat themselves.
void one_pair(uint32_t seed, int size, int payloads) {
    Dice dice(seed);
    std::vector<Plan> original;
    for (int i = 0; i < size; ++i) {
        Plan plan = some_plan(dice, payloads);
        plan.name = i;
        if (i > 5 && dice.below(3) == 0) plan.answers = dice.below(i);
        original.push_back(plan);
    }
    std::vector<Plan> other = original;
    auto is_answered = [&](int name) {
        return name >= 0 &&
               std::any_of(other.begin(), other.end(), [&](const Plan& plan) { return plan.answers == name; });
    };
    // One step at a time, each behind the last, so that no two of them mix.
    std::vector<bool> deleted(original.size()), changed(original.size());
    size_t swapped = 0, added = 0;
    for (size_t at = static_cast<size_t>(dice.below(5)); at + 3 < other.size();
         at += 4 + static_cast<size_t>(dice.below(12))) {
        Plan &here = other[at], &next = other[at + 1];
        switch (dice.below(4)) {
        case 0: {
            Plan fresh = some_plan(dice, payloads);
            fresh.payload += 2'000'000 + static_cast<int>(at); // like no other
            other.insert(other.begin() + static_cast<ptrdiff_t>(at), fresh);
            ++added;
            break;
        }
        case 1:
            if (is_answered(here.name)) break;
            deleted[static_cast<size_t>(here.name)] = true;
            other.erase(other.begin() + static_cast<ptrdiff_t>(at));
            break;
        case 2:
            if (next.answers == here.name) break;
            std::swap(here, next);
            ++swapped;
            break;
        case 3:
            here.payload += 4'000'000;
            changed[static_cast<size_t>(here.name)] = true;
            break;
        }
    }
    std::vector<EventLine> left = run_of(original), right = run_of(other);
    std::vector<EventPair> pairs = align(digests_of(left), digests_of(right));
    std::vector<bool> seen_left(left.size()), seen_right(right.size());
    size_t moved = 0, missing = 0, new_ones = 0;
    for (const EventPair& pair : pairs) {
        if (pair.left != EventPair::none) {
            ASSERT_FALSE(seen_left[pair.left]);
            seen_left[pair.left] = true;
        }
        if (pair.right != EventPair::none) {
            ASSERT_FALSE(seen_right[pair.right]);
            seen_right[pair.right] = true;
        }
        if (pair.kind == PairKind::added) {
            ++new_ones;
            if (payloads <= size) continue;
            ASSERT_EQ(other[pair.right].name, -1) << "seed " << seed << " right " << pair.right;
        } else if (pair.kind == PairKind::missing) {
            ++missing;
            if (payloads <= size) continue;
            ASSERT_TRUE(deleted[pair.left]) << "seed " << seed << " left " << pair.left;
        } else {
            moved += pair.kind == PairKind::moved;
            // What repeats itself may be taken for its like.
            Plan a = original[pair.left], b = other[pair.right];
            ASSERT_EQ(a.number, b.number);
            ASSERT_EQ(pair.kind == PairKind::changed, a.payload != b.payload)
                << "seed " << seed << " left " << pair.left;
            if (payloads <= size) continue;
            ASSERT_EQ(a.name, b.name) << "seed " << seed << " left " << pair.left;
            ASSERT_EQ(pair.kind == PairKind::changed, static_cast<bool>(changed[pair.left]));
        }
    }
    ASSERT_TRUE(std::all_of(seen_left.begin(), seen_left.end(), [](bool one) { return one; }));
    ASSERT_TRUE(std::all_of(seen_right.begin(), seen_right.end(), [](bool one) { return one; }));
    if (payloads <= size) return;
    ASSERT_EQ(new_ones, added) << "seed " << seed;
    ASSERT_EQ(missing, static_cast<size_t>(std::count(deleted.begin(), deleted.end(), true))) << "seed " << seed;
    // An event may be swapped twice.
    ASSERT_LE(moved, swapped) << "seed " << seed;
}

} // namespace

TEST(Align, InsertionsDeletionsAndSwapsAreFoundExactly) {
    for (uint32_t seed = 0; seed < 1000; ++seed)
        ASSERT_NO_FATAL_FAILURE(one_pair(seed, 20 + static_cast<int>(seed % 60), 1'000'000));
}

TEST(Align, WhatRepeatsItselfIsPairedWithItsLike) {
    for (uint32_t seed = 0; seed < 200; ++seed) ASSERT_NO_FATAL_FAILURE(one_pair(seed, 60, 3));
}

TEST(Align, AnInsertionAtTheBeginningChangesNothingElse) {
    Dice dice(7);
    std::vector<Plan> plans;
    for (int i = 0; i < 200; ++i) {
        Plan plan = some_plan(dice, 5);
        plan.name = i;
        if (i > 0 && dice.below(2)) plan.answers = dice.below(i);
        plans.push_back(plan);
    }
    std::vector<Plan> longer = plans;
    Plan first = some_plan(dice, 5);
    first.instances = {7, 9};
    first.asks = true;
    longer.insert(longer.begin(), first);
    std::vector<EventPair> pairs = align(digests_of(run_of(plans)), digests_of(run_of(longer)));
    ASSERT_EQ(pairs.size(), 201u);
    EXPECT_EQ(pairs[0], (EventPair{PairKind::added, EventPair::none, 0}));
    for (uint32_t i = 1; i < pairs.size(); ++i) EXPECT_EQ(pairs[i], (EventPair{PairKind::same, i - 1, i}));
}

TEST(Match, GivesAboutTheLongestCommonSequence) {
    Dice dice(3);
    size_t pairs = 0, most = 0;
    for (int turn = 0; turn < 3000; ++turn) {
        std::vector<uint64_t> left, right;
        int letters = 2 + dice.below(3); // none is there only once: the edit script is asked
        for (int i = dice.below(14); i > 0; --i) left.push_back(static_cast<uint64_t>(dice.below(letters)));
        for (int i = dice.below(14); i > 0; --i) right.push_back(static_cast<uint64_t>(dice.below(letters)));
        std::vector<Match> found = match(left, right);
        for (size_t i = 0; i < found.size(); ++i) {
            ASSERT_EQ(left[found[i].left], right[found[i].right]);
            ASSERT_TRUE(i == 0 || (found[i - 1].left < found[i].left && found[i - 1].right < found[i].right));
        }
        std::vector<std::vector<size_t>> best(left.size() + 1, std::vector<size_t>(right.size() + 1));
        for (size_t i = left.size(); i-- > 0;)
            for (size_t k = right.size(); k-- > 0;)
                best[i][k] = left[i] == right[k] ? best[i + 1][k + 1] + 1 : std::max(best[i + 1][k], best[i][k + 1]);
        pairs += found.size(), most += best[0][0];
    }
    EXPECT_GE(pairs * 100, most * 95); // holding on to what is unique may cost a pair
}

TEST(Match, EndsWithoutAnythingInCommon) {
    std::vector<uint64_t> left, right;
    for (uint64_t i = 0; i < 20000; ++i) left.push_back(i % 7), right.push_back(100 + i % 11);
    EXPECT_TRUE(match(left, right).empty());
    left[19000] = left[19001] = right[2] = right[3] = 55;
    EXPECT_EQ(match(left, right).size(), 2u);
    EXPECT_TRUE(match(left, {}).empty());
}
