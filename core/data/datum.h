#pragma once
// A piece of GameMaker data outside the runtime's heap: what payloads, traces and reports are made of. A Datum is 16
// bytes, immutable and cheap to copy (one atomic count); it keeps the order in which things were put in. Nothing here
// recurses, so a list nested a million deep is built, compared and destroyed like any other.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class DatumKind : uint8_t {
    undefined,
    boolean,
    real,
    int32,
    int64,
    pointer, ///< pointer_null, or an address that only means something to whoever printed it
    string,  ///< bytes; usually UTF-8
    array,
    structure,
    ds_map,
    ds_list,
    ds_grid,
    ds_stack,    ///< items from bottom to top
    ds_queue,    ///< items from head to tail
    ds_priority, ///< entries of value and priority
    ref,         ///< a handle as GML prints it, "ref ds_map 3"
    buffer,
    gml,         ///< an expression, evaluated when the payload is fired
    method,      ///< a function, by name
    constructed, ///< a struct made by a constructor: its name, and its members (a struct) or its arguments (an array)
    shared,      ///< the first place of something that is met again: a number and the thing
    same,        ///< a later place: only the number
};

/// Whether it holds items or entries.
constexpr bool is_container(DatumKind kind) {
    switch (kind) {
    case DatumKind::array:
    case DatumKind::structure:
    case DatumKind::ds_map:
    case DatumKind::ds_list:
    case DatumKind::ds_grid:
    case DatumKind::ds_stack:
    case DatumKind::ds_queue:
    case DatumKind::ds_priority: return true;
    default: return false;
    }
}

/// GameMaker's word where there is one: "real", "struct", "ds_map", "ref"; "bool", "ptr", "new" and so on for the rest.
std::string_view kind_name(DatumKind kind);

class Datum;
struct DatumEntry;
struct DatumBuffer;
struct DatumNode;

class Datum {
public:
    Datum() = default; ///< undefined
    Datum(const Datum& other) noexcept;
    Datum(Datum&& other) noexcept;
    Datum& operator=(const Datum& other) noexcept;
    Datum& operator=(Datum&& other) noexcept;
    ~Datum() { release(); }

    // Plain C++ values, so that builders and tests read well. A whole number becomes a real, as in GML.
    Datum(double number);
    Datum(int number) : Datum(static_cast<double>(number)) {}
    template<typename T>
    requires std::is_same_v<T, bool> Datum(T flag) : Datum(boolean(flag)) {}
    Datum(std::string_view text) : Datum(string(std::string(text))) {}
    Datum(std::string text) : Datum(string(std::move(text))) {}
    Datum(const char* text) : Datum(string(text)) {}

    static Datum boolean(bool flag);
    static Datum real(double number) { return Datum(number); }
    static Datum int32(int32_t number);
    static Datum int64(int64_t number);
    static Datum pointer(uint64_t address = 0);
    static Datum string(std::string bytes);
    static Datum array(std::vector<Datum> items);
    /// Keys of a struct must be strings (VERIFY). Duplicate keys are the caller's business.
    static Datum structure(std::vector<DatumEntry> entries);
    static Datum ds_map(std::vector<DatumEntry> entries);
    static Datum ds_list(std::vector<Datum> items);
    /// Cells row by row; `cells` is a multiple of `width` (VERIFY).
    static Datum ds_grid(uint32_t width, uint32_t height, std::vector<Datum> cells);
    static Datum ds_stack(std::vector<Datum> bottom_to_top);
    static Datum ds_queue(std::vector<Datum> head_to_tail);
    static Datum ds_priority(std::vector<DatumEntry> values_and_priorities);
    static Datum ref(std::string printed);
    static Datum buffer(DatumBuffer buffer);
    static Datum gml(std::string expression);
    static Datum method(std::string name);
    static Datum constructed(std::string constructor, Datum members_or_arguments);
    static Datum shared(int64_t id, Datum value);
    static Datum same(int64_t id);

    DatumKind kind() const { return m_kind; }
    bool is(DatumKind kind) const { return m_kind == kind; }
    bool is_undefined() const { return m_kind == DatumKind::undefined; }
    /// bool, real, int32 or int64.
    bool is_number() const { return m_kind >= DatumKind::boolean && m_kind <= DatumKind::int64; }

    // Each answers neutrally (false, 0, empty) when the kind is another one, so readers need not ask twice.
    bool as_bool() const;                        ///< bool; numbers by GameMaker's rule, above 0.5
    double as_real() const;                      ///< any number; 0 otherwise
    int64_t as_int64() const;                    ///< any number, truncated and clamped; pointer address
    std::string_view text() const;               ///< string, ref, gml, method; name of a constructor
    std::span<const Datum> items() const;        ///< array, ds_list, ds_stack, ds_queue, ds_grid
    std::span<const DatumEntry> entries() const; ///< struct, ds_map, ds_priority
    uint32_t grid_width() const;
    uint32_t grid_height() const;
    int64_t id() const;         ///< shared, same
    const Datum& inner() const; ///< shared: the value; constructed: members or arguments; undefined otherwise
    const DatumBuffer* buffer_content() const; ///< null unless a buffer

    /// Number of items or entries; bytes of a string.
    size_t size() const;
    /// The value of a string key of a struct or ds_map (through `shared`); null when absent. Linear.
    const Datum* find(std::string_view key) const;
    const Datum* find_key(const Datum& key) const; ///< by any key

    /// Same kind, order and content. NaN equals NaN, 0 and -0 differ: equal data print alike.
    friend bool operator==(const Datum& a, const Datum& b);
    /// Whether both share one node, which makes them equal at no cost. False for kinds without one.
    bool same_node(const Datum& other) const { return m_node && m_kind == other.m_kind && m_node == other.m_node; }

private:
    friend struct DatumNode;
    Datum(DatumKind kind, DatumNode* node) : m_kind(kind), m_has_node(true), m_node(node) {}
    void release() {
        if (m_has_node) drop();
    }
    void drop() noexcept;

    DatumKind m_kind = DatumKind::undefined;
    bool m_has_node = false;
    union {
        bool m_flag;
        double m_real;
        int64_t m_integer;
        DatumNode* m_node = nullptr;
    };
};

struct DatumEntry {
    Datum key;
    Datum value;
    friend bool operator==(const DatumEntry& a, const DatumEntry& b) { return a.key == b.key && a.value == b.value; }
};

/// One typed write into a buffer; `type` is GameMaker's name without "buffer_": u8 s8 u16 s16 u32 s32 u64 f16 f32 f64
/// bool string text.
struct DatumBufferField {
    std::string type;
    Datum value;
};

/// A buffer to create for a payload. Content is `fields`, or else the file `file`, or else `bytes`.
struct DatumBuffer {
    std::string kind = "grow"; ///< fixed, grow, wrap, fast
    uint32_t alignment = 1;
    uint64_t size = 0; ///< bytes to allocate; 0: as many as the content needs
    std::vector<DatumBufferField> fields = {};
    std::string file = {};
    std::string bytes = {};
};

/// Bytes of memory this datum holds, nodes shared within it counted each time they are met. Walks at most
/// `at_most_nodes`.
size_t size_estimate(const Datum& datum, size_t at_most_nodes = SIZE_MAX);

} // namespace scope
