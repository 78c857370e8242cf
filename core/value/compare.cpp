#include "core/value/convert.h"

#include <cmath>
#include <set>
#include <utility>
#include <vector>

namespace scope {

namespace {

constexpr int unordered = 2;

bool is_integer(const Value& value) {
    return value.is_int64() || value.is_int32() || value.is_bool();
}

double number_of(const Value& value) {
    if (value.is_real()) return value.as_real();
    if (value.is_ref()) return static_cast<int32_t>(value.ref_index());
    return static_cast<double>(value.as_int64());
}

int order_of(double a, double b, double epsilon) {
    if (a == b) return 0; // infinities, whose difference is NaN
    double difference = a - b;
    if (std::isnan(difference)) return unordered;
    if (std::fabs(difference) <= epsilon) return 0;
    return difference < 0 ? -1 : 1;
}

int order_numbers(const Rules& rules, const Value& a, const Value& b) {
    if (is_integer(a) && is_integer(b)) return a.as_int64() == b.as_int64() ? 0 : a.as_int64() < b.as_int64() ? -1 : 1;
    return order_of(number_of(a), number_of(b), rules.epsilon);
}

/// A number, a bool or a handle.
bool counts(const Value& value) {
    return value.is_numeric() || value.is_ref();
}

/// The instance behind an instance handle or number, for comparing it with an instance itself.
const Struct* instance_behind(const Rules& rules, const Value& value) {
    if (!rules.ref_names) return nullptr;
    if (value.is_ref(RefKind::instance)) return rules.ref_names->instance_of_handle(value);
    if (!value.is_numeric()) return nullptr;
    double number = number_of(value);
    if (!(number >= 0 && number <= 4294967295.0)) return nullptr;
    return rules.ref_names->instance_of_handle(Value::ref(RefKind::instance, static_cast<uint32_t>(number)));
}

bool is_instance(const Value& value) {
    return value.is_struct() && value.as_struct()->is_instance;
}

int order_refs(const Value& a, const Value& b) {
    bool number = a.is_ref(RefKind::function) || b.is_ref(RefKind::function); // a built-in function is none
    if (a.ref_kind() != b.ref_kind() && !number) return a.ref_kind() < b.ref_kind() ? -1 : 1;
    auto left = static_cast<int32_t>(a.ref_index()), right = static_cast<int32_t>(b.ref_index());
    return left == right  ? 0
           : left < right ? -1
                          : 1; // generations do not count: a stale handle means the newer structure
}

/// Whether the value can stand where a number is compared; strings by the number they begin with.
bool comparable_number(const Value& value, double& out) {
    if (counts(value)) return out = number_of(value), true;
    return value.is_string() && read_number(*value.as_string(), out);
}

std::string shown(const Value& value) {
    if (value.is_string()) return "string \"" + std::string(value.as_string()->view().substr(0, 200)) + '"';
    if (value.is_real()) return real_text(value.as_real());
    if (is_integer(value)) return std::to_string(value.as_int64());
    return std::string(type_name(value));
}

} // namespace

bool equals(const Rules& rules, const Value& a, const Value& b) {
    if (counts(a) && counts(b)) {
        if (a.is_ref() && b.is_ref()) return order_refs(a, b) == 0;
        return order_numbers(rules, a, b) == 0;
    }
    if (a.type() == b.type()) {
        if (!a.is_string()) return a.is_undefined() || a.as_pointer() == b.as_pointer(); // pointers and references
        return same_text(*a.as_string(), *b.as_string());
    }
    if (a.is_string() || b.is_string()) {
        double left = 0, right = 0;
        return comparable_number(a, left) && comparable_number(b, right) && order_of(left, right, rules.epsilon) == 0;
    }
    if (is_instance(a) && counts(b)) return instance_behind(rules, b) == a.as_struct();
    if (is_instance(b) && counts(a)) return instance_behind(rules, a) == b.as_struct();
    return false;
}

bool compare(const Rules& rules, const Value& a, const Value& b, int& order, std::string& error) {
    order = unordered;
    if (counts(a) && counts(b)) {
        order = a.is_ref() && b.is_ref() ? order_refs(a, b) : order_numbers(rules, a, b);
        return true;
    }
    if (a.is_string() && b.is_string()) {
        order = order_of_texts(*a.as_string(), *b.as_string());
        return true;
    }
    if (a.is_array() && b.is_array()) {
        uint32_t left = a.as_array()->size, right = b.as_array()->size;
        order = left != right ? (left < right ? -1 : 1) : a.same_as(b) ? 0 : 1;
        return true;
    }
    if (a.is_string() || b.is_string()) {
        double left = 0, right = 0;
        if (!comparable_number(a, left) || !comparable_number(b, right)) {
            error = "unable to compare " + shown(a) + " to " + shown(b);
            return false;
        }
        order = order_of(left, right, rules.epsilon);
        return true;
    }
    if ((a.is_array() && counts(b)) || (b.is_array() && counts(a))) {
        error = "illegal array use";
        return false;
    }
    bool both_references = a.type() == b.type() && a.is_counted();
    if (equals(rules, a, b))
        order = 0;
    else if (both_references)
        order = 1;
    return true;
}

namespace {

bool same_item(const Rules& rules, const Value& a, const Value& b) {
    if (a.is_string() != b.is_string()) return false;
    return equals(rules, a, b);
}

} // namespace

bool deep_equals(const Rules& rules, const Value& a, const Value& b) {
    std::vector<std::pair<const Array*, const Array*>> work;
    std::set<std::pair<const Array*, const Array*>>
        seen; // each pair once: circular arrays end, shared ones cost nothing twice
    auto enter = [&](const Value& left, const Value& right) {
        if (!left.is_array() || !right.is_array()) return same_item(rules, left, right);
        std::pair<const Array*, const Array*> both(left.as_array(), right.as_array());
        if (both.first->size != both.second->size) return false;
        if (both.first->size > 0 && seen.insert(both).second) work.push_back(both);
        return true;
    };
    if (!enter(a, b)) return false;
    while (!work.empty()) {
        auto [left, right] = work.back();
        work.pop_back();
        left->heap->spend(left->size / 2 + 32);
        if (left->heap->spent())
            return false; // of two circular arrays there are as many pairs as their lengths multiply to
        for (uint32_t index = 0; index < left->size; ++index)
            if (!enter(left->items[index], right->items[index])) return false;
    }
    return true;
}

} // namespace scope
