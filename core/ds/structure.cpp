#include "core/ds/structure.h"

#include "core/ds/store.h"

#include <cmath>

namespace scope {

DsStructure::~DsStructure() {
    weigh(0);
}

Heap& DsStructure::heap() const {
    return m_store.heap();
}
DsWatch* DsStructure::watch() const {
    return m_store.watch;
}

void DsStructure::tell_whole() const {
    if (DsWatch* listener = watch()) listener->before_whole(handle());
}

void DsStructure::tell_write(const Value& key, bool existed, const Value& old, const Value& next) const {
    if (DsWatch* listener = watch()) listener->before_write(handle(), key, existed, old, next);
}

Value DsStructure::tell_read(const Value& key, const Value& value) const {
    if (DsWatch* listener = reader()) listener->on_read(handle(), key, value);
    return value;
}

Value DsStructure::tell_missing(const Value& key) const {
    if (DsWatch* listener = reader()) return Value::undefined(listener->on_missing(handle(), key));
    return Value();
}

void DsStructure::tell_dumped() const {
    if (DsWatch* listener = reader()) listener->on_dumped(handle());
}

bool DsStructure::room(size_t more) const {
    return heap().may_allocate(more);
}

void DsStructure::weigh(size_t bytes_now) {
    if (bytes_now == m_bytes) return;
    heap().account(static_cast<ptrdiff_t>(bytes_now) - static_cast<ptrdiff_t>(m_bytes));
    m_bytes = bytes_now;
}

void DsStructure::reset() {
    m_watched = m_dying = false;
    m_origin = 0;
    weigh(0);
}

namespace {

enum class Rank : uint8_t { number, text, other };

Rank rank_of(const Value& value) {
    if (value.is_numeric() || value.is_ref()) return Rank::number;
    return value.is_string() ? Rank::text : Rank::other;
}

double number_of(const Value& value) {
    if (value.is_real()) return value.as_real();
    return value.is_ref() ? static_cast<double>(value.ref_index()) : static_cast<double>(value.as_int64());
}

int order_of_numbers(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return int(std::isnan(a)) - int(std::isnan(b));
    return a < b ? -1 : a > b ? 1 : 0;
}

} // namespace

int ds_order(const Value& a, const Value& b) {
    Rank left = rank_of(a), right = rank_of(b);
    if (left != right) return left < right ? -1 : 1;
    if (left == Rank::text) return order_of_texts(*a.as_string(), *b.as_string());
    if (left == Rank::other) return 0;
    if (a.is_int64() && b.is_int64()) return a.as_int64() < b.as_int64() ? -1 : a.as_int64() > b.as_int64();
    return order_of_numbers(number_of(a), number_of(b));
}

namespace {

/// The number that == compares: a text counts as the one it begins with.
bool comparable_number(const Value& value, Rank rank, double& out) {
    if (rank == Rank::number) return out = number_of(value), true;
    return rank == Rank::text && read_number(*value.as_string(), out);
}

bool alike(double a, double b, double precision) {
    return a == b || std::abs(a - b) <= precision; // equal infinities, then the band
}

} // namespace

bool ds_equal(const Value& a, const Value& b, double precision) {
    Rank left = rank_of(a), right = rank_of(b);
    if (left != right) {
        double x = 0, y = 0;
        return comparable_number(a, left, x) && comparable_number(b, right, y) && alike(x, y, precision);
    }
    switch (left) {
    case Rank::text: return same_text(*a.as_string(), *b.as_string());
    case Rank::other: return a.is_undefined() ? b.is_undefined() : a.same_as(b);
    case Rank::number: break;
    }
    if (a.is_ref() && b.is_ref()) return a.ref_kind() == b.ref_kind() && a.ref_index() == b.ref_index();
    if (a.is_int64() && b.is_int64()) return a.as_int64() == b.as_int64();
    return alike(number_of(a), number_of(b), precision);
}

} // namespace scope
