#pragma once
// ds_list: values and, once something was marked, an ownership mark for each. 16 bytes an item.

#include "core/ds/structure.h"

#include <functional>
#include <vector>

namespace scope {

/// A random whole number below its argument (which is at least 1).
using RandomBelow = std::function<uint32_t(uint32_t)>;

class DsList final : public DsStructure {
public:
    ~DsList() override;
    size_t size() const override { return m_values.size(); }

    // What GML calls; observed. Indices are what the caller made of the argument; negative ones are outside.
    Value get(int64_t index) const; ///< undefined outside
    DsWrite add(const Value& value, DsOwn own = DsOwn::nothing);
    /// Past the end: grows and fills with 0. A negative index is ignored. The place loses its mark.
    DsWrite set(int64_t index, const Value& value);
    DsWrite replace(int64_t index, const Value& value);                            ///< outside: ignored
    DsWrite insert(int64_t index, const Value& value, DsOwn own = DsOwn::nothing); ///< past the end: ignored
    bool erase(int64_t index);                                                     ///< false: outside
    int64_t find_index(const Value& value) const;                                  ///< -1 when absent
    bool mark(int64_t index, DsOwn own);                                           ///< false: outside or a limit
    DsOwn owns(int64_t index) const {
        return index >= 0 && static_cast<size_t>(index) < m_marks.size() ? m_marks[static_cast<size_t>(index)]
                                                                         : DsOwn::nothing;
    }
    void sort(bool ascending); ///< marks travel with their values
    void shuffle(const RandomBelow& below);
    [[nodiscard]] bool copy_from(const DsList& source); ///< shallow, with marks

    // Unobserved, for our own code.
    const std::vector<Value>& values() const { return m_values; }
    /// Drops all items without destroying owned structures (DsStore::clear does that).
    void drop_all();

private:
    friend class DsStore;
    explicit DsList(DsStore& store) : DsStructure(store, RefKind::ds_list) {}
    bool reserve_for(size_t size);
    bool has(int64_t index) const { return index >= 0 && static_cast<size_t>(index) < m_values.size(); }
    void weigh_now();
    void spend_moved(size_t place);

    std::vector<Value> m_values;
    std::vector<DsOwn> m_marks; // empty, or as long as m_values
};

} // namespace scope
