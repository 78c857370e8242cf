#pragma once
// Live handles for what is not simulated (surfaces, sprites made at run time, particle systems, cameras, sockets, ...):
// created, asked for, freed once, so that *_exists and leak reports are right although nothing is drawn. Indices are
// recycled last-freed first. Properties are values by name (a surface's width).

#include "core/value/heap.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct WorldParts;

class StubHandles {
public:
    struct Entry {
        bool live = false;
        uint32_t generation = 0;
        uint64_t origin = 0;
        std::map<std::string, Value, std::less<>> properties;
        double number(std::string_view name) const; ///< of a property; 0 when there is no such number
    };

    static constexpr size_t most = 65536; ///< live ones of a kind
    size_t count(RefKind kind) const;     ///< made by create() and not freed
    /// Whoever makes one for GML asks before.
    bool full(RefKind kind) const { return count(kind) >= most; }
    /// A fresh one of `kind`. Kinds that the project has assets of count on after them.
    Value create(RefKind kind, uint64_t origin = 0);
    /// Assets below `count` always exist and are never freed.
    void reserve(RefKind kind, uint32_t count);
    bool exists(RefKind kind, const Value& id) const;
    /// Whether create() gave this number once, be it freed or not.
    bool was_made(RefKind kind, const Value& id) const;
    bool free(RefKind kind, const Value& id); ///< false when there is none to free
    /// Null when it is no live one made by create().
    Entry* find(RefKind kind, const Value& id);
    std::vector<Value> all(RefKind kind) const; ///< made by create() and not freed
    std::vector<Value> all() const;
    uint64_t origin(const Value& handle) const; ///< where it was made; 0 for assets

private:
    friend struct WorldParts;
    struct Table {
        uint32_t reserved = 0;
        std::vector<Entry> entries;
        std::vector<uint32_t> free;
    };
    std::map<RefKind, Table> m_tables;
};

} // namespace scope
