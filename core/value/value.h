#pragma once
// A GML value: 16 bytes, a payload and a tag. A full int64, a bool, undefined and a handle fit without allocation,
// which is why this layout was chosen over NaN boxing (about 15 % slower on doubles, a fifth faster on int64). Strings,
// arrays, structs and methods are reference-counted heap objects: copying such a value costs one increment, on the
// thread that owns the heap.
//
// Both halves are written as whole words: a copy is two loads and two stores, and no load waits for two smaller stores.

#include <cstdint>
#include <cstring>
#include <utility>

namespace scope {

struct HeapObject;
struct String;
struct Array;
struct Struct;
struct Method;

enum class Type : uint8_t {
    real,  ///< double
    int64, ///< also enum members and results of bit operations
    int32, ///< only ever read from buffers
    boolean,
    undefined, ///< aux: 0, or the number of the observed read that found nothing (see DsWatch)
    pointer,   ///< ptr(); bits are the address as a number, 0 is pointer_null, ~0 pointer_invalid
    ref,       ///< a handle: kind, index, generation
    string,    ///< from here on: heap objects
    array,
    structure,
    method,
};

/// What a handle refers to; the names GameMaker prints ("ref ds_map 3") are in refs.h.
enum class RefKind : uint16_t {
    none,
    instance,
    object,
    sprite,
    sound,
    room,
    font,
    path,
    script,
    shader,
    timeline,
    tileset,
    sequence,
    animcurve,
    particle_system,
    particle_type,
    particle_emitter,
    ds_map,
    ds_list,
    ds_stack,
    ds_queue,
    ds_grid,
    ds_priority,
    buffer,
    vertex_buffer,
    vertex_format,
    surface,
    texture,
    layer,
    layer_element,
    camera,
    time_source,
    audio_emitter,
    audio_listener,
    audio_group,
    audio_sync_group,
    audio_bus,
    socket,
    extension,
    function,
    file,
    texture_group,
    static_mesh,
    video,
    physics,
    other,
    count
};

class Value {
public:
    Value() noexcept : m_bits(0), m_tag(tag_of(Type::undefined)) {}
    Value(double number) noexcept : m_tag(tag_of(Type::real)) { std::memcpy(&m_bits, &number, 8); }
    static Value int64(int64_t number) noexcept { return Value(static_cast<uint64_t>(number), 0, Type::int64); }
    static Value int32(int32_t number) noexcept {
        return Value(static_cast<uint64_t>(static_cast<int64_t>(number)), 0, Type::int32);
    }
    static Value boolean(bool truth) noexcept { return Value(truth, 0, Type::boolean); }
    static Value undefined(uint32_t missed_read = 0) noexcept { return Value(0, missed_read, Type::undefined); }
    static Value pointer(uint64_t address) noexcept { return Value(address, 0, Type::pointer); }
    static Value ref(RefKind kind, uint32_t index, uint32_t generation = 0) noexcept {
        return Value(uint64_t(generation) << 32 | index, static_cast<uint32_t>(kind), Type::ref);
    }
    /// Shares `object`: its count goes up by one.
    Value(String* object) noexcept : Value(reinterpret_cast<HeapObject*>(object), Type::string) {}
    Value(Array* object) noexcept : Value(reinterpret_cast<HeapObject*>(object), Type::array) {}
    Value(Struct* object) noexcept : Value(reinterpret_cast<HeapObject*>(object), Type::structure) {}
    Value(Method* object) noexcept : Value(reinterpret_cast<HeapObject*>(object), Type::method) {}

    Value(const Value& other) noexcept : m_bits(other.m_bits), m_tag(other.m_tag) { retain(); }
    Value(Value&& other) noexcept : m_bits(other.m_bits), m_tag(other.m_tag) { other.forget(); }
    // The old value goes last: freeing it may lead back here. Kept in parts, so that it stays in registers.
    Value& operator=(const Value& other) noexcept {
        other.retain();
        uint64_t old_bits = m_bits, old_tag = m_tag;
        m_bits = other.m_bits;
        m_tag = other.m_tag;
        release(old_bits, old_tag);
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        uint64_t bits = other.m_bits, tag = other.m_tag;
        other.forget();
        uint64_t old_bits = m_bits, old_tag = m_tag;
        m_bits = bits;
        m_tag = tag;
        release(old_bits, old_tag);
        return *this;
    }
    ~Value() { release(m_bits, m_tag); }

    void swap(Value& other) noexcept {
        std::swap(m_bits, other.m_bits);
        std::swap(m_tag, other.m_tag);
    }

    Type type() const { return static_cast<Type>(static_cast<uint8_t>(m_tag)); }
    bool is_real() const { return type() == Type::real; }
    bool is_int64() const { return type() == Type::int64; }
    bool is_int32() const { return type() == Type::int32; }
    bool is_bool() const { return type() == Type::boolean; }
    bool is_undefined() const { return type() == Type::undefined; }
    bool is_pointer() const { return type() == Type::pointer; }
    bool is_ref() const { return type() == Type::ref; }
    bool is_ref(RefKind kind) const { return m_tag == tag_of(Type::ref, static_cast<uint32_t>(kind)); }
    bool is_string() const { return type() == Type::string; }
    bool is_array() const { return type() == Type::array; }
    bool is_struct() const { return type() == Type::structure; }
    bool is_method() const { return type() == Type::method; }
    bool is_counted() const { return type() >= Type::string; }
    /// real, int64, int32 or bool.
    bool is_numeric() const { return type() <= Type::boolean; }

    double as_real() const {
        double number;
        std::memcpy(&number, &m_bits, 8);
        return number;
    }
    int64_t as_int64() const { return static_cast<int64_t>(m_bits); } ///< also int32 and bool
    bool as_bool() const { return m_bits != 0; }
    uint64_t as_pointer() const { return m_bits; }
    RefKind ref_kind() const { return static_cast<RefKind>(m_tag >> 32); }
    uint32_t ref_index() const { return static_cast<uint32_t>(m_bits); }
    uint32_t ref_generation() const { return static_cast<uint32_t>(m_bits >> 32); }
    uint32_t missed_read() const { return static_cast<uint32_t>(m_tag >> 32); } ///< of an undefined value
    HeapObject* as_object() const { return reinterpret_cast<HeapObject*>(m_bits); }
    String* as_string() const { return reinterpret_cast<String*>(m_bits); }
    Array* as_array() const { return reinterpret_cast<Array*>(m_bits); }
    Struct* as_struct() const { return reinterpret_cast<Struct*>(m_bits); }
    Method* as_method() const { return reinterpret_cast<Method*>(m_bits); }

    /// Same type and same bits: identity, not GML's ==.
    bool same_as(const Value& other) const {
        return type() == other.type() && m_bits == other.m_bits && (type() != Type::ref || m_tag == other.m_tag);
    }

private:
    static constexpr uint64_t tag_of(Type type, uint32_t aux = 0) {
        return uint64_t(aux) << 32 | static_cast<uint64_t>(type);
    }
    Value(uint64_t bits, uint32_t aux, Type type) noexcept : m_bits(bits), m_tag(tag_of(type, aux)) {}
    Value(HeapObject* object, Type type) noexcept : m_bits(reinterpret_cast<uint64_t>(object)), m_tag(tag_of(type)) {
        retain();
    }
    void forget() {
        m_bits = 0;
        m_tag = tag_of(Type::undefined);
    }
    inline void retain() const;
    static inline void release(uint64_t bits, uint64_t tag);

    uint64_t m_bits;
    uint64_t
        m_tag; ///< the type in its lowest byte; in its upper half aux: a handle's kind, the number of a missed read
};
static_assert(sizeof(Value) == 16);

} // namespace scope

#include "core/value/heap.h" // retain and release need HeapObject
