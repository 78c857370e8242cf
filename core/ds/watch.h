#pragma once
// An observer's ear for data structures: reads, misses, tests and writes of maps marked as watched (a payload
// and what hangs below it), and creation and destruction of everything. A null watch costs one branch per operation.

#include "core/value/value.h"

#include <cstdint>

namespace scope {

class DsWatch {
public:
    virtual ~DsWatch() = default;

    /// The value at `key` of the watched structure `container` (a ref) was delivered to GML.
    virtual void on_read(const Value& container, const Value& key, const Value& value) {
        (void)container, (void)key, (void)value;
    }
    /// The value was asked for and the key is absent. The number returned travels in the undefined value that is
    /// delivered (Value::missed_read), so that a later is_undefined or truth test can be told from a use; 0 means
    /// nobody cares.
    virtual uint32_t on_missing(const Value& container, const Value& key) { return (void)container, (void)key, 0; }
    /// ds_map_exists and relatives.
    virtual void on_tested(const Value& container, const Value& key, bool present) {
        (void)container, (void)key, (void)present;
    }
    /// json_encode, copy, a loop over all keys: the whole was looked at, which is not reading.
    virtual void on_dumped(const Value& container) { (void)container; }
    /// One place of any structure, watched or not, is about to change.
    virtual void before_write(const Value& container, const Value& key, bool existed, const Value& old,
                              const Value& next) {
        (void)container, (void)key, (void)existed, (void)old, (void)next;
    }
    /// All of it (sort, copy into), or it and what it owns goes (clear, destroy).
    virtual void before_whole(const Value& container) { (void)container; }

    virtual void on_created(const Value& container) { (void)container; }
    virtual void on_destroyed(const Value& container) { (void)container; }
    /// A handle whose generation is not the structure's own was used: it acts on the newer one.
    virtual void on_stale(const Value& used) { (void)used; }
};

} // namespace scope
