#pragma once
// Arguments that name data structures, checked once for all ds_* functions: on failure the call has GameMaker's text
// and the answer is null.

#include "core/ds/store.h"
#include "core/ds/text.h"
#include "core/gml/native.h"
#include "core/world/world.h"

namespace scope {

inline DsStructure* structure_argument(NativeCall& c, uint32_t index, RefKind kind) {
    if (c.failed()) return nullptr;
    std::string error;
    // Names of natives are literals, so the view ends with a zero.
    DsStructure* found =
        world_of(c).ds().structure(kind, c.arg(index), c.name.data(), static_cast<int>(index) + 1, error);
    if (!found) c.error(std::move(error));
    return found;
}

template<typename T> constexpr RefKind ds_kind = RefKind::none;
template<> inline constexpr RefKind ds_kind<DsMap> = RefKind::ds_map;
template<> inline constexpr RefKind ds_kind<DsList> = RefKind::ds_list;
template<> inline constexpr RefKind ds_kind<DsStack> = RefKind::ds_stack;
template<> inline constexpr RefKind ds_kind<DsQueue> = RefKind::ds_queue;
template<> inline constexpr RefKind ds_kind<DsPriority> = RefKind::ds_priority;
template<> inline constexpr RefKind ds_kind<DsGrid> = RefKind::ds_grid;

template<typename T> T* ds_argument(NativeCall& c, uint32_t index) {
    return static_cast<T*>(structure_argument(c, index, ds_kind<T>));
}

/// What became of a write, as a native's end: only a limit is a fault.
inline NativeStatus written(NativeCall& c, DsWrite what) {
    return what == DsWrite::limit ? c.limit("memory", "a data structure grew beyond the memory limit") : c.done();
}
inline NativeStatus made(NativeCall& c, DsStructure* structure) {
    return structure ? c.done(structure->handle()) : c.limit("memory", "no memory for another data structure");
}
inline NativeStatus copied(NativeCall& c, bool done) {
    return done ? c.done() : c.limit("memory", "no memory for the copy");
}

// ds_*_destroy, clear, size, empty, copy, write and read are alike for every kind.
template<typename T> NativeStatus ds_destroy(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    if (structure) world_of(c).ds().destroy(*structure);
    return c.done();
}
template<typename T> NativeStatus ds_clear(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    if (structure) world_of(c).ds().clear(*structure);
    return c.done();
}
template<typename T> NativeStatus ds_size(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    return structure ? c.done(static_cast<double>(structure->size())) : c.done();
}
template<typename T> NativeStatus ds_empty(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    return structure ? c.done(Value::boolean(structure->size() == 0)) : c.done();
}
template<typename T> NativeStatus ds_copy(NativeCall& c) {
    T* target = ds_argument<T>(c, 0);
    T* source = ds_argument<T>(c, 1);
    if (!target || !source) return c.done();
    return c.charge(source->size()) ? copied(c, target->copy_from(*source)) : NativeStatus::fault;
}
template<typename T> NativeStatus ds_write(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    if (!structure || !c.charge(structure->size() * 4)) return c.done();
    std::string text, error;
    if (!scope::ds_write(*structure, text, error)) return c.limit("memory", error);
    return c.done(std::string_view(text));
}
template<typename T> NativeStatus ds_read(NativeCall& c) {
    T* structure = ds_argument<T>(c, 0);
    std::string_view text = c.text(1);
    if (!structure || c.failed() || !c.charge(text.size() / 8)) return c.done();
    DsRead read = scope::ds_read(*structure, text);
    if (read == DsRead::limit) return c.limit("memory", "no memory for what the text holds");
    return c.done(Value::boolean(read == DsRead::done));
}

} // namespace scope
