#pragma once
// Arguments that name data structures, checked once for all ds_* functions: on failure the call has GameMaker's text
// and the answer is null.

#include "core/ds/store.h"
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
inline DsMap* map_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsMap*>(structure_argument(c, index, RefKind::ds_map));
}
inline DsList* list_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsList*>(structure_argument(c, index, RefKind::ds_list));
}
inline DsStack* stack_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsStack*>(structure_argument(c, index, RefKind::ds_stack));
}
inline DsQueue* queue_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsQueue*>(structure_argument(c, index, RefKind::ds_queue));
}
inline DsPriority* priority_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsPriority*>(structure_argument(c, index, RefKind::ds_priority));
}
inline DsGrid* grid_argument(NativeCall& c, uint32_t index) {
    return static_cast<DsGrid*>(structure_argument(c, index, RefKind::ds_grid));
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

// ds_*_create, destroy, clear, size, empty, copy, write and read are alike for every kind.
template<RefKind kind> NativeStatus ds_destroy(NativeCall& c) {
    DsStructure* structure = structure_argument(c, 0, kind);
    if (structure) world_of(c).ds().destroy(*structure);
    return c.done();
}
template<RefKind kind> NativeStatus ds_clear(NativeCall& c) {
    DsStructure* structure = structure_argument(c, 0, kind);
    if (structure) world_of(c).ds().clear(*structure);
    return c.done();
}
template<RefKind kind> NativeStatus ds_size(NativeCall& c) {
    DsStructure* structure = structure_argument(c, 0, kind);
    return structure ? c.done(static_cast<double>(structure->size())) : c.done();
}
template<RefKind kind> NativeStatus ds_empty(NativeCall& c) {
    DsStructure* structure = structure_argument(c, 0, kind);
    return structure ? c.done(Value::boolean(structure->size() == 0)) : c.done();
}
template<typename T, RefKind kind> NativeStatus ds_copy(NativeCall& c) {
    T* target = static_cast<T*>(structure_argument(c, 0, kind));
    T* source = static_cast<T*>(structure_argument(c, 1, kind));
    if (!target || !source) return c.done();
    return c.charge(source->size()) ? copied(c, target->copy_from(*source)) : NativeStatus::fault;
}
NativeStatus ds_write_text(NativeCall& c, RefKind kind);
NativeStatus ds_read_text(NativeCall& c, RefKind kind);
template<RefKind kind> NativeStatus ds_write(NativeCall& c) {
    return ds_write_text(c, kind);
}
template<RefKind kind> NativeStatus ds_read(NativeCall& c) {
    return ds_read_text(c, kind);
}

} // namespace scope
