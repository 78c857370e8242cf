// ds_stack_*, ds_queue_* and ds_priority_*: docs/semantics.md 2.9.

#include "core/lib/ds_arguments.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"

namespace scope {

static NativeStatus stack_create(NativeCall& c) {
    return made(c, world_of(c).ds().create_stack());
}
static NativeStatus stack_push(NativeCall& c) {
    DsStack* stack = ds_argument<DsStack>(c, 0);
    for (uint32_t i = 1; stack && i < c.count; ++i)
        if (stack->push(c.args[i]) == DsWrite::limit) return written(c, DsWrite::limit);
    return c.done();
}
static NativeStatus stack_pop(NativeCall& c) {
    DsStack* stack = ds_argument<DsStack>(c, 0);
    return stack ? c.done(stack->pop()) : c.done();
}
static NativeStatus stack_top(NativeCall& c) {
    DsStack* stack = ds_argument<DsStack>(c, 0);
    return stack ? c.done(stack->top()) : c.done();
}

static NativeStatus queue_create(NativeCall& c) {
    return made(c, world_of(c).ds().create_queue());
}
static NativeStatus queue_enqueue(NativeCall& c) {
    DsQueue* queue = ds_argument<DsQueue>(c, 0);
    for (uint32_t i = 1; queue && i < c.count; ++i)
        if (queue->enqueue(c.args[i]) == DsWrite::limit) return written(c, DsWrite::limit);
    return c.done();
}
static NativeStatus queue_dequeue(NativeCall& c) {
    DsQueue* queue = ds_argument<DsQueue>(c, 0);
    return queue ? c.done(queue->dequeue()) : c.done();
}
static NativeStatus queue_head(NativeCall& c) {
    DsQueue* queue = ds_argument<DsQueue>(c, 0);
    return queue ? c.done(queue->head()) : c.done();
}
static NativeStatus queue_tail(NativeCall& c) {
    DsQueue* queue = ds_argument<DsQueue>(c, 0);
    return queue ? c.done(queue->tail()) : c.done();
}

static NativeStatus priority_create(NativeCall& c) {
    return made(c, world_of(c).ds().create_priority());
}
static NativeStatus priority_add(NativeCall& c) {
    DsPriority* priority = ds_argument<DsPriority>(c, 0);
    double order = c.real(2);
    return priority && !c.failed() ? written(c, priority->add(c.arg(1), order)) : c.done();
}
/// The work of looking for the value in argument 1.
static bool charge_search(NativeCall& c, const DsPriority& priority) {
    return c.charge(priority.size());
}
static NativeStatus priority_change_priority(NativeCall& c) {
    DsPriority* priority = ds_argument<DsPriority>(c, 0);
    double order = c.real(2);
    if (priority && !c.failed() && charge_search(c, *priority)) priority->change_priority(c.arg(1), order);
    return c.done();
}
static NativeStatus priority_delete_value(NativeCall& c) {
    DsPriority* priority = ds_argument<DsPriority>(c, 0);
    if (priority && charge_search(c, *priority)) priority->delete_value(c.arg(1));
    return c.done();
}
static NativeStatus priority_find_priority(NativeCall& c) {
    DsPriority* priority = ds_argument<DsPriority>(c, 0);
    return priority && charge_search(c, *priority) ? c.done(priority->find_priority(c.arg(1))) : c.done();
}
/// On an empty one GameMaker answers 0.
static NativeStatus end_of(NativeCall& c, Value (*take)(DsPriority&)) {
    DsPriority* priority = ds_argument<DsPriority>(c, 0);
    if (!priority) return c.done();
    return c.done(priority->size() ? take(*priority) : Value(0.0));
}
static NativeStatus priority_delete_min(NativeCall& c) {
    return end_of(c, [](DsPriority& p) { return p.delete_min(); });
}
static NativeStatus priority_delete_max(NativeCall& c) {
    return end_of(c, [](DsPriority& p) { return p.delete_max(); });
}
static NativeStatus priority_find_min(NativeCall& c) {
    return end_of(c, [](DsPriority& p) { return p.find_min(); });
}
static NativeStatus priority_find_max(NativeCall& c) {
    return end_of(c, [](DsPriority& p) { return p.find_max(); });
}

static constexpr NativeRow rows[] = {
    {"ds_stack_create", stack_create, 0, 0},
    {"ds_stack_destroy", ds_destroy<DsStack>, 1, 1},
    {"ds_stack_clear", ds_clear<DsStack>, 1, 1},
    {"ds_stack_size", ds_size<DsStack>, 1, 1},
    {"ds_stack_empty", ds_empty<DsStack>, 1, 1},
    {"ds_stack_copy", ds_copy<DsStack>, 2, 2},
    {"ds_stack_write", ds_write<DsStack>, 1, 1},
    {"ds_stack_read", ds_read<DsStack>, 2, 3},
    {"ds_stack_push", stack_push, 1, -1},
    {"ds_stack_pop", stack_pop, 1, 1},
    {"ds_stack_top", stack_top, 1, 1},

    {"ds_queue_create", queue_create, 0, 0},
    {"ds_queue_destroy", ds_destroy<DsQueue>, 1, 1},
    {"ds_queue_clear", ds_clear<DsQueue>, 1, 1},
    {"ds_queue_size", ds_size<DsQueue>, 1, 1},
    {"ds_queue_empty", ds_empty<DsQueue>, 1, 1},
    {"ds_queue_copy", ds_copy<DsQueue>, 2, 2},
    {"ds_queue_write", ds_write<DsQueue>, 1, 1},
    {"ds_queue_read", ds_read<DsQueue>, 2, 3},
    {"ds_queue_enqueue", queue_enqueue, 1, -1},
    {"ds_queue_dequeue", queue_dequeue, 1, 1},
    {"ds_queue_head", queue_head, 1, 1},
    {"ds_queue_tail", queue_tail, 1, 1},

    {"ds_priority_create", priority_create, 0, 0},
    {"ds_priority_destroy", ds_destroy<DsPriority>, 1, 1},
    {"ds_priority_clear", ds_clear<DsPriority>, 1, 1},
    {"ds_priority_size", ds_size<DsPriority>, 1, 1},
    {"ds_priority_empty", ds_empty<DsPriority>, 1, 1},
    {"ds_priority_copy", ds_copy<DsPriority>, 2, 2},
    {"ds_priority_write", ds_write<DsPriority>, 1, 1},
    {"ds_priority_read", ds_read<DsPriority>, 2, 3},
    {"ds_priority_add", priority_add, 3, 3},
    {"ds_priority_change_priority", priority_change_priority, 3, 3},
    {"ds_priority_delete_value", priority_delete_value, 2, 2},
    {"ds_priority_find_priority", priority_find_priority, 2, 2},
    {"ds_priority_delete_min", priority_delete_min, 1, 1},
    {"ds_priority_delete_max", priority_delete_max, 1, 1},
    {"ds_priority_find_min", priority_find_min, 1, 1},
    {"ds_priority_find_max", priority_find_max, 1, 1},
};

std::span<const NativeRow> ds_sequence_natives() {
    return rows;
}

} // namespace scope
