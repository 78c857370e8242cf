#include "core/world/stub_handles.h"

namespace scope {

namespace {

/// The number behind an id; SIZE_MAX when it is none of `kind`.
size_t number_of(RefKind kind, const Value& id) {
    if (id.is_ref(kind)) return id.ref_index();
    if (id.is_real() && id.as_real() >= 0 && id.as_real() < 4294967295.0) return static_cast<size_t>(id.as_real());
    if ((id.is_int64() || id.is_int32()) && id.as_int64() >= 0) return static_cast<size_t>(id.as_int64());
    return SIZE_MAX;
}

} // namespace

double StubHandles::Entry::number(std::string_view name) const {
    auto found = properties.find(name);
    return found != properties.end() && found->second.is_real() ? found->second.as_real() : 0;
}

void StubHandles::reserve(RefKind kind, uint32_t count) {
    m_tables[kind].reserved = count;
}

size_t StubHandles::count(RefKind kind) const {
    auto table = m_tables.find(kind);
    return table == m_tables.end() ? 0 : table->second.entries.size() - table->second.free.size();
}

Value StubHandles::create(RefKind kind, uint64_t origin) {
    Table& table = m_tables[kind];
    size_t place;
    if (!table.free.empty()) {
        place = table.free.back();
        table.free.pop_back();
    } else {
        place = table.entries.size();
        table.entries.emplace_back();
    }
    Entry& entry = table.entries[place];
    entry.live = true;
    ++entry.generation;
    entry.origin = origin;
    return Value::ref(kind, table.reserved + static_cast<uint32_t>(place), entry.generation);
}

StubHandles::Entry* StubHandles::find(RefKind kind, const Value& id) {
    auto table = m_tables.find(kind);
    size_t number = number_of(kind, id);
    if (table == m_tables.end() || number == SIZE_MAX || number < table->second.reserved) return nullptr;
    number -= table->second.reserved;
    if (number >= table->second.entries.size() || !table->second.entries[number].live) return nullptr;
    return &table->second.entries[number];
}

bool StubHandles::exists(RefKind kind, const Value& id) const {
    auto table = m_tables.find(kind);
    size_t number = number_of(kind, id);
    if (table == m_tables.end() || number == SIZE_MAX) return false;
    if (number < table->second.reserved) return true;
    number -= table->second.reserved;
    return number < table->second.entries.size() && table->second.entries[number].live;
}

bool StubHandles::was_made(RefKind kind, const Value& id) const {
    auto table = m_tables.find(kind);
    size_t number = number_of(kind, id);
    return table != m_tables.end() && number >= table->second.reserved &&
           number - table->second.reserved < table->second.entries.size();
}

bool StubHandles::free(RefKind kind, const Value& id) {
    Entry* entry = find(kind, id);
    if (!entry) return false;
    entry->live = false;
    entry->properties.clear();
    Table& table = m_tables[kind];
    table.free.push_back(static_cast<uint32_t>(entry - table.entries.data()));
    return true;
}

std::vector<Value> StubHandles::all(RefKind kind) const {
    std::vector<Value> out;
    auto table = m_tables.find(kind);
    if (table == m_tables.end()) return out;
    for (size_t place = 0; place < table->second.entries.size(); ++place) {
        const Entry& entry = table->second.entries[place];
        if (entry.live)
            out.push_back(Value::ref(kind, table->second.reserved + static_cast<uint32_t>(place), entry.generation));
    }
    return out;
}

std::vector<Value> StubHandles::all() const {
    std::vector<Value> out;
    for (const auto& [kind, table] : m_tables) {
        std::vector<Value> of_kind = all(kind);
        out.insert(out.end(), of_kind.begin(), of_kind.end());
    }
    return out;
}

uint64_t StubHandles::origin(const Value& handle) const {
    auto table = m_tables.find(handle.ref_kind());
    if (!handle.is_ref() || table == m_tables.end() || handle.ref_index() < table->second.reserved) return 0;
    size_t place = handle.ref_index() - table->second.reserved;
    return place < table->second.entries.size() ? table->second.entries[place].origin : 0;
}

} // namespace scope
