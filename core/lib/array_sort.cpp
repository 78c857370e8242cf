// array_sort: ascending, descending, or by a function of GML's.

#include "core/gml/host.h"
#include "core/lib/callbacks.h"
#include "core/lib/limits.h"
#include "core/lib/merge_sort.h"
#include "core/lib/value_tables.h"

#include <cmath>

namespace scope {

/// Writes the sorted values back, as many as the array still holds.
static void write_back(Array& array, const std::vector<Value>& values) {
    auto count = static_cast<uint32_t>(std::min<size_t>(array.size, values.size()));
    for (uint32_t i = 0; i < count; ++i) array.write(i, values[i]);
}

/// Numbers before strings before everything else; what has no order stays as it is.
static int order_of(const Rules& rules, const Value& a, const Value& b) {
    auto rank = [](const Value& value) { return value.is_numeric() || value.is_ref() ? 0 : value.is_string() ? 1 : 2; };
    int order = 0;
    std::string error;
    if (compare(rules, a, b, order, error) && order != 2)
        return rank(a) == 2 && rank(b) == 2 && !a.is_array() ? 0 : order;
    return rank(a) - rank(b);
}

namespace {

class SortFrame final : public NativeFrame {
public:
    SortFrame(const Value& callee, const Value& array, std::vector<Value> values)
        : m_callee(callee)
        , m_array(array)
        , m_sort(std::move(values)) {}

    std::string_view name() const override { return "array_sort"; }
    NativeStatus resume(NativeCall& c, const Value& returned) override {
        double order = 0;
        std::string error;
        if (!to_real(returned, order, error))
            return c.error("array_sort :: the function has to return a number: " + error);
        m_sort.compared(order >= 1); // fractions count as 0
        if (m_sort.needs_comparison()) return call_back_again(c, m_callee, pair());
        write_back(*m_array.as_array(), m_sort.values());
        return c.done(Value());
    }
    MergeSort& sort() { return m_sort; }
    std::span<const Value> pair() {
        m_pair = {m_sort.first(), m_sort.second()};
        return m_pair;
    }

private:
    Value m_callee, m_array;
    MergeSort m_sort;
    std::array<Value, 2> m_pair;
};

} // namespace

/// Sorts what holds nothing but reals no two of which the epsilon makes equal, so that any sort gives the one order.
/// False: it is something else, and untouched.
static bool sort_reals(const Rules& rules, Array& array, bool ascending) {
    std::vector<double> numbers;
    numbers.reserve(array.size);
    for (uint32_t i = 0; i < array.size; ++i) {
        if (!array.items[i].is_real()) return false;
        double number = array.items[i].as_real();
        if (std::isnan(number) || (number == 0 && std::signbit(number))) return false; // 0 and -0 keep their order
        numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    for (size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] != numbers[i - 1] && !(numbers[i] - numbers[i - 1] > rules.epsilon)) return false;
    if (!ascending) std::reverse(numbers.begin(), numbers.end());
    for (uint32_t i = 0; i < array.size; ++i) array.write(i, Value(numbers[i]));
    return true;
}

static NativeStatus sort_by_order(NativeCall& c, Array& array, bool ascending) {
    const Rules& rules = c.host.rules();
    if (!c.charge(work_of_sorting(array.size))) return NativeStatus::fault;
    if (sort_reals(rules, array, ascending)) return c.done();
    MergeSort sort({array.items, array.items + array.size});
    while (sort.needs_comparison()) {
        int order = order_of(rules, sort.first(), sort.second());
        sort.compared(ascending ? order > 0 : order < 0);
    }
    write_back(array, sort.values());
    return c.done();
}

static NativeStatus array_sort(NativeCall& c) {
    Array* array = c.array(0);
    if (!array || !c.charge(array->size) || !c.may_allocate(size_t(array->size) * 2 * sizeof(Value)))
        return NativeStatus::fault;
    if (!is_function_value(c.arg(1))) {
        bool ascending = c.truth_or(1, true);
        return c.failed() ? NativeStatus::fault : sort_by_order(c, *array, ascending);
    }
    std::vector<Value> values(array->items, array->items + array->size);
    auto frame = std::make_unique<SortFrame>(c.arg(1), c.arg(0), std::move(values));
    if (!frame->sort().needs_comparison()) return c.done();
    Value callee = c.arg(1);
    std::array<Value, 2> shown = {frame->sort().first(), frame->sort().second()};
    return call_back(c, callee, shown, std::move(frame));
}

static constexpr NativeRow rows[] = {
    {"array_sort", array_sort, 1, 2},
};

std::span<const NativeRow> array_sort_natives() {
    return rows;
}

} // namespace scope
