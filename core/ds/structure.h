#pragma once
// The base of all data structures: handle, place of making, weight, and the watch that is told of their use.
// Structures belong to a DsStore; a pointer to one is good until something is destroyed.

#include "core/value/objects.h"

#include <cstddef>
#include <cstdint>

namespace scope {

class DsStore;
class DsWatch;

/// Whether an entry of a map or list owns the structure its value names: ds_map_add_map, ds_list_mark_as_list, ...
enum class DsOwn : uint8_t { nothing, map, list };

/// What became of a write. `limit`: a heap limit forbids it, nothing has changed; the caller turns that into a fault.
enum class DsWrite : uint8_t {
    created,  ///< there was nothing at that key or index
    replaced, ///< there was something
    ignored,  ///< GameMaker does nothing here: an existing key for ds_map_add, an index outside for ds_list_insert
    limit,
};

class DsStructure {
public:
    virtual ~DsStructure();
    DsStructure(const DsStructure&) = delete;
    DsStructure& operator=(const DsStructure&) = delete;

    RefKind kind() const { return m_kind; }
    uint32_t index() const { return m_index; }
    uint32_t generation() const { return m_generation; }
    Value handle() const { return Value::ref(m_kind, m_index, m_generation); }
    DsStore& store() const { return m_store; }
    uint64_t origin() const { return m_origin; } ///< what DsStore::origin_source said when it was made
    uint64_t serial() const { return m_serial; } ///< 1, 2, 3, ... over all kinds in order of creation
    /// Part of a payload: its reads and misses are told to the store's watch. See DsStore::watch_tree.
    bool watched() const { return m_watched; }
    size_t bytes() const { return m_bytes; } ///< what it counts on the heap, without the values' own objects

    /// Entries, items or cells.
    virtual size_t size() const = 0;
    /// Tells the watch, if it is watched, that somebody looked at the whole.
    void dumped() const { tell_dumped(); }

protected:
    DsStructure(DsStore& store, RefKind kind) : m_store(store), m_kind(kind) {}

    Heap& heap() const;
    DsWatch* watch() const;                                           ///< for writes; null when nobody listens
    DsWatch* reader() const { return m_watched ? watch() : nullptr; } ///< for reads of what is watched
    /// before_whole.
    void tell_whole() const;
    /// before_write of one place.
    void tell_write(const Value& key, bool existed, const Value& old, const Value& next) const;
    Value tell_read(const Value& key, const Value& value) const; ///< returns value
    Value tell_missing(const Value& key) const;                  ///< returns the undefined value to deliver
    void tell_dumped() const;

    bool room(size_t more) const; ///< whether the heap allows `more` bytes
    void reset();                 ///< not made yet
    void weigh(size_t bytes_now); ///< accounts the difference to the last weighing

private:
    friend class DsStore;
    DsStore& m_store;
    RefKind m_kind;
    uint32_t m_index = 0;
    uint32_t m_generation = 0;
    bool m_watched = false;
    bool m_dying = false;
    uint64_t m_origin = 0;
    uint64_t m_serial = 0;
    size_t m_bytes = 0;
};

/// The order ds_list_sort, grid sort and priorities use: numbers and handles by value (NaN last), then strings by
/// bytes, then everything else, which keeps its order. Negative, 0 or positive.
int ds_order(const Value& a, const Value& b);
/// What find_index, value_exists and delete_value call equal: numbers and handles within `precision`, a string and a
/// number as == does, strings by content, all else by reference.
bool ds_equal(const Value& a, const Value& b, double precision);

} // namespace scope
