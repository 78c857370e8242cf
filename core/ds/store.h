#pragma once
// All data structures of one world: tables per kind, handles with generations, ownership, and the ledger of who made
// what. A freed index is the next one used, as in GameMaker, so a handle of a dead structure can name somebody else's;
// the generation in the handle tells, and the watch hears of it. A look-up by handle is two comparisons and a load.

#include "core/ds/grid.h"
#include "core/ds/list.h"
#include "core/ds/map.h"
#include "core/ds/priority.h"
#include "core/ds/sequence.h"
#include "core/ds/watch.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

class HeapCopier;
struct WorldParts; // core/world

/// ds_type_map, ds_type_list, ... as ds_exists takes them; none for other numbers.
RefKind ds_kind_from_number(int64_t type);
bool is_ds_kind(RefKind kind);

/// One line of the window's DS ledger and of a leak report.
struct DsLedgerRow {
    Value handle;
    Value owner;         ///< the map or list whose mark owns it; undefined when none does
    uint64_t origin = 0; ///< where it was made: the number origin_source gave
    uint64_t serial = 0;
    size_t size = 0; ///< entries, items or cells
    size_t bytes = 0;
    bool watched = false;
};

class DsStore {
public:
    explicit DsStore(Heap& heap) : m_heap(heap) {}
    ~DsStore();
    DsStore(const DsStore&) = delete;
    DsStore& operator=(const DsStore&) = delete;

    Heap& heap() { return m_heap; }
    DsWatch* watch = nullptr;                ///< null when nobody observes
    std::function<uint64_t()> origin_source; ///< asked whenever a structure is made; may be empty
    double precision = 1e-7;                 ///< ds_set_precision

    // Making one: null when a heap limit forbids it.
    DsMap* create_map();
    DsList* create_list();
    DsStack* create_stack();
    DsQueue* create_queue();
    DsPriority* create_priority();
    DsGrid* create_grid(uint32_t width, uint32_t height); ///< cells are 0

    /// The structure that `id`, argument `argument` (from 1) of `function`, names. Handles of the right kind and plain
    /// numbers are accepted; otherwise null, and `error` is GameMaker's text (docs/semantics.md 2.10). A stale handle
    /// finds the newer structure and the watch is told.
    DsMap* map(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsMap>(RefKind::ds_map, id, function, argument, error);
    }
    DsList* list(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsList>(RefKind::ds_list, id, function, argument, error);
    }
    DsStack* stack(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsStack>(RefKind::ds_stack, id, function, argument, error);
    }
    DsQueue* queue(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsQueue>(RefKind::ds_queue, id, function, argument, error);
    }
    DsPriority* priority(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsPriority>(RefKind::ds_priority, id, function, argument, error);
    }
    DsGrid* grid(const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsGrid>(RefKind::ds_grid, id, function, argument, error);
    }
    /// The same for a kind known at run time only.
    DsStructure* structure(RefKind kind, const Value& id, std::string_view function, int argument, std::string& error) {
        return look_up<DsStructure>(kind, id, function, argument, error);
    }

    /// For our own code: no texts, nobody is told. Null when `id` names no live structure of `kind`; generations are
    /// not compared.
    DsStructure* peek(RefKind kind, const Value& id) const;
    /// The structure `handle` was made for: null also when its generation is another (0 matches all).
    DsStructure* exact(const Value& handle) const;
    DsMap* peek_map(const Value& id) const { return static_cast<DsMap*>(peek(RefKind::ds_map, id)); }
    DsList* peek_list(const Value& id) const { return static_cast<DsList*>(peek(RefKind::ds_list, id)); }
    /// The map of a handle that is not stale; null for anything else.
    DsMap* live_map(const Value& handle) const {
        const std::vector<Table::Place>& places = table(RefKind::ds_map).places;
        if (!handle.is_ref(RefKind::ds_map) || handle.ref_index() >= places.size()) return nullptr;
        const Table::Place& place = places[handle.ref_index()];
        return place.generation == handle.ref_generation() ? static_cast<DsMap*>(place.structure.get()) : nullptr;
    }
    /// ds_exists. Wrong types are simply false; the native throws for undefined before it asks.
    bool exists(RefKind kind, const Value& id) const { return peek(kind, id) != nullptr; }

    /// Destroys it and, by their marks, all it owns, children first. Iterative; owners in a circle or twice are
    /// harmless.
    void destroy(DsStructure& structure);
    /// ds_*_clear: empties it and destroys what it owned.
    void clear(DsStructure& structure);
    /// Marks a structure and what it owns, at any depth, as watched or not. What is added to a watched one as owned
    /// becomes watched.
    void watch_tree(DsStructure& structure, bool watched);

    size_t count(RefKind kind) const { return table(kind).live; }
    size_t count() const;                         ///< of all kinds
    uint64_t created() const { return m_serial; } ///< ever
    uint64_t destroyed() const { return m_destroyed; }
    /// Every live structure in order of creation, with its owner. Linear in all entries; for reports, not for each
    /// event.
    std::vector<DsLedgerRow> ledger() const;
    /// Every live structure by kind, then index.
    void each(const std::function<void(const DsStructure&)>& visit) const;

    /// Makes `other` (empty, over another heap) an equal store: same indices, generations, order of free indices,
    /// marks. Values are copied by `copier`, so that what is shared between structures and variables stays shared. Sets
    /// no watch.
    void clone_into(DsStore& other, HeapCopier& copier) const;

private:
    friend struct WorldParts;
    friend class DsInvariants;
    friend class DsStructure;
    friend class DsMap;
    friend class DsList;
    struct Table {
        struct Place {
            std::unique_ptr<DsStructure> structure;
            uint32_t generation = 0; ///< of the structure that is here, or was here last
        };
        std::vector<Place> places;
        std::vector<uint32_t> free; ///< last freed last
        size_t live = 0;
    };
    static constexpr size_t first_kind = static_cast<size_t>(RefKind::ds_map);
    static constexpr size_t kinds = 6; // ds_map to ds_priority stand together in RefKind

    Table& table(RefKind kind) { return m_tables[static_cast<size_t>(kind) - first_kind]; }
    const Table& table(RefKind kind) const { return m_tables[static_cast<size_t>(kind) - first_kind]; }

    template<typename T>
    T* look_up(RefKind kind, const Value& id, std::string_view function, int argument, std::string& error) {
        if (id.is_ref(kind)) [[likely]] {
            const Table& from = table(kind);
            if (id.ref_index() < from.places.size()) [[likely]] {
                const Table::Place& place = from.places[id.ref_index()];
                if (place.structure && place.generation == id.ref_generation()) [[likely]]
                    return static_cast<T*>(place.structure.get());
            }
        }
        return static_cast<T*>(look_up_slowly(kind, id, function, argument, error));
    }
    DsStructure* look_up_slowly(RefKind kind, const Value& id, std::string_view function, int argument,
                                std::string& error);
    template<typename T> T* enlist(std::unique_ptr<T> structure);
    std::unique_ptr<DsStructure> twin_of(const DsStructure& original, HeapCopier& copier);
    void remove(DsStructure& structure);
    void destroy_all(std::vector<DsStructure*> pending);
    void push_owned(const DsStructure& owner, std::vector<DsStructure*>& into) const;
    /// A structure became owned by `owner`: watched spreads.
    void adopted(const DsStructure& owner, const Value& child, DsOwn own);

    Heap& m_heap;
    static constexpr size_t most_spare_maps = 16;
    std::array<Table, kinds> m_tables;
    std::vector<std::unique_ptr<DsMap>> m_spare_maps; ///< destroyed small ones, for the next create_map
    uint64_t m_serial = 0;
    uint64_t m_destroyed = 0;
};

} // namespace scope
