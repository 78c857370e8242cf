#include "core/ds/priority.h"

#include "core/ds/store.h"

namespace scope {

namespace {

// What a node of the tree costs: links, colour, key, value and the allocator's head.
constexpr size_t node_bytes = 80;

} // namespace

DsPriority::~DsPriority() = default;

void DsPriority::weigh_now() {
    weigh(sizeof *this + m_items.size() * node_bytes);
}

DsWrite DsPriority::add(const Value& value, double priority) {
    if (!room(node_bytes)) return DsWrite::limit;
    tell_whole();
    m_items.emplace(priority, value);
    weigh_now();
    return DsWrite::created;
}

DsPriority::Items::const_iterator DsPriority::position_of(const Value& value) const {
    auto at = m_items.begin();
    while (at != m_items.end() && !ds_equal(at->second, value, store().precision)) ++at;
    return at;
}

Value DsPriority::take(Items::iterator at) {
    tell_whole();
    Value value = std::move(at->second);
    m_items.erase(at);
    weigh_now();
    return value;
}

bool DsPriority::change_priority(const Value& value, double priority) {
    auto at = position_of(value);
    if (at == m_items.end()) return false;
    tell_whole();
    auto node = m_items.extract(at);
    node.key() = priority;
    m_items.insert(std::move(node));
    return true;
}

bool DsPriority::delete_value(const Value& value) {
    auto at = position_of(value);
    if (at == m_items.end()) return false;
    tell_whole();
    Value removed = at->second;
    m_items.erase(at);
    weigh_now();
    return true;
}

Value DsPriority::delete_min() {
    return m_items.empty() ? Value() : take(m_items.begin());
}

Value DsPriority::delete_max() {
    return m_items.empty() ? Value() : take(std::prev(m_items.end()));
}

Value DsPriority::find_min() const {
    return m_items.empty() ? Value() : tell_read(Value(m_items.begin()->first), m_items.begin()->second);
}

Value DsPriority::find_max() const {
    return m_items.empty() ? Value() : tell_read(Value(m_items.rbegin()->first), m_items.rbegin()->second);
}

Value DsPriority::find_priority(const Value& value) const {
    tell_dumped();
    auto at = position_of(value);
    return at == m_items.end() ? Value() : Value(at->first);
}

bool DsPriority::copy_from(const DsPriority& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    Items items = source.m_items;
    m_items.swap(items);
    weigh_now();
    return true;
}

void DsPriority::drop_all() {
    tell_whole();
    Items items = std::move(m_items);
    m_items.clear();
    weigh_now();
}

} // namespace scope
