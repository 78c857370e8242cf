#pragma once
// ds_priority: values by priority. Both ends in O(log n); finding a value is linear, as it is in GameMaker.
// Among equal priorities the one added first counts as smaller (unspecified there, fixed here). About 80 bytes an item.

#include "core/ds/structure.h"

#include <map>

namespace scope {

class DsPriority final : public DsStructure {
public:
    /// NaN sorts last, so that the order stays an order.
    struct Less {
        bool operator()(double a, double b) const { return a != a ? false : b != b ? true : a < b; }
    };
    using Items = std::multimap<double, Value, Less>;

    ~DsPriority() override;
    size_t size() const override { return m_items.size(); }
    DsWrite add(const Value& value, double priority);
    bool change_priority(const Value& value, double priority); ///< false: not there
    bool delete_value(const Value& value);                     ///< false: not there
    Value delete_min();                                        ///< undefined when empty
    Value delete_max();
    Value find_min() const;
    Value find_max() const;
    Value find_priority(const Value& value) const; ///< a real, or undefined
    [[nodiscard]] bool copy_from(const DsPriority& source);
    void drop_all();
    const Items& items() const { return m_items; } ///< lowest first

private:
    friend class DsStore;
    explicit DsPriority(DsStore& store) : DsStructure(store, RefKind::ds_priority) {}
    Items::const_iterator position_of(const Value& value) const;
    Value take(Items::iterator at);
    void weigh_now();
    Items m_items;
};

} // namespace scope
