#pragma once
// The order of a struct's member names. The root of the tree belongs to the Heap's NameTable (`root_shape`). Shapes
// form a tree: adding the same names in the same order leads to the same shape, so an inline cache can compare one
// pointer. A struct that loses a member, grows past `most_shared` or makes up too many names gets a shape of its own
// (`owned`), which changes in place and dies with its struct: an inline cache must not remember an owned shape, neither
// a slot nor an absence. A shared shape costs about 100 bytes and 12 per member and lives as long as the table; numbers
// of both are capped.

#include "core/value/names.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace scope {

class Shape {
public:
    static constexpr uint32_t absent = 0xFFFFFFFF;
#ifdef ASYNCSCOPE_TORMENT
    static constexpr size_t most_shared = 4;
    static constexpr size_t most_children = 3;
    static constexpr size_t linear_search = 2;
#else
    static constexpr size_t most_shared = 128;   ///< members of a shared shape
    static constexpr size_t most_children = 256; ///< of a shared shape other than the root
    static constexpr size_t linear_search = 8;   ///< members that are searched without a table
#endif
    static constexpr size_t most_shapes = size_t(1) << 16; ///< shared ones of one table

    explicit Shape(NameTable* table) : m_table(table) {} ///< an empty shared shape: a root

    /// The slot of `name` or `absent`. A few comparisons up to 8 members, a hash look-up above.
    uint32_t find(Symbol name) const {
        if (!m_table_of_slots.empty()) return find_hashed(name);
        for (size_t slot = 0; slot < m_names.size(); ++slot)
            if (m_names[slot] == name) return static_cast<uint32_t>(slot);
        return absent;
    }
    size_t size() const {
        return m_names.size();
    }
    const std::vector<Symbol>& names() const {
        return m_names;
    } ///< by slot
    bool owned() const {
        return m_owned;
    }
    size_t bytes() const;

    /// The shape after adding `name` if that is what was added last time (`name` is absent then); else null.
    Shape* expected(Symbol name) const {
        return name == m_last_name ? m_last_child : nullptr;
    }
    /// The shape after adding `name` (which must be absent): a shared child, this shape grown, or a new owned one.
    Shape* with(Symbol name);
    /// A new owned shape without `name`; the slots above it move down by one.
    std::unique_ptr<Shape> without(Symbol name) const;
    /// The same on an owned shape in place; cheap for the last slot, otherwise linear.
    void remove_owned(uint32_t slot);
    /// An owned shape with the same members.
    std::unique_ptr<Shape> owned_copy() const;
    /// An owned shape's like in another heap: as many bytes, too.
    std::unique_ptr<Shape> twin() const;

    static void release_owned(Shape* shape) {
        if (shape && shape->m_owned) delete shape;
    }

private:
    uint32_t find_hashed(Symbol name) const;
    void add(Symbol name);
    void rehash(size_t members);

    NameTable* m_table;
    std::vector<Symbol> m_names;
    std::vector<uint32_t> m_table_of_slots; // open addressing, slot + 1; empty up to `linear_search` members
    std::vector<std::pair<Symbol, std::unique_ptr<Shape>>> m_children; // sorted by name
    Symbol m_last_name = NameTable::none; // the child that was asked for last: mostly there is but one
    Shape* m_last_child = nullptr;
    bool m_owned = false;
};

} // namespace scope
