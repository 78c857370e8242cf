#pragma once
// The map that a dispatch delivers, with everything below it: which containers belong to it, and the path of each.
// Observation follows the containers, whatever variable or script holds their ids. The snapshot before and after a
// handler is one shared Datum as long as nobody writes.

#include "core/data/datum.h"
#include "core/value/objects.h"

#include <string>
#include <unordered_map>

namespace scope {

class World;

/// Numbers, bools, undefined and short texts: what is copied and compared as it is.
bool is_plain(const Value& value);

/// One place in a payload: the container and the key, and how the report calls it.
struct WatchedPlace {
    Value container; ///< a data structure's handle; undefined for structs and arrays
    const HeapObject* object = nullptr;
    Value key; ///< of a data structure: numbers and handles as they are, strings only in `path`
    std::string key_text;
    std::string path; ///< "response_headers/ETag"
};

class WatchedPayload {
public:
    explicit WatchedPayload(World& world) : m_world(world) {}

    /// Nothing is watched when `map` is undefined.
    void begin(const Value& map);
    void end();
    /// Whether it is one map of texts as keys, and numbers, bools, undefined and short texts.
    bool is_flat() const { return m_flat; }

    bool is_top(const Value& container) const { return m_top && code(container) == m_top; }
    bool owns(const Value& container) const {
        return is_top(container) || (!m_structures.empty() && m_structures.contains(code(container)));
    }
    bool owns(const HeapObject& object) const { return !m_objects.empty() && m_objects.contains(&object); }
    /// "response_headers/ETag" for a key of a container that is part of it.
    std::string path(const Value& container, const Value& key) const;
    std::string path(const HeapObject& object, uint32_t key) const;
    WatchedPlace place(const Value& container, const Value& key) const;
    WatchedPlace place(const HeapObject& object, uint32_t key) const;
    /// What is at a place now; nothing when it is absent or its container is gone.
    std::optional<Datum> value_at(const WatchedPlace& place) const;

    /// A string that was delivered from `path`, so that what is parsed out of it keeps its origin.
    void remember_text(const Value& text, std::string_view path);
    /// `result` was parsed out of `text`: its members are "result > gold" from now on. False when the text is unknown.
    bool adopt_parsed(const Value& text, const Value& result);

    /// The content as it is now; the same Datum until changed() was called.
    const Datum& snapshot();
    void changed() {
        m_dirty = true;
        ++m_version;
    }
    uint64_t version() const { return m_version; } ///< grows with each change
    void forget(const HeapObject& object) {
        if (!m_objects.empty()) m_objects.erase(&object);
    }
    void forget(const Value& container) {
        if (is_top(container)) m_top = 0;
        m_structures.erase(code(container));
    }
    const Value& map() const { return m_map; }

private:
    static uint64_t code(const Value& container) {
        return uint64_t(container.ref_kind()) << 32 | container.ref_index();
    }
    bool find_flat() const;
    void watch(const Value& value, const std::string& prefix, char separator);

    World& m_world;
    Value m_map;
    uint64_t m_top = 0; ///< the map itself; 0: there is none, or it is gone
    bool m_flat = false;
    Datum m_snapshot;
    bool m_dirty = true;
    uint64_t m_version = 0;
    std::unordered_map<uint64_t, std::string> m_structures; // prefix of the keys in it; the map is not among them
    std::unordered_map<const HeapObject*, std::string> m_objects;
    /// A string that GML got from the payload. Its address may be another string's by now, so the hash is compared too.
    struct DeliveredText {
        std::string path;
        uint32_t hash;
    };
    std::unordered_map<const HeapObject*, DeliveredText> m_texts;
};

} // namespace scope
