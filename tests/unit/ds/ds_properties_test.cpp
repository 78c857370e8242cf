// Any sequence of operations on a structure against the simplest model of it; a sequence that differs is made small.

#include "core/ds/ds_invariants.h"
#include "ds_fixture.h"

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>

using namespace scope;

namespace {

/// One operation; what its numbers mean is up to the structure.
struct Step {
    int what = 0;
    int key = 0;
    int value = 0;
};
void showValue(const Step& step, std::ostream& out) {
    out << "{" << step.what << ", " << step.key << ", " << step.value << "}";
}

struct Structures {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    DsStore store{heap};

    std::string text(const Value& value) const { return to_text(Rules(), *names, value); }
    /// Few keys, so that they meet again; 0, 4 and 8 are one key, as 1 and 9 are.
    Value key(int number) {
        switch (number % 12) {
        case 0: return Value(1.0);
        case 1: return Value(0.5);
        case 2: return Value(heap.new_string("a key"));
        case 3: return Value(heap.new_string("another key"));
        case 4: return Value::int64(1);
        case 5: return Value();
        case 6: return Value(std::nan(""));
        case 7: return Value::ref(RefKind::ds_map, 1);
        case 8: return Value::boolean(true);
        case 9: return Value(0.5);
        case 10: return Value::pointer(0);
        default: return Value(static_cast<double>(number) * 1e6);
        }
    }
    static int same_as(int number) {
        int kind = number % 12;
        return kind == 4 || kind == 8 ? 0 : kind == 9 ? 1 : kind == 11 ? number : kind;
    }
};

} // namespace

namespace rc {
template<> struct Arbitrary<Step> {
    static Gen<Step> arbitrary() {
        return gen::build<Step>(gen::set(&Step::what, gen::inRange(0, 8)), gen::set(&Step::key, gen::inRange(0, 60)),
                                gen::set(&Step::value, gen::inRange(0, 1000)));
    }
};
} // namespace rc

RC_GTEST_PROP(DsProperties, a_map_keeps_what_was_put_in_and_its_order, (const std::vector<Step>& steps)) {
    Structures s;
    DsMap& map = *s.store.create_map();
    std::vector<std::pair<int, double>> model;
    auto place = [&](int key) {
        return std::find_if(model.begin(), model.end(), [key](const auto& entry) { return entry.first == key; });
    };
    for (const Step& step : steps) {
        int key = Structures::same_as(step.key);
        auto found = place(key);
        bool known = found != model.end();
        Value real_key = s.key(step.key), value(static_cast<double>(step.value));
        if (step.what < 3) {
            RC_ASSERT(map.set(real_key, value) == (known ? DsWrite::replaced : DsWrite::created));
            if (known)
                found->second = step.value;
            else
                model.emplace_back(key, step.value);
        } else if (step.what < 5) {
            RC_ASSERT(map.add(real_key, value) == (known ? DsWrite::ignored : DsWrite::created));
            if (!known) model.emplace_back(key, step.value);
        } else {
            RC_ASSERT(map.erase(real_key) == known);
            if (known) model.erase(found);
        }
        RC_ASSERT(map.size() == model.size());
        RC_ASSERT(DsInvariants::broken(s.store) == "");
    }
    uint32_t at = map.begin();
    for (const auto& [key, value] : model) {
        RC_ASSERT(at < map.end());
        RC_ASSERT(map.at(at).value.as_real() == value);
        RC_ASSERT(map.get(s.key(key)).as_real() == value);
        at = map.after(at);
    }
    RC_ASSERT(at >= map.end());
}

RC_GTEST_PROP(DsProperties, keys_of_a_map_can_be_walked_both_ways, (const std::vector<Step>& steps)) {
    Structures s;
    DsMap& map = *s.store.create_map();
    for (const Step& step : steps)
        step.what < 5 ? void(map.set(s.key(step.key), Value(1.0))) : void(map.erase(s.key(step.key)));
    std::vector<std::string> forward, back;
    size_t left = map.size();
    if (left > 0) {
        Value first = map.first(), last = map.last();
        forward.push_back(s.text(first));
        back.push_back(s.text(last));
        for (Value one = first; forward.size() < left;) forward.push_back(s.text(one = map.next(one)));
        for (Value one = last; back.size() < left;) back.push_back(s.text(one = map.previous(one)));
    }
    std::reverse(back.begin(), back.end());
    RC_ASSERT(forward == back);
}

RC_GTEST_PROP(DsProperties, a_list_is_a_vector, (const std::vector<Step>& steps)) {
    Structures s;
    DsList& list = *s.store.create_list();
    std::vector<double> model;
    for (const Step& step : steps) {
        int64_t index = step.key - 5;
        bool inside = index >= 0 && index < static_cast<int64_t>(model.size());
        double value = step.value;
        auto at = model.begin() + (inside ? index : 0);
        switch (step.what) {
        case 0:
        case 1:
            list.add(Value(value));
            model.push_back(value);
            break;
        case 2:
            list.set(index, Value(value));
            if (index >= 0 && !inside) model.resize(static_cast<size_t>(index) + 1);
            if (index >= 0) model[static_cast<size_t>(index)] = value;
            break;
        case 3:
            list.insert(index, Value(value));
            if (inside || index == static_cast<int64_t>(model.size())) model.insert(model.begin() + index, value);
            break;
        case 4:
            RC_ASSERT(list.erase(index) == inside);
            if (inside) model.erase(at);
            break;
        case 5:
            list.replace(index, Value(value));
            if (inside) *at = value;
            break;
        case 6: {
            auto found = std::find(model.begin(), model.end(), value);
            RC_ASSERT(list.find_index(Value(value)) == (found == model.end() ? -1 : found - model.begin()));
            break;
        }
        default:
            list.sort(step.key % 2 == 0);
            std::sort(model.begin(), model.end());
            if (step.key % 2 != 0) std::reverse(model.begin(), model.end());
        }
        RC_ASSERT(list.size() == model.size());
        RC_ASSERT(list.get(-1).is_undefined());
        RC_ASSERT(list.get(static_cast<int64_t>(model.size())).is_undefined());
    }
    for (size_t index = 0; index < model.size(); ++index)
        RC_ASSERT(list.get(static_cast<int64_t>(index)).as_real() == model[index]);
}

RC_GTEST_PROP(DsProperties, a_queue_is_a_deque_and_a_stack_a_vector, (const std::vector<Step>& steps)) {
    Structures s;
    DsQueue& queue = *s.store.create_queue();
    DsStack& stack = *s.store.create_stack();
    std::deque<double> queued;
    std::vector<double> stacked;
    for (const Step& step : steps) {
        double value = step.value;
        if (step.what < 5) {
            queue.enqueue(Value(value));
            stack.push(Value(value));
            queued.push_back(value);
            stacked.push_back(value);
        } else if (queued.empty()) {
            RC_ASSERT(queue.dequeue().is_undefined());
            RC_ASSERT(stack.pop().is_undefined());
        } else {
            RC_ASSERT(queue.dequeue().as_real() == queued.front());
            RC_ASSERT(stack.pop().as_real() == stacked.back());
            queued.pop_front();
            stacked.pop_back();
        }
        RC_ASSERT(queue.size() == queued.size());
        if (!queued.empty()) RC_ASSERT(queue.head().as_real() == queued.front());
        if (!queued.empty()) RC_ASSERT(queue.tail().as_real() == queued.back());
        if (!stacked.empty()) RC_ASSERT(stack.top().as_real() == stacked.back());
    }
}

RC_GTEST_PROP(DsProperties, a_priority_gives_its_lowest_and_highest_oldest_first, (const std::vector<Step>& steps)) {
    Structures s;
    DsPriority& priority = *s.store.create_priority();
    std::vector<std::pair<double, double>> model; // priority and value, lowest first
    double next = 0;
    for (const Step& step : steps) {
        double level = step.key % 5;
        if (step.what < 4) {
            priority.add(Value(next), level);
            auto at = std::upper_bound(model.begin(), model.end(), level,
                                       [](double wanted, const auto& item) { return wanted < item.first; });
            model.insert(at, {level, next++});
        } else if (step.what < 6) {
            Value least = priority.delete_min();
            RC_ASSERT((model.empty() ? least.is_undefined() : least.as_real() == model.front().second));
            if (!model.empty()) model.erase(model.begin());
        } else {
            Value most = priority.find_max();
            RC_ASSERT(model.empty() == most.is_undefined());
            if (!model.empty()) RC_ASSERT(priority.find_priority(most).as_real() == model.back().first);
        }
        RC_ASSERT(priority.size() == model.size());
        RC_ASSERT(DsInvariants::broken(s.store) == "");
    }
}

RC_GTEST_PROP(DsProperties, indices_are_used_again_last_freed_first, (const std::vector<Step>& steps)) {
    Structures s;
    std::vector<DsStructure*> live;
    std::vector<uint32_t> freed;
    uint32_t fresh = 0;
    for (const Step& step : steps) {
        if (step.what < 5 || live.empty()) {
            live.push_back(s.store.create_map());
            uint32_t expected = freed.empty() ? fresh++ : freed.back();
            if (!freed.empty()) freed.pop_back();
            RC_ASSERT(live.back()->index() == expected);
        } else {
            auto gone = live.begin() + step.key % static_cast<int>(live.size());
            Value handle = (*gone)->handle();
            freed.push_back((*gone)->index());
            s.store.destroy(**gone);
            live.erase(gone);
            RC_ASSERT(s.store.exact(handle) == nullptr);
        }
        RC_ASSERT(s.store.count() == live.size());
        RC_ASSERT(DsInvariants::broken(s.store) == "");
    }
}
