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
constexpr size_t least_between_collections = 1;
#else
constexpr size_t least_between_collections = 100000;
#endif

constexpr size_t empty_string = 256; // its place among the cached strings

size_t string_block(const String& string) {
    return sizeof(String) + string.inline_capacity;
}

} // namespace

Heap::Heap(std::shared_ptr<NameTable> names, HeapLimits limits)
    : m_names(std::move(names))
    , m_limits(limits)
    , m_collect_after(least_between_collections) {
    m_limits.array_items = std::min<size_t>(m_limits.array_items, 0xFFFFFFF0u);
    m_limits.string_bytes = std::min<size_t>(m_limits.string_bytes, 0xFFFFFF00u);
}

Heap::~Heap() {
    // No count matters any more and no object is freed by itself: Memory takes all blocks at once. Only what lives
    // outside of it, owned shapes and instances, must be visited.
    m_state = State::dying;
    for (Container* container = m_first; container;) {
        Container* next = container->next;
        if (container->object_type == ObjectType::structure) {
            auto* object = static_cast<Struct*>(container);
            Shape::release_owned(object->shape);
            object->shape = m_names->root_shape();
            if (object->is_instance && free_instance) free_instance(object);
        }
        container = next;
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
        string->flags |= HeapObject::cached;
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
    target->flags |= HeapObject::weakly_referenced;
}

bool Heap::weak_ref_alive(const Struct* weak_ref) {
    return weak_ref->is_weak_ref && static_cast<const WeakRef*>(weak_ref)->target != nullptr;
}

Value Heap::weak_ref_target(const Struct* weak_ref) {
    if (!weak_ref_alive(weak_ref)) return Value();
    HeapObject* target = static_cast<const WeakRef*>(weak_ref)->target;
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
}

void Heap::forget_weak_ref(WeakRef* weak_ref) {
    if (!weak_ref->target) return;
    if (weak_ref->next_ref) weak_ref->next_ref->previous_ref = weak_ref->previous_ref;
    if (weak_ref->previous_ref) {
        weak_ref->previous_ref->next_ref = weak_ref->next_ref;
    } else if (weak_ref->next_ref) {
        m_weak_refs[weak_ref->target] = weak_ref->next_ref;
    } else {
        weak_ref->target->flags &= static_cast<uint8_t>(~HeapObject::weakly_referenced);
        m_weak_refs.erase(weak_ref->target);
    }
}

void Heap::free_later(HeapObject* object) {
    if (m_state == State::dying) return;
    if (object->object_type == ObjectType::string) {
        destroy(object);
        return;
    }
    if (m_state == State::idle) {
        m_state = State::draining;
        destroy(object);
        if (!m_release_queue.empty()) drain();
        m_state = State::idle;
        return;
    }
    if (object->has(HeapObject::queued)) return;
    object->flags |= HeapObject::queued;
    m_release_queue.push_back(object);
}

void Heap::drain() {
    while (!m_release_queue.empty()) {
        HeapObject* object = m_release_queue.back();
        m_release_queue.pop_back();
        object->flags &= static_cast<uint8_t>(~HeapObject::queued);
        if (object->references == 0) destroy(object);
    }
}

void Heap::destroy(HeapObject* object) {
    if (object->object_type != ObjectType::string) {
        destroy_container(static_cast<Container*>(object));
        return;
    }
    auto* string = static_cast<String*>(object);
    if (string->text != string->inline_text()) release(string->text, string->capacity);
    release(string, string_block(*string));
}

/// Releases everything the container holds and leaves it empty.
void Heap::clear_container(Container* container) {
    switch (container->object_type) {
    case ObjectType::array: {
        auto* array = static_cast<Array*>(container);
        Value* items = std::exchange(array->items, nullptr);
        uint32_t size = std::exchange(array->size, 0), capacity = std::exchange(array->capacity, 0);
        for (uint32_t index = 0; index < size; ++index) items[index].~Value();
        if (items) release(items, capacity * sizeof(Value));
        break;
    }
    case ObjectType::structure: {
        auto* object = static_cast<Struct*>(container);
        Value* slots = std::exchange(object->slots, nullptr);
        size_t size = object->shape->size();
        if (object->shape->owned()) account(-static_cast<ptrdiff_t>(object->shape->bytes()));
        Shape::release_owned(object->shape);
        object->shape = m_names->root_shape();
        for (size_t slot = 0; slot < size; ++slot) slots[slot].~Value();
        if (slots) release(slots, std::exchange(object->slot_capacity, 0) * sizeof(Value));
        object->set_statics(nullptr);
        break;
    }
    case ObjectType::method: {
        auto* method = static_cast<Method*>(container);
        method->self = Value();
        Struct* statics = std::exchange(method->statics, nullptr);
        if (statics && --statics->references == 0) free_later(statics);
        break;
    }
    case ObjectType::string: break;
    }
}

void Heap::destroy_container(Container* container) {
    if (barrier) barrier->before_free(*container);
    if (container->has(HeapObject::weakly_referenced)) weak_target_dies(container);
    clear_container(container);
    unlink(container);
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

size_t Heap::collect_cycles() {
    if (m_state != State::idle) return 0;
    // Trial deletion: what is left of a count after the references from containers are subtracted comes from outside.
    for (Container* container = m_first; container; container = container->next) {
        container->external = container->references;
        container->flags &= static_cast<uint8_t>(~HeapObject::reachable);
    }
    for (Container* container = m_first; container; container = container->next)
        visit_children(container, [](Container* child) { --child->external; });
    std::vector<Container*> work;
    auto reach = [&work](Container* container) {
        if (container->has(HeapObject::reachable)) return;
        container->flags |= HeapObject::reachable;
        work.push_back(container);
    };
    for (Container* root = m_first; root; root = root->next) {
        if (root->external == 0) continue;
        reach(root);
        while (!work.empty()) {
            Container* container = work.back();
            work.pop_back();
            visit_children(container, reach);
        }
    }
    std::vector<Container*> garbage;
    for (Container* container = m_first; container; container = container->next)
        if (!container->has(HeapObject::reachable)) garbage.push_back(container);
    // All are held while they let go of each other, so that none is freed under way.
    for (Container* container : garbage) ++container->references;
    for (Container* container : garbage) clear_container(container);
    for (Container* container : garbage)
        if (--container->references == 0) free_later(container);
    m_allocated_since = 0;
    m_collect_after = std::max(least_between_collections, m_container_count);
#ifdef ASYNCSCOPE_TORMENT
    m_collect_after = least_between_collections;
#endif
    return garbage.size();
}

} // namespace scope
