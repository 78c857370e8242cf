#pragma once
// The order of a struct's member names. The root of the tree belongs to the Heap's NameTable (`root_shape`). Shapes form a tree: adding the same names in the same order leads to the same shape, so
// an inline cache can compare one pointer. A struct that loses a member or grows past `most_shared` gets a shape of its own
// (`owned`), which changes in place when a member is added; slot numbers in it never move, a removal makes a new shape.

#include "core/value/names.h"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace scope {

class Shape {
public:
    static constexpr uint32_t absent = 0xFFFFFFFF;
    static constexpr size_t most_shared = 64;

    /// The slot of `name` or `absent`. A few comparisons up to 8 members, a hash look-up above.
    uint32_t find(Symbol name) const;
    size_t size() const { return m_names.size(); }
    const std::vector<Symbol>& names() const { return m_names; } ///< by slot
    bool owned() const { return m_owned; }

    /// The shape after adding `name` (which must be absent): a shared child, this shape grown, or a new owned one.
    Shape* with(Symbol name);
    /// A new owned shape without `name`; the slots above it move down by one.
    std::unique_ptr<Shape> without(Symbol name) const;

    static void release_owned(Shape* shape) { if (shape && shape->m_owned) delete shape; }

private:
    std::vector<Symbol> m_names;
    std::unordered_map<Symbol, uint32_t> m_slots; // filled above 8 members
    std::unordered_map<Symbol, std::unique_ptr<Shape>> m_children;
    bool m_owned = false;
};

} // namespace scope
