#pragma once
// Names of variables and members as small numbers, so that a comparison is one instruction and a shape is a table of
// them. One table serves a world and its clones. Names are never removed: code has a bounded number of them, and a
// program that makes up member names without end is bounded by the heap's limit, to which names and shared shapes count
// (`bytes`).

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace scope {

using Symbol = uint32_t;
class Shape;

class NameTable {
public:
    NameTable();
    ~NameTable();
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;
    static constexpr Symbol none = 0xFFFFFFFF;

    Symbol intern(std::string_view name);
    /// `none` when nobody has used that name yet.
    Symbol find(std::string_view name) const;
    std::string_view text(Symbol id) const { return m_texts[id]; }
    size_t size() const { return m_texts.size(); }
    /// The empty shape that every shared shape of this table grows from.
    Shape* root_shape() const { return m_root_shape.get(); }
    /// What the names and the shared shapes cost, roughly.
    size_t bytes() const { return m_bytes; }

private:
    friend class Shape;
    std::deque<std::string> m_texts; // addresses stay
    std::unordered_map<std::string_view, Symbol> m_ids;
    std::unique_ptr<Shape> m_root_shape;
    size_t m_bytes = 0;
    size_t m_shared_shapes = 0;
};

} // namespace scope
