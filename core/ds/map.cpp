#include "core/ds/map.h"

#include "core/ds/store.h"
#include "core/value/hash.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

constexpr uint32_t most_entries = DsMap::absent - 1;

uint32_t hash_bits(uint64_t bits, uint64_t salt) {
    uint64_t mixed = mix_bits(bits ^ salt, 0x9E3779B97F4A7C15ull);
    return static_cast<uint32_t>(mixed ^ mixed >> 32);
}

/// Whether a real is exactly an int64: then it has the int64's hash.
bool whole(double number, int64_t& out) {
    if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0)) return false;
    out = static_cast<int64_t>(number);
    return static_cast<double>(out) == number;
}

uint32_t hash_real(double number) {
    int64_t exact;
    if (whole(number, exact)) return hash_bits(static_cast<uint64_t>(exact), 1);
    if (std::isnan(number)) return 0x7FF80001u;
    uint64_t bits;
    std::memcpy(&bits, &number, 8);
    return hash_bits(bits, 2);
}

} // namespace

uint32_t DsMap::hash_other(const Value& key) {
    switch (key.type()) {
    case Type::real: return hash_real(key.as_real());
    case Type::int64:
    case Type::int32:
    case Type::boolean: return hash_bits(static_cast<uint64_t>(key.as_int64()), 1);
    case Type::ref: return hash_bits(uint64_t(key.ref_kind()) << 32 | key.ref_index(), 3);
    case Type::undefined: return 0x0DDE5u;
    case Type::pointer: return hash_bits(key.as_pointer(), 4);
    default: return hash_bits(reinterpret_cast<uint64_t>(key.as_object()), 5);
    }
}

namespace {

bool same_number(const Value& a, const Value& b) {
    if (a.is_real() && b.is_real())
        return a.as_real() == b.as_real() || (std::isnan(a.as_real()) && std::isnan(b.as_real()));
    if (!a.is_real() && !b.is_real()) return a.as_int64() == b.as_int64();
    int64_t exact;
    return a.is_real() ? whole(a.as_real(), exact) && exact == b.as_int64()
                       : whole(b.as_real(), exact) && exact == a.as_int64();
}

/// Always right, unlike same_text: whatever is spent, a map does not get the same key twice.
bool same_text_key(const String& a, const String& b) {
    if (&a == &b) return true;
    if (a.length != b.length) return false;
    a.heap->may_read(a.length);
    return a.view() == b.view();
}

bool same_key(const Value& a, const Value& b) {
    if (a.is_string()) return b.is_string() && same_text_key(*a.as_string(), *b.as_string());
    if (a.is_numeric()) return b.is_numeric() && same_number(a, b);
    if (a.type() != b.type()) return false;
    if (a.is_undefined()) return true;
    if (a.is_ref()) return a.ref_kind() == b.ref_kind() && a.ref_index() == b.ref_index();
    return a.same_as(b);
}

} // namespace

DsMap::DsMap(DsStore& store) : DsStructure(store, RefKind::ds_map) {}

DsMap::~DsMap() = default;

void DsMap::weigh_now() {
    weigh(sizeof *this + m_entries.capacity() * sizeof(Entry) + m_slots.capacity() * sizeof(Slot));
}

// The slot of the entry whose hash fits and that is the `same`, or the free one where it would go. There are slots.
template<typename Same> size_t DsMap::probe(uint32_t hash, const Same& same) const {
    size_t mask = m_slots.size() - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = m_slots[at];
        if (slot.entry == absent || (slot.hash == hash && same(m_entries[slot.entry].key))) return at;
    }
}

inline size_t DsMap::slot_of(const Value& key, uint32_t hash) const {
    size_t first = hash & (m_slots.size() - 1);
    const Slot& slot = m_slots[first];
    if (slot.entry == absent || (slot.hash == hash && m_entries[slot.entry].key.same_as(key))) [[likely]]
        return first;
    return probe(hash, [&key](const Value& other) { return key.same_as(other) || same_key(key, other); });
}

uint32_t DsMap::position_of(const Value& key) const {
    return m_slots.empty() ? absent : m_slots[slot_of(key, hash_of(key))].entry;
}

const Value* DsMap::look_up(const Value& key) const {
    uint32_t position = position_of(key);
    return position == absent ? nullptr : &m_entries[position].value;
}

const Value* DsMap::find(std::string_view key) const {
    if (m_slots.empty()) return nullptr;
    size_t slot = probe(hash_text(key),
                        [key](const Value& other) { return other.is_string() && other.as_string()->view() == key; });
    return m_slots[slot].entry == absent ? nullptr : &m_entries[m_slots[slot].entry].value;
}

Value DsMap::get(const Value& key) const {
    const Value* found = find(key);
    if (!watched()) [[likely]]
        return found ? *found : Value();
    return found ? tell_read(key, *found) : tell_missing(key);
}

bool DsMap::exists(const Value& key) const {
    bool present = position_of(key) != absent;
    if (DsWatch* listener = reader()) listener->on_tested(handle(), key, present);
    return present;
}

DsOwn DsMap::owns(const Value& key) const {
    uint32_t position = position_of(key);
    return position == absent ? DsOwn::nothing : m_entries[position].own;
}

// ---- writing

void DsMap::rebuild(size_t slots) {
    m_slots.assign(slots, Slot());
    size_t mask = slots - 1;
    for (uint32_t position = 0; position < m_entries.size(); ++position) {
        const Entry& entry = m_entries[position];
        size_t at = entry.hash & mask;
        while (m_slots[at].entry != absent) at = (at + 1) & mask;
        m_slots[at] = {entry.hash, position};
    }
}

void DsMap::compact() {
    size_t to = 0;
    for (size_t from = 0; from < m_entries.size(); ++from) {
        if (m_entries[from].gap) continue;
        if (to != from) m_entries[to] = std::move(m_entries[from]);
        ++to;
    }
    m_entries.resize(to);
    rebuild(m_slots.size());
}

bool DsMap::reserve_one() {
    bool slots_full = (m_size + 1) * size_t(4) > m_slots.size() * 3;
    bool entries_full = m_entries.size() == m_entries.capacity();
    if (!slots_full && !entries_full) return true;
    if (m_entries.size() >= most_entries) return false;
    if (!slots_full && m_size < m_entries.size() / 2) {
        compact(); // there is room where entries were removed
        return true;
    }
    size_t new_slots = slots_full ? (m_slots.empty() ? 8 : m_slots.size() * 2) : m_slots.size();
    size_t new_entries = entries_full ? (m_entries.empty() ? 6 : m_entries.size() * 2) : m_entries.capacity();
    if (!room(new_slots * sizeof(Slot) + new_entries * sizeof(Entry))) return false;
    m_entries.reserve(new_entries);
    if (slots_full) {
        m_slots.resize(new_slots);
        compact();
    }
    weigh_now();
    return true;
}

inline DsWrite DsMap::append(size_t slot, const Value& key, uint32_t hash, const Value& value, DsOwn own) {
    if (m_entries.size() == m_entries.capacity()) __builtin_unreachable(); // spares emplace_back's way to grow
    m_slots[slot] = {hash, static_cast<uint32_t>(m_entries.size())};
    m_entries.emplace_back(key, value, hash, own);
    ++m_size;
    if (own != DsOwn::nothing) [[unlikely]]
        store().adopted(*this, m_entries.back().value, own);
    return DsWrite::created;
}

DsWrite DsMap::insert_slowly(const Value& new_key, uint32_t hash, const Value& new_value, DsOwn own) {
    // They may live in the entries that move now. NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
    Value key = new_key, value = new_value;
    if (is_full() && !reserve_one()) return DsWrite::limit;
    if (store().watch) tell_write(key, false, Value(), value);
    return append(slot_of(key, hash), key, hash, value, own);
}

inline DsWrite DsMap::insert(size_t slot, const Value& key, uint32_t hash, const Value& value, DsOwn own) {
    if (is_full() || store().watch) [[unlikely]]
        return insert_slowly(key, hash, value, own);
    return append(slot, key, hash, value, own);
}

DsWrite DsMap::add(const Value& key, const Value& value, DsOwn own) {
    uint32_t hash = hash_of(key);
    size_t slot = m_slots.empty() ? 0 : slot_of(key, hash);
    bool fresh = m_slots.empty() || m_slots[slot].entry == absent;
    return fresh ? insert(slot, key, hash, value, own) : DsWrite::ignored;
}

DsWrite DsMap::set(const Value& key, const Value& value, DsOwn own) {
    uint32_t hash = hash_of(key);
    size_t slot = m_slots.empty() ? 0 : slot_of(key, hash);
    uint32_t position = m_slots.empty() ? absent : m_slots[slot].entry;
    if (position == absent) return insert(slot, key, hash, value, own);
    if (store().watch) [[unlikely]]
        tell_write(key, true, m_entries[position].value, value);
    Entry& entry = m_entries[position];
    Value taken(value); // `value` may live in what is freed now
    entry.value.swap(taken);
    entry.own = own;
    if (own != DsOwn::nothing) store().adopted(*this, entry.value, own);
    return DsWrite::replaced;
}

// Moves later slots of the same run back, so that no marker of a removed key is needed.
void DsMap::free_slot_of(uint32_t position) {
    size_t mask = m_slots.size() - 1;
    size_t hole = m_entries[position].hash & mask;
    while (m_slots[hole].entry != position) hole = (hole + 1) & mask;
    for (size_t at = (hole + 1) & mask; m_slots[at].entry != absent; at = (at + 1) & mask) {
        size_t home = m_slots[at].hash & mask;
        if (((at - home) & mask) < ((at - hole) & mask)) continue; // its home lies behind the hole
        m_slots[hole] = m_slots[at];
        hole = at;
    }
    m_slots[hole] = Slot();
}

void DsMap::erase_at(uint32_t position) {
    free_slot_of(position);
    Entry& entry = m_entries[position];
    Value key = std::move(entry.key), value = std::move(entry.value); // released when everything stands again
    entry.value = Value::int64(1);
    entry.hash = 1;
    entry.own = DsOwn::nothing;
    entry.gap = true;
    --m_size;
    while (!m_entries.empty() && m_entries.back().gap) m_entries.pop_back();
    if (m_entries.size() > 32 && m_size < m_entries.size() / 2) compact();
}

bool DsMap::erase(const Value& key) {
    uint32_t position = position_of(key);
    if (position == absent) return false;
    tell_write(key, true, m_entries[position].value, Value());
    erase_at(position);
    return true;
}

void DsMap::drop_all() {
    tell_whole();
    std::vector<Entry> entries = std::move(m_entries);
    m_entries = {};
    m_slots = {};
    m_size = 0;
    weigh_now();
}

bool DsMap::reset_if_small() {
    constexpr size_t most_kept = 32;
    if (m_slots.size() > most_kept || m_entries.capacity() > most_kept) return false;
    m_entries.clear();
    std::fill(m_slots.begin(), m_slots.end(), Slot());
    m_size = 0;
    reset();
    return true;
}

bool DsMap::copy_from(const DsMap& source) {
    source.tell_dumped();
    if (&source == this) return true;
    if (!room(source.bytes())) return false;
    tell_whole();
    std::vector<Entry> entries;
    entries.reserve(source.m_size);
    for (const Entry& entry : source.m_entries) {
        if (!entry.gap) entries.push_back(entry);
    }
    entries.swap(m_entries); // the old ones are released at the end
    m_size = source.m_size;
    m_slots = {};
    if (!source.m_slots.empty()) rebuild(source.m_slots.size());
    weigh_now();
    for (const Entry& entry : m_entries) {
        if (entry.own != DsOwn::nothing) store().adopted(*this, entry.value, entry.own);
    }
    return true;
}

// ---- walking

// A gap knows how many gaps follow it (in `hash`) and precede it (in `value`), itself included; walking over a run of
// gaps stores what it found, so that the next walk is one step.
uint32_t DsMap::skip_forward(uint32_t position) const {
    uint32_t at = position;
    while (at < m_entries.size() && m_entries[at].gap) at += m_entries[at].hash;
    if (at > position && position < m_entries.size()) m_entries[position].hash = at - position;
    return at < m_entries.size() ? at : static_cast<uint32_t>(m_entries.size());
}

uint32_t DsMap::skip_back(uint32_t position) const {
    int64_t from = int64_t(position) - 1, at = from;
    while (at >= 0 && m_entries[static_cast<size_t>(at)].gap) at -= m_entries[static_cast<size_t>(at)].value.as_int64();
    if (at < from) m_entries[static_cast<size_t>(from)].value = Value::int64(from - at);
    return at < 0 ? absent : static_cast<uint32_t>(at);
}

Value DsMap::first() const {
    tell_dumped();
    uint32_t position = begin();
    return position == end() ? Value() : m_entries[position].key;
}

Value DsMap::last() const {
    tell_dumped();
    uint32_t position = skip_back(end());
    return position == absent ? Value() : m_entries[position].key;
}

Value DsMap::next(const Value& key) const {
    tell_dumped();
    uint32_t position = position_of(key);
    if (position == absent) return Value();
    position = after(position);
    return position == end() ? Value() : m_entries[position].key;
}

Value DsMap::previous(const Value& key) const {
    tell_dumped();
    uint32_t position = position_of(key);
    if (position == absent) return Value();
    position = skip_back(position);
    return position == absent ? Value() : m_entries[position].key;
}

bool DsMap::keys_to(Array& into) const {
    tell_dumped();
    if (!room(m_size * sizeof(Value))) return false;
    for (uint32_t position = begin(); position != end(); position = after(position)) {
        if (!into.push(m_entries[position].key)) return false;
    }
    return true;
}

bool DsMap::values_to(Array& into) const {
    tell_dumped();
    if (!room(m_size * sizeof(Value))) return false;
    for (uint32_t position = begin(); position != end(); position = after(position)) {
        if (!into.push(m_entries[position].value)) return false;
    }
    return true;
}

} // namespace scope
