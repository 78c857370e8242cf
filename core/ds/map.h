#pragma once
// ds_map: open addressing over insertion-ordered entries with stored hashes. A look-up touches one slot, one entry and
// the key's text. Removed entries stay as gaps that know their length, until half of the entries are gaps; so loops
// over a map that is being emptied stay linear. An entry costs 40 bytes plus 8 to 16 for its slot.
//
// Keys (docs/semantics.md 2.2): strings by content, numbers in one space by exact value (1, true, int64 1 are one key;
// NaN equals itself), handles by kind and index, arrays, structs and methods by reference, undefined is a key.

#include "core/ds/structure.h"

#include <string_view>
#include <vector>

namespace scope {

class HeapCopier;

class DsMap final : public DsStructure {
public:
    struct Entry {
        Value key;
        Value value;
        uint32_t hash = 0; ///< of a gap: how many gaps follow in a row, itself included, as far as known
        DsOwn own = DsOwn::nothing;
        bool gap = false;

        Entry() = default;
        Entry(const Value& of, const Value& what, uint32_t hash_of_key, DsOwn owned)
            : key(of)
            , value(what)
            , hash(hash_of_key)
            , own(owned) {}
    };
    static constexpr uint32_t absent = 0xFFFFFFFF;

    ~DsMap() override;
    size_t size() const override { return m_size; }

    // What GML calls; observed.
    Value get(const Value& key) const; ///< undefined when absent
    bool exists(const Value& key) const;
    /// ds_map_add and add_map, add_list: `ignored` when the key is there already.
    DsWrite add(const Value& key, const Value& value, DsOwn own = DsOwn::nothing);
    /// ds_map_set, replace, replace_map, the accessor. Never destroys a child that was owned there before.
    DsWrite set(const Value& key, const Value& value, DsOwn own = DsOwn::nothing);
    bool erase(const Value& key);       ///< whether it was there
    DsOwn owns(const Value& key) const; ///< ds_map_is_map, is_list
    Value first() const;                ///< undefined when empty
    Value last() const;
    Value next(const Value& key) const; ///< undefined after the last and for an unknown key
    Value previous(const Value& key) const;
    /// ds_map_keys_to_array and values_to_array: appends to `into`. False when a limit forbids it.
    [[nodiscard]] bool keys_to(Array& into) const;
    [[nodiscard]] bool values_to(Array& into) const;
    /// ds_map_copy: a shallow copy with marks; both own the children afterwards.
    [[nodiscard]] bool copy_from(const DsMap& source);

    // Unobserved, for our own code.
    const Value* find(const Value& key) const {
        // Literals are one string per world: mostly the key is the very one, in its first slot.
        if (key.is_string() && !m_slots.empty()) {
            uint32_t hash = key.as_string()->hash();
            const Slot& slot = m_slots[hash & (m_slots.size() - 1)];
            if (slot.hash == hash && slot.entry != absent) {
                const Entry& entry = m_entries[slot.entry];
                if (entry.key.is_string() && entry.key.as_string() == key.as_string()) return &entry.value;
            }
        }
        return look_up(key);
    }
    const Value* find(std::string_view key) const; ///< allocates nothing
    /// Positions run from begin() by after() to end() and survive everything but a write that adds or removes.
    uint32_t begin() const { return skip_forward(0); }
    uint32_t end() const { return static_cast<uint32_t>(m_entries.size()); }
    uint32_t after(uint32_t position) const { return skip_forward(position + 1); }
    const Entry& at(uint32_t position) const { return m_entries[position]; }
    uint32_t position_of(const Value& key) const; ///< `absent` when it is not there
    /// Drops all entries without destroying owned structures (DsStore::clear does that).
    void drop_all();

private:
    friend class DsStore;
    struct Slot {
        uint32_t hash = 0;
        uint32_t entry = absent; ///< `absent`: free
    };
    explicit DsMap(DsStore& store);

    const Value* look_up(const Value& key) const;
    template<typename Same> size_t probe(uint32_t hash, const Same& same) const;
    size_t slot_of(const Value& key, uint32_t hash) const; ///< where it is or would go; there are slots
    bool is_full() const {
        return m_entries.size() == m_entries.capacity() || (m_size + 1) * size_t(4) > m_slots.size() * 3;
    }
    DsWrite insert(size_t slot, const Value& key, uint32_t hash, const Value& value, DsOwn own);
    DsWrite insert_slowly(const Value& key, uint32_t hash, const Value& value, DsOwn own);
    DsWrite append(size_t slot, const Value& key, uint32_t hash, const Value& value, DsOwn own); ///< there is room
    void copy_entries(const DsMap& original, HeapCopier& copier);
    static uint32_t hash_of(const Value& key) { return key.is_string() ? key.as_string()->hash() : hash_other(key); }
    static uint32_t hash_other(const Value& key);
    bool reserve_one();
    void rebuild(size_t slots);
    void compact();
    void erase_at(uint32_t position);
    void free_slot_of(uint32_t position);
    uint32_t skip_forward(uint32_t position) const;
    uint32_t skip_back(uint32_t position) const; ///< the live entry before `position`, or `absent`
    void weigh_now();
    bool reset_if_small(); ///< as new but for its buffers; false when they are too large to keep

    mutable std::vector<Entry> m_entries; // mutable: gaps learn their length while being skipped
    std::vector<Slot> m_slots;            // a power of two, at most 3/4 full
    uint32_t m_size = 0;
};

} // namespace scope
