#include "core/ds/sequence.h"

#include <algorithm>

namespace scope {

// ---- stack

DsStack::~DsStack() = default;

DsWrite DsStack::push(const Value& value) {
    Value kept(value);
    if (m_values.size() == m_values.capacity()) {
        size_t capacity = std::max(m_values.size() * 2, size_t(8));
        if (!room(capacity * sizeof(Value))) return DsWrite::limit;
        m_values.reserve(capacity);
        weigh(sizeof *this + capacity * sizeof(Value));
    }
    tell_write(Value(static_cast<double>(m_values.size())), false, Value(), kept);
    m_values.push_back(std::move(kept));
    return DsWrite::created;
}

Value DsStack::pop() {
    if (m_values.empty()) return Value();
    tell_write(Value(static_cast<double>(m_values.size() - 1)), true, m_values.back(), Value());
    Value top = std::move(m_values.back());
    m_values.pop_back();
    return top;
}

Value DsStack::top() const {
    if (m_values.empty()) return Value();
    return tell_read(Value(static_cast<double>(m_values.size() - 1)), m_values.back());
}

bool DsStack::copy_from(const DsStack& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    std::vector<Value> values = source.m_values;
    m_values.swap(values);
    weigh(sizeof *this + m_values.capacity() * sizeof(Value));
    return true;
}

void DsStack::drop_all() {
    tell_whole();
    std::vector<Value> values = std::move(m_values);
    m_values = {};
    weigh(sizeof *this);
}

// ---- queue

DsQueue::~DsQueue() = default;

bool DsQueue::reserve_for(size_t size) {
    if (size <= m_ring.size()) return true;
    size_t capacity = std::max(m_ring.size(), size_t(8));
    while (capacity < size) capacity *= 2;
    if (!room(capacity * sizeof(Value))) return false;
    std::vector<Value> ring(capacity);
    for (size_t i = 0; i < m_size; ++i) ring[i] = std::move(m_ring[(m_head + i) & (m_ring.size() - 1)]);
    m_ring.swap(ring);
    m_head = 0;
    weigh(sizeof *this + m_ring.capacity() * sizeof(Value));
    return true;
}

DsWrite DsQueue::enqueue(const Value& value) {
    Value kept(value);
    if (!reserve_for(m_size + 1)) return DsWrite::limit;
    tell_whole();
    m_ring[(m_head + m_size) & (m_ring.size() - 1)] = std::move(kept);
    ++m_size;
    return DsWrite::created;
}

Value DsQueue::dequeue() {
    if (!m_size) return Value();
    tell_whole();
    Value head = std::move(m_ring[m_head]);
    m_head = (m_head + 1) & (m_ring.size() - 1);
    --m_size;
    return head;
}

Value DsQueue::head() const {
    return m_size ? tell_read(Value(0.0), at(0)) : Value();
}

Value DsQueue::tail() const {
    return m_size ? tell_read(Value(static_cast<double>(m_size - 1)), at(m_size - 1)) : Value();
}

bool DsQueue::copy_from(const DsQueue& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    std::vector<Value> ring = source.m_ring;
    m_ring.swap(ring);
    m_head = source.m_head;
    m_size = source.m_size;
    weigh(sizeof *this + m_ring.capacity() * sizeof(Value));
    return true;
}

void DsQueue::drop_all() {
    tell_whole();
    std::vector<Value> ring = std::move(m_ring);
    m_ring = {};
    m_head = m_size = 0;
    weigh(sizeof *this);
}

} // namespace scope
