#include "core/value/heap.h"

#include "core/base/verify.h"
#include "core/value/children.h"
#include "core/value/objects.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace scope {

namespace {

#ifdef ASYNCSCOPE_TORMENT
constexpr size_t released_at_once = 20;
#else
constexpr size_t released_at_once = 500; ///< values and containers that one release frees; the rest waits
#endif
constexpr size_t growth_step = 1 << 15;        ///< bytes
constexpr uint32_t returned_at_once = 1 << 15; ///< places of a long array that go back to the system together

constexpr size_t empty_string = 256; // its place among the cached strings

size_t string_block(const String& string) {
    return sizeof(String) + string.inline_capacity;
}

} // namespace

Heap::Heap(std::shared_ptr<NameTable> names, HeapLimits limits) : m_names(std::move(names)), m_limits(limits) {
    m_limits.array_items = std::min<size_t>(m_limits.array_items, 0xFFFFFFF0u);
    m_limits.string_bytes = std::min<size_t>(m_limits.string_bytes, 0xFFFFFF00u);
    foresee(m_bytes);
}

Heap::~Heap() {
    // No count matters any more and no object is freed by itself: Memory takes all blocks at once. Only what lives
    // outside of it, owned shapes and instances, must be visited.
    m_state = State::dying;
    ContainerList& all = m_collector.gather();
    all.take_all(m_doomed);
    for (Links *at = all.first(), *next; at != all.end(); at = next) {
        next = at->next;
        auto* container = static_cast<Container*>(at);
        if (container->object_type != ObjectType::structure) continue;
        auto* object = static_cast<Struct*>(container);
        Shape::release_owned(object->shape);
        object->shape = m_names->root_shape();
        if (object->is_instance && free_instance) free_instance(object);
    }
}

String* Heap::new_string_uninitialized(size_t bytes) {
    size_t block = (sizeof(String) + bytes + 15) & ~size_t(15);
    auto* string = new (allocate(block)) String(*this);
    string->length = static_cast<uint32_t>(bytes);
    string->inline_capacity = string->capacity = static_cast<uint32_t>(block - sizeof(String));
    string->text = string->inline_text();
    return string;
}

String* Heap::new_string(std::string_view text) {
    if (text.size() < 2) return cached_string(text);
    String* string = new_string_uninitialized(text.size());
    std::memcpy(string->text, text.data(), text.size());
    return string;
}

String* Heap::cached_string(std::string_view text) {
    if (m_cached.empty()) m_cached.resize(empty_string + 1);
    String*& string = m_cached[text.empty() ? empty_string : static_cast<unsigned char>(text[0])];
    if (!string) {
        string = new_string_uninitialized(text.size());
        if (!text.empty()) string->text[0] = text[0];
        string->code_points = string->length;
        string->references = 1; // the table's
        string->set(HeapObject::cached);
        account(
            -static_cast<ptrdiff_t>(string_block(*string))); // at most 257 of them: a cost of the heap, not of its user
    }
    return string;
}

Array* Heap::new_array(size_t items) {
    if (items > m_limits.array_items || !may_allocate(items * sizeof(Value))) return nullptr;
    auto* array = new (allocate(sizeof(Array))) Array(*this);
    if (items) {
        array->items = static_cast<Value*>(allocate(items * sizeof(Value)));
        std::memset(static_cast<void*>(array->items), 0, items * sizeof(Value));
        array->size = array->capacity = static_cast<uint32_t>(items);
    }
    return array;
}

Struct* Heap::new_struct() {
    auto* object = new (allocate(sizeof(Struct))) Struct(*this);
    object->shape = m_names->root_shape();
    return object;
}

Method* Heap::new_method(const Value& self, uint32_t function) {
    return new (allocate(sizeof(Method))) Method(*this, self, function);
}

Struct* Heap::new_weak_ref(const Value& target) {
    auto* weak_ref = new (allocate(sizeof(WeakRef))) WeakRef(*this);
    weak_ref->shape = m_names->root_shape();
    if (target.is_counted() && !target.is_string()) point_weak_ref(weak_ref, target.as_object());
    return weak_ref;
}

void Heap::point_weak_ref(WeakRef* weak_ref, HeapObject* target) {
    WeakRef*& first = m_weak_refs[target];
    weak_ref->target = target;
    weak_ref->next_ref = first;
    if (first) first->previous_ref = weak_ref;
    first = weak_ref;
    target->set(HeapObject::weakly_referenced);
}

bool Heap::weak_ref_alive(const Struct* weak_ref) {
    if (!weak_ref->is_weak_ref) return false;
    HeapObject* target = static_cast<const WeakRef*>(weak_ref)->target;
    return target && !weak_ref->heap->m_collector.sentenced(target);
}

Value Heap::weak_ref_target(const Struct* weak_ref) {
    if (!weak_ref_alive(weak_ref)) return Value();
    HeapObject* target = static_cast<const WeakRef*>(weak_ref)->target;
    weak_ref->heap->touch(target);
    switch (target->object_type) {
    case ObjectType::array: return Value(static_cast<Array*>(target));
    case ObjectType::method: return Value(static_cast<Method*>(target));
    default: return Value(static_cast<Struct*>(target));
    }
}

void Heap::weak_target_dies(HeapObject* target) {
    auto entry = m_weak_refs.find(target);
    if (entry == m_weak_refs.end()) return;
    for (WeakRef* weak_ref = entry->second; weak_ref; weak_ref = weak_ref->next_ref) weak_ref->target = nullptr;
    m_weak_refs.erase(entry);
    target->unset(HeapObject::weakly_referenced);
}

void Heap::forget_weak_ref(WeakRef* weak_ref) {
    if (!weak_ref->target) return;
    if (weak_ref->next_ref) weak_ref->next_ref->previous_ref = weak_ref->previous_ref;
    if (weak_ref->previous_ref) {
        weak_ref->previous_ref->next_ref = weak_ref->next_ref;
    } else if (weak_ref->next_ref) {
        m_weak_refs[weak_ref->target] = weak_ref->next_ref;
    } else {
        weak_ref->target->unset(HeapObject::weakly_referenced);
        m_weak_refs.erase(weak_ref->target);
    }
}

// ---- freeing

void Heap::free_later(HeapObject* object) {
    if (m_state == State::dying) return;
    if (object->object_type == ObjectType::string) {
        auto* string = static_cast<String*>(object);
        if (string->has(HeapObject::indexed)) m_points.forget(*string);
        if (string->text != string->inline_text()) release(string->text, string->capacity);
        release(string, string_block(*string));
        return;
    }
    touch(object);
    if (object->references != 0) return; // the collector had lowered its count
    auto* container = static_cast<Container*>(object);
    if (m_state == State::releasing || holdings_of(container).count > released_at_once) {
        doom(container, m_doomed);
        if (m_state == State::releasing) return;
    } else {
        m_state = State::releasing;
        destroy(container);
        m_state = State::idle;
    }
    if (has_doomed()) release_some(released_at_once);
}

/// Nobody reaches it any more. It is held by one reference while it waits to be emptied.
void Heap::doom(Container* container, ContainerList& list) {
    if (container->has(HeapObject::weakly_referenced)) weak_target_dies(container);
    ++container->references;
    container->unlink();
    list.push_front(container);
}

/// Frees doomed containers until about `budget` values are released; returns how many were.
size_t Heap::release_some(size_t budget) {
    if (m_state != State::idle) return 0;
    m_state = State::releasing;
    size_t left = budget;
    while (left > 0 && has_doomed()) {
        Container* container = m_doomed.front(); // a child that goes with it is put before it
        if (!clear_some(container, left)) continue;
        if (--container->references == 0)
            destroy(container);
        else // others that are not empty yet refer to it
            m_collector.settle(container);
    }
    m_state = State::idle;
    m_release_work += budget - left;
    if (has_doomed()) m_collector.hurry();
    return budget - left;
}

void Heap::release_all() {
    while (m_state == State::idle && has_doomed()) release_some(SIZE_MAX);
}

/// Releases what the container holds as far as `left` goes, and takes that off. Whether it is empty.
bool Heap::clear_some(Container* container, size_t& left) {
    if (container->object_type == ObjectType::array) {
        auto* array = static_cast<Array*>(container);
        while (array->size > 0 && left > 0) {
            --left;
            let_go(array->items[--array->size]);
        }
        if (array->size > 0 && array->capacity - array->size >= returned_at_once) {
            array->items = static_cast<Value*>(
                reallocate(array->items, array->capacity * sizeof(Value), array->size * sizeof(Value)));
            array->capacity = array->size;
        }
        if (array->size > 0) return false;
    }
    left -= std::min<size_t>(left, 8 + holdings_of(container).count);
    clear(container);
    return true;
}

/// Releases everything the container holds and leaves it empty.
void Heap::clear(Container* container) {
    switch (container->object_type) {
    case ObjectType::array: {
        auto* array = static_cast<Array*>(container);
        Value* items = std::exchange(array->items, nullptr);
        uint32_t size = std::exchange(array->size, 0), capacity = std::exchange(array->capacity, 0);
        for (uint32_t index = 0; index < size; ++index) let_go(items[index]);
        if (items) release(items, capacity * sizeof(Value));
        break;
    }
    case ObjectType::structure: clear_struct(static_cast<Struct*>(container)); break;
    case ObjectType::method: {
        auto* method = static_cast<Method*>(container);
        let_go(method->self);
        new (&method->self) Value();
        if (Struct* statics = std::exchange(method->statics, nullptr)) let_go(statics);
        break;
    }
    case ObjectType::string: break;
    }
}

void Heap::clear_struct(Struct* object) {
    Value* slots = std::exchange(object->slots, nullptr);
    uint32_t capacity = std::exchange(object->slot_capacity, 0);
    auto size = static_cast<uint32_t>(object->shape->size());
    if (object->shape->owned()) account(-static_cast<ptrdiff_t>(object->shape->bytes()));
    Shape::release_owned(object->shape);
    object->shape = m_names->root_shape();
    if (object->statics) object->set_statics(nullptr);
    if (size > released_at_once) { // as an array they can go bit by bit
        auto* rest = new (allocate(sizeof(Array))) Array(*this);
        rest->items = slots;
        rest->size = size;
        rest->capacity = capacity;
        doom(rest, m_doomed);
        return;
    }
    for (uint32_t slot = 0; slot < size; ++slot) let_go(slots[slot]);
    if (slots) release(slots, capacity * sizeof(Value));
}

void Heap::destroy(Container* container) {
    if (barrier) barrier->before_free(*container);
    if (container->has(HeapObject::weakly_referenced)) weak_target_dies(container);
    clear(container);
    container->unlink();
    --m_container_count;
    switch (container->object_type) {
    case ObjectType::array: release(container, sizeof(Array)); break;
    case ObjectType::method: release(container, sizeof(Method)); break;
    default: {
        auto* object = static_cast<Struct*>(container);
        if (object->is_instance && free_instance) {
            free_instance(object);
        } else if (object->is_weak_ref) {
            forget_weak_ref(static_cast<WeakRef*>(object));
            release(container, sizeof(WeakRef));
        } else {
            release(container, sizeof(Struct));
        }
    }
    }
}

// ---- collecting

/// Bytes can be lost in cycles of few containers. Who asks for much pays with a share of what is to be freed.
bool Heap::make_room(size_t more) {
    release_some((more + growth_step) / 8);
    if (!fits(more)) release_all();
    if (!fits(more)) return false;
    if (!foresees(more)) {
        m_collector.press(more + growth_step);
        m_foreseen = std::min(m_limits.total_bytes, m_bytes + more + growth_step);
    }
    return true;
}

/// Until the next cycle: as much again, but no more than half of what is left.
void Heap::foresee(size_t live) {
    size_t left = m_limits.total_bytes - std::min(m_limits.total_bytes, live);
    m_foreseen = live + std::min(left, std::max(m_collector.pace().least_bytes, std::min(live, left / 2)));
    m_last_resort = std::max(m_limits.total_bytes / 16 * 15, bytes() + m_limits.total_bytes / 16);
}

void Heap::observe(WriteBarrier* observer) {
    m_observer = observer;
    barrier = m_writes_watched ? this : m_observer;
}

void Heap::watch_writes(bool on) {
    m_writes_watched = on;
    observe(m_observer);
}

void Heap::before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) {
    touch(const_cast<HeapObject*>(&container));
    if (old.is_counted()) touch(old.as_object());
    if (m_observer) m_observer->before_write(container, key, existed, old);
}

void Heap::before_shift(Container* container, Value* values, uint32_t from, uint32_t count, bool grows) {
    touch(container);
    m_collector.shift(container, from, grows ? int64_t(count) : -int64_t(count));
    for (uint32_t at = from; !grows && at < from + count; ++at)
        if (values[at].is_counted()) touch(values[at].as_object());
}

void Heap::before_free(const HeapObject& container) {
    if (m_observer) m_observer->before_free(container);
}

void Heap::set_pace(const CollectorPace& pace) {
    m_collector.set_pace(pace);
    foresee(m_bytes);
}

size_t Heap::collect_cycles() {
    return m_state == State::idle ? m_collector.run() : 0;
}

void Heap::collect_slice() {
    if (m_state != State::idle) return;
    if (bytes() > m_last_resort) // once: a pause is better than the end of the world
        m_collector.run();
    else
        m_collector.slice();
}

} // namespace scope
