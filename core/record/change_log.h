#pragma once
// What a handler run changed of what was there when it began: variables of instances and of the game, structs, arrays,
// data structures, instances that it made or destroyed. Notes the first old value of each place; at the end, what is
// really different then. What the run itself made is new as a whole and no change. Values are copied, small ones whole
// and large ones cut, so that nothing lives longer for being observed. A run that wrote a few numbers and short texts
// of its own instance or of `global` costs a comparison a write; any other a hash look-up for each write to what was
// there before, and a look for names.

#include "core/trace/records.h"
#include "core/world/convert_datum.h"
#include "core/world/world.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

class ChangeLog final : private EarlierContent {
public:
    static constexpr size_t most_places = 10'000; ///< of one run; more are not noted, and the run is cut

    explicit ChangeLog(World& world) : m_world(world), m_vm(world.vm()) {}

    /// Runs nest; what an inner one changes is its own.
    void begin(const Instance* self);
    /// One of the few writes of a run that did nothing else.
    struct Simple {
        const Struct* container = nullptr; ///< the run's instance, or `global`
        const Shape* shape = nullptr;      ///< it had when `slot` was the member's
        uint32_t key = 0;
        uint32_t slot = 0;
        bool existed = false;
        bool is_text = false;
        uint16_t text_at = 0, text_size = 0; ///< of the old value, when it is one; else:
        Value old;
        uint64_t position = 0; ///< of the vm
        const Value* now = nullptr;
    };
    /// The run's writes when they are all simple and so is what is there now, with `different` as bits; nothing when
    /// they are not. Then end_simple() ends the run.
    std::optional<std::span<const Simple>> simple(uint8_t& different);
    std::string_view old_text(const Simple& one) const { return {m_texts.data() + one.text_at, one.text_size}; }
    void end_simple();
    /// What before_write noted last as simple.
    const Simple& last_simple() const { return m_simple[m_simple_count - 1]; }
    struct Changes {
        std::vector<ChangeRecord> list;
        uint64_t last = 0; ///< moment() after the last of them was made
        bool cut = false;
    };
    Changes end();
    /// How many places the innermost run has written so far, to tell what came before from what came after.
    uint64_t moment() const { return m_runs.empty() ? 0 : m_runs.back()->next_order; }

    // What happens to the innermost run.
    enum class Noted : uint8_t { nothing, simple, other };
    Noted before_write(const Container& container, uint32_t key, bool existed, const Value& old);
    void before_entry(const DsStructure& structure, const Value& key, bool existed, const Value& old);
    void before_whole(const DsStructure& structure);
    void before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old);
    void on_existence(const Instance& instance, bool existed); ///< it was made, or it was destroyed
    void on_destroyed(const DsStructure& structure);
    void before_free(const HeapObject& container);

private:
    /// A value as it is kept: a copy, and what tells it from others where the copy is cut.
    struct Image {
        Datum shown;
        bool cut = false;
        const HeapObject* container = nullptr; ///< of structs and arrays: that one, made at that time
        uint32_t born = 0;
        uint64_t print = 0;     ///< of a cut text; of all of a structure, what it holds without what that holds
        uint64_t structure = 0; ///< of a handle: which one, ever
        size_t nodes = 1;       ///< of what is shown
        bool little = false;    ///< copied when much was copied already
    };
    struct Place {
        enum class Kind : uint8_t {
            member, ///< of a struct, an item of an array
            entry,  ///< of a data structure
            whole,  ///< of one, or that it was destroyed
            builtin,
            existence
        } kind = Kind::member;
        bool own = true;        ///< false: an inner run wrote it, this one not yet
        bool destroyed = false; ///< the structure that was there
        uint64_t order = 0;
        uint32_t key = 0;     ///< a symbol, an index, the number of a built-in variable
        int64_t element = -1; ///< of a built-in variable; -1: all of it
        bool is_text = false; ///< the key of an entry
        std::string text_key;
        Value number_key;   ///< what else it is
        std::string member; ///< of an entry, as it stands behind the structure's name
        std::optional<Image> old;
        uint64_t at = 0; ///< position of the vm
    };
    /// The places of one container.
    struct Written {
        std::vector<Place> places;
        std::unordered_map<uint32_t, size_t> members;    ///< index into places, by key
        std::unordered_map<std::string, size_t> entries; ///< by key
        std::map<std::pair<uint32_t, int64_t>, size_t> builtins;
        bool existence = false, whole = false;
    };
    struct Run {
        const Instance* self = nullptr;
        uint32_t began = 0;                                       ///< what is born from then on is new
        uint64_t structures = 0;                                  ///< data structures made before
        std::unordered_map<const HeapObject*, Written> objects;   ///< null: the game's built-in variables
        std::unordered_map<uint64_t, Written> structures_written; ///< by kind and index
        std::unordered_set<uint64_t> covered; ///< data structures that are shown as part of another that is gone
        size_t count = 0;
        uint64_t next_order = 0;
        bool cut = false;
    };

    static uint64_t code(RefKind kind, uint32_t index) { return uint64_t(kind) << 32 | index; }
    static uint64_t code(const DsStructure& structure) { return code(structure.kind(), structure.index()); }
    bool add_simple(const Container& container, uint32_t key, bool existed, const Value& old);
    /// From here on the run is like any other.
    void settle() {
        if (m_is_simple) settle_simple();
    }
    void settle_simple();
    bool children_of(const Value& container, const DsStructure* structure, std::vector<Child>& out) const override;
    bool children_of_members(const Written& written, const Value& container, std::vector<Child>& out) const;

    Run* run() { return m_runs.empty() ? nullptr : m_runs.back().get(); }
    void written_again(Written& written, size_t place);
    bool has_room(Run& run);
    void keep(Run& run, Written& written, Place&& place);
    void hand_over(Run& ended, Run& outer);
    void hand_over(Written& from, Written& to);
    Image image(const Value& value, bool little);
    Image content(const DsStructure& structure, bool little);
    Image copy(const Value& value, uint32_t depth, bool little);
    bool little() const;
    Image content(const Instance& instance, bool little);
    std::optional<Image> present(const HeapObject* container, const Place& place);
    std::optional<Image> present(RefKind kind, uint32_t index, const Place& place);
    std::optional<Image> present_builtin(const Instance* instance, const Place& place);
    static bool same(const std::optional<Image>& a, const std::optional<Image>& b);

    static constexpr size_t most_simple = 8;

    World& m_world;
    Vm& m_vm;
    // Of the innermost run as long as all it did is simple.
    bool m_is_simple = false;
    uint8_t m_simple_count = 0;
    const Struct* m_self = nullptr;
    std::array<Simple, most_simple> m_simple;
    std::string m_texts;

    std::unique_ptr<Run> m_spare;             ///< as new, of a run that was simple
    std::vector<std::unique_ptr<Run>> m_runs; ///< outermost first
    const Run* m_ended = nullptr;             ///< the one whose changes are made
    size_t m_copied = 0;                      ///< bytes, since no run went on
};

} // namespace scope
