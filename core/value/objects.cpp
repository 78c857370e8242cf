#include "core/value/objects.h"

#include <algorithm>
#include <cstring>

namespace scope {

// Values are moved as bytes in here: a Value holds no pointer to itself, so its count does not change by being
// elsewhere.

namespace {

#ifdef ASYNCSCOPE_TORMENT
constexpr uint32_t first_capacity = 1;
uint32_t grown(uint32_t, uint32_t wanted) {
    return wanted;
}
#else
constexpr uint32_t first_capacity = 4;
uint32_t grown(uint32_t capacity, uint32_t wanted) {
    return std::max({first_capacity, wanted, capacity < 1u << 20 ? capacity * 2 : capacity + capacity / 2});
}
#endif

void zero(Value* items, uint32_t count) {
    std::memset(static_cast<void*>(items), 0, count * sizeof(Value));
}

static_assert(static_cast<int>(Type::real) == 0, "zero bytes must be the real 0");

} // namespace

bool Array::reserve(uint32_t wanted) {
    if (wanted <= capacity) return true;
    if (wanted > heap->limits().array_items) return false;
    uint32_t larger = std::max(
        wanted, std::min<uint32_t>(grown(capacity, wanted), static_cast<uint32_t>(heap->limits().array_items)));
    if (!heap->may_allocate(size_t(larger - capacity) * sizeof(Value))) {
        larger = wanted;
        if (!heap->may_allocate(size_t(larger - capacity) * sizeof(Value))) return false;
    }
    items = static_cast<Value*>(heap->reallocate(items, capacity * sizeof(Value), larger * sizeof(Value)));
    capacity = larger;
    return true;
}

bool Array::resize(uint32_t new_size) {
    if (new_size < size) {
        remove(new_size, size - new_size);
        return true;
    }
    if (!reserve(new_size)) return false;
    if (heap->observed()) // the collector need not know what is added
        for (uint32_t index = size; index < new_size; ++index)
            heap->barrier->before_write(*this, index, false, Value());
    zero(items + size, new_size - size);
    size = new_size;
    return true;
}

bool Array::set(uint32_t index, const Value& value) {
    if (index < size) {
        write(index, value);
        return true;
    }
    Value kept = value; // it may be one of our own items
    if (index == ~0u || !resize(index + 1)) return false;
    items[index] = std::move(kept);
    return true;
}

bool Array::push(const Value& value) {
    if (size == capacity) {
        Value kept = value;
        if (size == ~0u || !reserve(size + 1)) return false;
        if (heap->barrier) heap->barrier->before_write(*this, size, false, Value());
        new (items + size) Value(std::move(kept));
    } else {
        if (heap->barrier) [[unlikely]]
            heap->barrier->before_write(*this, size, false, Value());
        new (items + size) Value(value);
    }
    ++size;
    return true;
}

bool Array::insert(uint32_t index, const Value* values, uint32_t count) {
    if (count == 0) return true;
    if (uint64_t(size) + count > heap->limits().array_items) return false;
    std::vector<Value> kept(values, values + count); // they may be our own items
    if (!reserve(size + count)) return false;
    if (heap->observed())
        for (uint32_t at = index; at < size + count; ++at)
            heap->barrier->before_write(*this, at, at < size, at < size ? items[at] : Value());
    else if (heap->barrier)
        heap->before_shift(this, items, index, count, true);
    std::memmove(static_cast<void*>(items + index + count), static_cast<const void*>(items + index),
                 size_t(size - index) * sizeof(Value));
    for (uint32_t at = 0; at < count; ++at) new (items + index + at) Value(std::move(kept[at]));
    size += count;
    return true;
}

void Array::remove(uint32_t index, uint32_t count) {
    if (count == 0) return;
    if (heap->observed())
        for (uint32_t at = index; at < size; ++at) heap->barrier->before_write(*this, at, true, items[at]);
    else if (heap->barrier)
        heap->before_shift(this, items, index, count, false);
    // The array is whole again before anything is released.
    Value first = std::move(items[index]);
    std::vector<Value> gone;
    gone.reserve(count - 1);
    for (uint32_t at = index + 1; at < index + count; ++at) gone.push_back(std::move(items[at]));
    std::memmove(static_cast<void*>(items + index), static_cast<const void*>(items + index + count),
                 size_t(size - index - count) * sizeof(Value));
    size -= count;
}

const Value* Struct::find_with_statics(Symbol name) const {
    const Struct* place = this;
    for (int step = 0; place && step < longest_static_chain; ++step, place = place->statics)
        if (const Value* found = place->find(name)) return found;
    return nullptr;
}

bool Struct::set(Symbol name, const Value& value) {
    Shape* grown_shape = shape->expected(name);
    uint32_t slot = grown_shape ? Shape::absent : shape->find(name);
    if (slot != Shape::absent) {
        write(slot, value);
        return true;
    }
    slot = static_cast<uint32_t>(shape->size());
    if (grown_shape && slot < slot_capacity && !heap->barrier) [[likely]] {
        shape = grown_shape;
        new (slots + slot) Value(value);
        return true;
    }
    Value kept = value; // it may be in one of our own slots
    if (slot >= heap->limits().array_items) return false;
    if (slot == slot_capacity) {
        uint32_t larger = grown(slot_capacity, slot + 1);
        if (!heap->may_allocate(size_t(larger - slot_capacity) * sizeof(Value))) return false;
        slots = static_cast<Value*>(heap->reallocate(slots, slot_capacity * sizeof(Value), larger * sizeof(Value)));
        slot_capacity = larger;
    }
    if (heap->barrier) [[unlikely]]
        heap->barrier->before_write(*this, name, false, Value());
    size_t before = shape->owned() ? shape->bytes() : 0;
    shape = shape->with(name);
    if (shape->owned()) heap->account(static_cast<ptrdiff_t>(shape->bytes() - before));
    new (slots + slot) Value(std::move(kept));
    return true;
}

bool Struct::remove(Symbol name) {
    uint32_t slot = shape->find(name);
    if (slot == Shape::absent) return false;
    if (heap->barrier) {
        heap->barrier->before_write(*this, name, true, slots[slot]);
        heap->before_shift(this, slots, slot, 1, false);
    }
    if (shape->owned()) {
        size_t before = shape->bytes();
        shape->remove_owned(slot);
        heap->account(static_cast<ptrdiff_t>(shape->bytes() - before));
    } else {
        shape = shape->without(name).release();
        heap->account(static_cast<ptrdiff_t>(shape->bytes()));
    }
    Value gone = std::move(slots[slot]);
    std::memmove(static_cast<void*>(slots + slot), static_cast<const void*>(slots + slot + 1),
                 (shape->size() - slot) * sizeof(Value));
    return true;
}

void Struct::clear() {
    while (shape->size() > 0) remove(shape->names().back());
}

void Struct::set_statics(Struct* with) {
    heap->touch(this);
    if (with) ++with->references;
    if (Struct* old = std::exchange(statics, with)) heap->let_go(old);
}

} // namespace scope
