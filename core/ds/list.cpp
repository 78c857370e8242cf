#include "core/ds/list.h"

#include "core/ds/store.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace scope {

namespace {

Value index_key(size_t index) {
    return Value(static_cast<double>(index));
}

bool before(const Value& a, const Value& b, bool ascending) {
    return ascending ? ds_order(a, b) < 0 : ds_order(b, a) < 0;
}

/// Plain numbers, the common case, as doubles; false when there is anything else (or a NaN, which has no place in `<`).
bool sort_reals(std::vector<Value>& values, bool ascending) {
    for (const Value& value : values) {
        if (!value.is_real() || std::isnan(value.as_real())) return false;
    }
    std::vector<double> numbers(values.size());
    for (size_t i = 0; i < values.size(); ++i) numbers[i] = values[i].as_real();
    // Stable only where it can be seen: of equal doubles just 0 and -0 differ.
    if (ascending)
        std::sort(numbers.begin(), numbers.end());
    else
        std::sort(numbers.begin(), numbers.end(), std::greater<double>());
    for (size_t i = 0; i < values.size(); ++i) values[i] = Value(numbers[i]);
    return true;
}

} // namespace

DsList::~DsList() = default;

void DsList::weigh_now() {
    weigh(sizeof *this + m_values.capacity() * sizeof(Value) + m_marks.capacity() * sizeof(DsOwn));
}

/// The items behind `place` go one place on or back.
void DsList::spend_moved(size_t place) {
    heap().spend((m_values.size() - place) / 16);
}

bool DsList::reserve_for(size_t size) {
    if (size <= m_values.capacity()) return true;
    size_t capacity = std::max({size, m_values.capacity() * 2, size_t(8)});
    size_t each = sizeof(Value) + (m_marks.empty() ? 0 : sizeof(DsOwn));
    if (capacity > SIZE_MAX / each || !room(capacity * each)) {
        capacity = size + size / 8; // doubling may be what is too much; one by one would be quadratic
        if (capacity > SIZE_MAX / each || !room(capacity * each)) return false;
    }
    m_values.reserve(capacity);
    if (!m_marks.empty()) m_marks.reserve(capacity);
    weigh_now();
    return true;
}

Value DsList::get(int64_t index) const {
    if (!has(index)) return watched() ? tell_missing(Value(static_cast<double>(index))) : Value();
    const Value& value = m_values[static_cast<size_t>(index)];
    return watched() ? tell_read(index_key(static_cast<size_t>(index)), value) : value;
}

DsWrite DsList::add(const Value& value, DsOwn own) {
    Value kept(value); // may live in the items that move now
    if (!reserve_for(m_values.size() + 1)) return DsWrite::limit;
    tell_write(index_key(m_values.size()), false, Value(), kept);
    m_values.push_back(std::move(kept));
    if (!m_marks.empty()) m_marks.push_back(DsOwn::nothing);
    if (own != DsOwn::nothing && !mark(static_cast<int64_t>(m_values.size() - 1), own)) {
        m_values.pop_back();
        return DsWrite::limit;
    }
    return DsWrite::created;
}

DsWrite DsList::set(int64_t index, const Value& value) {
    if (index < 0) return DsWrite::ignored;
    if (has(index)) return replace(index, value);
    size_t place = static_cast<size_t>(index);
    Value kept(value);
    if (!reserve_for(place + 1)) return DsWrite::limit;
    tell_write(index_key(place), false, Value(), kept);
    m_values.resize(place, Value(0.0));
    m_values.push_back(std::move(kept));
    if (!m_marks.empty()) m_marks.resize(place + 1, DsOwn::nothing);
    return DsWrite::created;
}

DsWrite DsList::replace(int64_t index, const Value& value) {
    if (!has(index)) return DsWrite::ignored;
    size_t place = static_cast<size_t>(index);
    tell_write(index_key(place), true, m_values[place], value);
    Value taken(value);
    m_values[place].swap(taken);
    if (!m_marks.empty()) m_marks[place] = DsOwn::nothing;
    return DsWrite::replaced;
}

DsWrite DsList::insert(int64_t index, const Value& value, DsOwn own) {
    if (index < 0 || static_cast<size_t>(index) > m_values.size()) return DsWrite::ignored;
    size_t place = static_cast<size_t>(index);
    if (place == m_values.size()) return add(value, own);
    Value kept(value);
    if (!reserve_for(m_values.size() + 1)) return DsWrite::limit;
    if (own != DsOwn::nothing && m_marks.empty() && !room(m_values.capacity())) return DsWrite::limit;
    tell_whole();
    spend_moved(place);
    m_values.insert(m_values.begin() + index, std::move(kept));
    if (!m_marks.empty()) m_marks.insert(m_marks.begin() + index, DsOwn::nothing);
    if (own != DsOwn::nothing) mark(index, own);
    return DsWrite::created;
}

bool DsList::erase(int64_t index) {
    if (!has(index)) return false;
    size_t place = static_cast<size_t>(index);
    if (place + 1 == m_values.size())
        tell_write(index_key(place), true, m_values[place], Value());
    else
        tell_whole();
    spend_moved(place);
    Value removed = std::move(m_values[place]);
    m_values.erase(m_values.begin() + index);
    if (!m_marks.empty()) m_marks.erase(m_marks.begin() + index);
    return true;
}

int64_t DsList::find_index(const Value& value) const {
    tell_dumped();
    for (size_t i = 0; i < m_values.size(); ++i) {
        if (ds_equal(m_values[i], value, store().precision)) return static_cast<int64_t>(i);
    }
    return -1;
}

bool DsList::mark(int64_t index, DsOwn own) {
    if (!has(index)) return false;
    if (m_marks.empty()) {
        if (!room(m_values.capacity())) return false;
        m_marks.reserve(m_values.capacity());
        m_marks.assign(m_values.size(), DsOwn::nothing);
        weigh_now();
    }
    m_marks[static_cast<size_t>(index)] = own;
    if (own != DsOwn::nothing) store().adopted(*this, m_values[static_cast<size_t>(index)], own);
    return true;
}

void DsList::sort(bool ascending) {
    tell_whole();
    if (m_marks.empty()) {
        if (sort_reals(m_values, ascending)) return;
        std::stable_sort(m_values.begin(), m_values.end(),
                         [ascending](const Value& a, const Value& b) { return before(a, b, ascending); });
        return;
    }
    std::vector<std::pair<Value, DsOwn>> items(m_values.size());
    for (size_t i = 0; i < items.size(); ++i) items[i] = {std::move(m_values[i]), m_marks[i]};
    std::stable_sort(items.begin(), items.end(),
                     [ascending](const auto& a, const auto& b) { return before(a.first, b.first, ascending); });
    for (size_t i = 0; i < items.size(); ++i) {
        m_values[i] = std::move(items[i].first);
        m_marks[i] = items[i].second;
    }
}

void DsList::shuffle(const RandomBelow& below) {
    tell_whole();
    for (size_t left = m_values.size(); left > 1; --left) {
        size_t other = below(static_cast<uint32_t>(left)) % left;
        m_values[left - 1].swap(m_values[other]);
        if (!m_marks.empty()) std::swap(m_marks[left - 1], m_marks[other]);
    }
}

bool DsList::copy_from(const DsList& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    std::vector<Value> values = source.m_values;
    m_values.swap(values);
    m_marks = source.m_marks;
    weigh_now();
    for (size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i] != DsOwn::nothing) store().adopted(*this, m_values[i], m_marks[i]);
    }
    return true;
}

void DsList::drop_all() {
    tell_whole();
    std::vector<Value> values = std::move(m_values);
    m_values = {};
    m_marks = {};
    weigh_now();
}

} // namespace scope
