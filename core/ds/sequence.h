#pragma once
// ds_stack and ds_queue: plain sequences of values. 16 bytes an item; a queue is a ring.

#include "core/ds/structure.h"

#include <vector>

namespace scope {

class DsStack final : public DsStructure {
public:
    ~DsStack() override;
    size_t size() const override { return m_values.size(); }
    DsWrite push(const Value& value);
    Value pop();       ///< undefined when empty
    Value top() const; ///< undefined when empty
    [[nodiscard]] bool copy_from(const DsStack& source);
    void drop_all();
    const std::vector<Value>& values() const { return m_values; } ///< bottom first

private:
    friend class DsStore;
    explicit DsStack(DsStore& store) : DsStructure(store, RefKind::ds_stack) {}
    std::vector<Value> m_values;
};

class DsQueue final : public DsStructure {
public:
    ~DsQueue() override;
    size_t size() const override { return m_size; }
    DsWrite enqueue(const Value& value);
    Value dequeue();    ///< undefined when empty
    Value head() const; ///< what dequeue would return
    Value tail() const; ///< what was enqueued last
    [[nodiscard]] bool copy_from(const DsQueue& source);
    void drop_all();
    const Value& at(size_t position) const {
        return m_ring[(m_head + position) & (m_ring.size() - 1)];
    } ///< 0 is the head

private:
    friend class DsStore;
    explicit DsQueue(DsStore& store) : DsStructure(store, RefKind::ds_queue) {}
    bool reserve_for(size_t size);
    std::vector<Value> m_ring; // empty or a power of two
    size_t m_head = 0;
    size_t m_size = 0;
};

} // namespace scope
