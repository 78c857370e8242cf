// weak_ref_*. References are counted, so a struct is gone as soon as nothing holds it; cycles wait for a
// collection.

#include "core/lib/limits.h"
#include "core/lib/members.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"

namespace scope {

static NativeStatus weak_ref_create(NativeCall& c) {
    const Value& value = c.arg(0);
    if (!c.may_allocate(sizeof(WeakRef))) return NativeStatus::fault;
    if (value.is_method() || value.is_array()) return c.done(Value(c.heap.new_weak_ref(value)));
    Struct* scope = scope_argument(c, 0);
    return scope ? c.done(Value(c.heap.new_weak_ref(Value(scope)))) : NativeStatus::fault;
}

static bool is_weak_ref(const Value& value) {
    return value.is_struct() && value.as_struct()->is_weak_ref;
}

/// A destroyed instance is dead even while something holds its record.
static bool alive(NativeCall& c, const Value& weak_ref) {
    Value target = Heap::weak_ref_target(weak_ref.as_struct());
    if (target.is_undefined()) return false;
    const Instance* instance = target.is_struct() ? as_instance(target.as_struct()) : nullptr;
    return !instance || c.host.is_live(instance) || (!instance->active && !instance->destroyed);
}

/// Undefined for what is no weak reference.
static NativeStatus weak_ref_alive(NativeCall& c) {
    return c.done(is_weak_ref(c.arg(0)) ? Value::boolean(alive(c, c.arg(0))) : Value());
}

static NativeStatus weak_ref_any_alive(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    double size = array->size, from = c.real_or(1, 0), length = c.real_or(2, size);
    if (from < 0) from += size;
    if (!c.failed() && (from < 0 || from >= size || from + length + 1 < 0)) return c.done(Value());
    if (c.failed() || !c.charge(static_cast<uint64_t>(walk.count))) return NativeStatus::fault;
    for (; walk.count > 0; walk.advance()) {
        const Value& one = array->items[walk.at];
        if (!is_weak_ref(one)) return c.done(Value());
        if (alive(c, one)) return c.done(Value::boolean(true));
    }
    return c.done(Value::boolean(false));
}

static constexpr NativeRow rows[] = {
    {"weak_ref_create", weak_ref_create, 1, 1},
    {"weak_ref_alive", weak_ref_alive, 1, 1},
    {"weak_ref_any_alive", weak_ref_any_alive, 1, 3},
};

std::span<const NativeRow> weak_ref_natives() {
    return rows;
}

} // namespace scope
