#include "core/ds/store.h"

#include "core/value/convert.h"

#include <algorithm>
#include <unordered_map>

namespace scope {

static_assert(static_cast<int>(RefKind::ds_priority) - static_cast<int>(RefKind::ds_map) == 5);

bool is_ds_kind(RefKind kind) {
    return kind >= RefKind::ds_map && kind <= RefKind::ds_priority;
}

RefKind ds_kind_from_number(int64_t type) {
    static constexpr RefKind by_number[] = {RefKind::none,     RefKind::ds_map,  RefKind::ds_list,    RefKind::ds_stack,
                                            RefKind::ds_queue, RefKind::ds_grid, RefKind::ds_priority};
    return type >= 1 && type <= 6 ? by_number[type] : RefKind::none;
}

// ---- making and finding

DsStore::~DsStore() = default;

template<typename T> T* DsStore::enlist(std::unique_ptr<T> structure) {
    Table& in = table(structure->kind());
    constexpr size_t place_bytes = sizeof(Table::Place) + sizeof(uint32_t);
    if (!m_heap.may_allocate(sizeof(T) + place_bytes) || in.places.size() >= 0xFFFFFFFF) return nullptr;
    uint32_t index;
    if (in.free.empty()) {
        index = static_cast<uint32_t>(in.places.size());
        in.places.emplace_back();
    } else {
        index = in.free.back();
        in.free.pop_back();
    }
    T* made = structure.get();
    Table::Place& place = in.places[index];
    made->m_index = index;
    made->m_generation = ++place.generation;
    if (made->m_generation == 0) made->m_generation = place.generation = 1; // 0 is what handles without one carry
    made->m_serial = ++m_serial;
    if (origin_source) made->m_origin = origin_source();
    made->weigh(sizeof(T));
    place.structure = std::move(structure);
    ++in.live;
    if (watch) watch->on_created(made->handle());
    return made;
}

// Every event makes and destroys a map: small ones are kept with their buffers, which is most of the price of both.
DsMap* DsStore::create_map() {
    std::unique_ptr<DsMap> map;
    if (m_spare_maps.empty()) {
        map.reset(new DsMap(*this));
    } else {
        map = std::move(m_spare_maps.back());
        m_spare_maps.pop_back();
    }
    DsMap* made = enlist(std::move(map));
    if (made) made->weigh_now();
    return made;
}

DsList* DsStore::create_list() {
    return enlist(std::unique_ptr<DsList>(new DsList(*this)));
}
DsStack* DsStore::create_stack() {
    return enlist(std::unique_ptr<DsStack>(new DsStack(*this)));
}
DsQueue* DsStore::create_queue() {
    return enlist(std::unique_ptr<DsQueue>(new DsQueue(*this)));
}
DsPriority* DsStore::create_priority() {
    return enlist(std::unique_ptr<DsPriority>(new DsPriority(*this)));
}

DsGrid* DsStore::create_grid(uint32_t width, uint32_t height) {
    size_t cells = size_t(width) * height;
    if (cells > SIZE_MAX / sizeof(Value) || !m_heap.may_allocate(cells * sizeof(Value))) return nullptr;
    DsGrid* grid = enlist(std::unique_ptr<DsGrid>(new DsGrid(*this)));
    if (!grid) return nullptr;
    grid->m_cells.assign(cells, Value(0.0));
    grid->m_width = width;
    grid->m_height = height;
    grid->weigh(sizeof *grid + cells * sizeof(Value));
    return grid;
}

namespace {

/// The index that a handle of the kind or a plain number means; false for anything else. Fractions are dropped.
bool index_of(RefKind kind, const Value& id, int64_t& index) {
    if (id.is_ref(kind))
        index = id.ref_index();
    else if (id.is_real())
        index = id.as_real() > -1 && id.as_real() < 4294967296.0 ? static_cast<int64_t>(id.as_real()) : -1;
    else if (id.is_numeric())
        index = id.as_int64();
    else
        return false;
    return true;
}

} // namespace

DsStructure* DsStore::peek(RefKind kind, const Value& id) const {
    int64_t index;
    if (!is_ds_kind(kind) || !index_of(kind, id, index)) return nullptr;
    const std::vector<Table::Place>& places = table(kind).places;
    return index >= 0 && static_cast<size_t>(index) < places.size() ? places[static_cast<size_t>(index)].structure.get()
                                                                    : nullptr;
}

DsStructure* DsStore::exact(const Value& handle) const {
    if (!handle.is_ref()) return nullptr;
    DsStructure* found = peek(handle.ref_kind(), handle);
    uint32_t generation = handle.ref_generation();
    return found && (generation == 0 || generation == found->generation()) ? found : nullptr;
}

DsStructure* DsStore::look_up_slowly(RefKind kind, const Value& id, std::string_view function, int argument,
                                     std::string& error) {
    int64_t index;
    if (DsStructure* found = peek(kind, id)) {
        if (watch && id.is_ref() && id.ref_generation() != 0 && id.ref_generation() != found->generation())
            watch->on_stale(id);
        return found;
    }
    error.assign(function);
    error += " argument " + std::to_string(argument);
    if (index_of(kind, id, index)) {
        error += " invalid reference to (" + std::string(ref_kind_name(kind)) + ")";
    } else {
        std::string_view given = id.is_ref() ? ref_kind_name(id.ref_kind()) : type_name(id);
        error += " incorrect type (" + std::string(given) + ") expecting a " + std::string(ref_kind_name(kind));
    }
    return nullptr;
}

// ---- ownership

void DsStore::push_owned(const DsStructure& owner, std::vector<DsStructure*>& into) const {
    auto push = [&](const Value& id, DsOwn own) {
        if (own == DsOwn::nothing) return;
        DsStructure* child = peek(own == DsOwn::map ? RefKind::ds_map : RefKind::ds_list, id);
        if (child && !child->m_dying) into.push_back(child);
    };
    if (owner.kind() == RefKind::ds_map) {
        for (const DsMap::Entry& entry : static_cast<const DsMap&>(owner).m_entries) push(entry.value, entry.own);
    } else if (owner.kind() == RefKind::ds_list) {
        const auto& list = static_cast<const DsList&>(owner);
        for (size_t i = 0; i < list.m_marks.size(); ++i) push(list.m_values[i], list.m_marks[i]);
    }
}

void DsStore::remove(DsStructure& structure) {
    if (watch) watch->on_destroyed(structure.handle());
    Table& from = table(structure.kind());
    uint32_t index = structure.index();
    std::unique_ptr<DsStructure> gone = std::move(from.places[index].structure);
    from.free.push_back(index);
    --from.live;
    ++m_destroyed;
    if (gone->kind() != RefKind::ds_map || m_spare_maps.size() >= most_spare_maps) return;
    if (static_cast<DsMap&>(*gone).reset_if_small()) m_spare_maps.emplace_back(static_cast<DsMap*>(gone.release()));
}

// Collects owners before what they own, the last child first, and frees in the opposite order: children before owners,
// the first child first, as a recursion would. A structure reached twice is marked as dying the first time.
void DsStore::destroy_all(std::vector<DsStructure*> pending) {
    std::vector<DsStructure*> order;
    while (!pending.empty()) {
        DsStructure* next = pending.back();
        pending.pop_back();
        if (next->m_dying) continue;
        next->m_dying = true;
        m_heap.spend(1 + next->size() / 16);
        order.push_back(next);
        push_owned(*next, pending);
    }
    for (size_t i = order.size(); i-- > 0;) remove(*order[i]);
}

void DsStore::destroy(DsStructure& structure) {
    structure.tell_whole();
    std::vector<DsStructure*> owned;
    m_heap.spend(structure.size() / 16);
    structure.m_dying = true;
    push_owned(structure, owned);
    if (!owned.empty()) destroy_all(std::move(owned));
    remove(structure);
}

void DsStore::clear(DsStructure& structure) {
    structure.tell_whole();
    std::vector<DsStructure*> owned;
    m_heap.spend(structure.size() / 16);
    structure.m_dying = true; // one that owns itself is emptied, not destroyed
    push_owned(structure, owned);
    switch (structure.kind()) {
    case RefKind::ds_map: static_cast<DsMap&>(structure).drop_all(); break;
    case RefKind::ds_list: static_cast<DsList&>(structure).drop_all(); break;
    case RefKind::ds_stack: static_cast<DsStack&>(structure).drop_all(); break;
    case RefKind::ds_queue: static_cast<DsQueue&>(structure).drop_all(); break;
    case RefKind::ds_priority: static_cast<DsPriority&>(structure).drop_all(); break;
    default: static_cast<DsGrid&>(structure).fill(Value(0.0)); break;
    }
    destroy_all(std::move(owned));
    structure.m_dying = false;
}

void DsStore::watch_tree(DsStructure& structure, bool watched) {
    std::vector<DsStructure*> pending{&structure};
    structure.m_watched = !watched; // whatever it was, its children are visited
    while (!pending.empty()) {
        DsStructure* next = pending.back();
        pending.pop_back();
        if (next->m_watched == watched) continue;
        next->m_watched = watched;
        push_owned(*next, pending);
    }
}

void DsStore::adopted(const DsStructure& owner, const Value& child, DsOwn own) {
    if (!owner.m_watched) return;
    DsStructure* found = peek(own == DsOwn::map ? RefKind::ds_map : RefKind::ds_list, child);
    if (found && !found->m_watched) watch_tree(*found, true);
}

// ---- the ledger

size_t DsStore::count() const {
    size_t all = 0;
    for (const Table& each_table : m_tables) all += each_table.live;
    return all;
}

void DsStore::each(const std::function<void(const DsStructure&)>& visit) const {
    for (const Table& each_table : m_tables) {
        for (const Table::Place& place : each_table.places) {
            if (place.structure) visit(*place.structure);
        }
    }
}

std::vector<DsLedgerRow> DsStore::ledger() const {
    std::vector<DsLedgerRow> rows;
    rows.reserve(count());
    std::unordered_map<const DsStructure*, Value> owners;
    std::vector<DsStructure*> owned;
    each([&](const DsStructure& structure) {
        rows.push_back({structure.handle(), Value(), structure.origin(), structure.serial(), structure.size(),
                        structure.bytes(), structure.watched()});
        owned.clear();
        push_owned(structure, owned);
        for (const DsStructure* child : owned) owners.emplace(child, structure.handle());
    });
    for (DsLedgerRow& row : rows) {
        auto owner = owners.find(exact(row.handle));
        if (owner != owners.end()) row.owner = owner->second;
    }
    std::sort(rows.begin(), rows.end(), [](const DsLedgerRow& a, const DsLedgerRow& b) { return a.serial < b.serial; });
    return rows;
}

} // namespace scope
