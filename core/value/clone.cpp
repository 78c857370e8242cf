#include "core/value/clone.h"

#include "core/base/verify.h"

#include <cstring>

namespace scope {

namespace {

Value value_of(HeapObject* object) {
    switch (object->object_type) {
    case ObjectType::string: return Value(static_cast<String*>(object));
    case ObjectType::array: return Value(static_cast<Array*>(object));
    case ObjectType::structure: return Value(static_cast<Struct*>(object));
    case ObjectType::method: break;
    }
    return Value(static_cast<Method*>(object));
}

} // namespace

HeapCopier::HeapCopier(Heap& from, Heap& to, std::function<Struct*(const Struct&)> make_instance)
    : m_to(to)
    , m_make_instance(std::move(make_instance)) {
    VERIFY(from.shared_names() == to.shared_names());
}

HeapCopier::~HeapCopier() {
    finish();
    for (auto [original, made] : m_weak_refs) {
        auto target = original->target ? m_made.find(original->target) : m_made.end();
        if (target != m_made.end()) m_to.point_weak_ref(made, target->second);
    }
}

void HeapCopier::adopt(const Struct& original, Struct* made) {
    m_made[&original] = made;
    m_kept.emplace_back(made);
    m_to_fill.emplace_back(&original, made);
}

Value HeapCopier::copy(const Value& value) {
    Value result = copy_one(value);
    finish();
    return result;
}

void HeapCopier::finish() {
    while (!m_to_fill.empty()) {
        auto [original, made] = m_to_fill.back();
        m_to_fill.pop_back();
        fill(original, made);
    }
}

Value HeapCopier::copy_one(const Value& value) {
    return value.is_counted() ? value_of(counterpart(value.as_object())) : value;
}

HeapObject* HeapCopier::counterpart(HeapObject* original) {
    auto known = m_made.find(original);
    if (known != m_made.end()) return known->second;
    HeapObject* made = make(original);
    if (!made->has(HeapObject::cached)) made->watched = original->watched;
    m_made.emplace(original, made);
    m_kept.push_back(value_of(made));
    if (original->object_type != ObjectType::string)
        m_to_fill.emplace_back(static_cast<Container*>(original), static_cast<Container*>(made));
    return made;
}

HeapObject* HeapCopier::make(HeapObject* original) {
    switch (original->object_type) {
    case ObjectType::string: {
        auto* string = static_cast<String*>(original);
        if (string->has(HeapObject::cached)) return m_to.new_string(string->view());
        String* copy = m_to.new_string_uninitialized(string->length);
        std::memcpy(copy->text, string->text, string->length);
        copy->hash_value = string->hash_value;
        copy->code_points = string->code_points;
        return copy;
    }
    case ObjectType::array: return m_to.new_array();
    case ObjectType::structure: {
        auto* object = static_cast<Struct*>(original);
        if (object->is_weak_ref) {
            auto* weak_ref = static_cast<WeakRef*>(m_to.new_weak_ref(Value()));
            m_weak_refs.emplace_back(static_cast<WeakRef*>(object), weak_ref);
            return weak_ref;
        }
        if (object->is_instance && m_make_instance) return m_make_instance(*object);
        return m_to.new_struct();
    }
    case ObjectType::method: break;
    }
    return m_to.new_method(Value(), static_cast<Method*>(original)->function);
}

void HeapCopier::fill(const Container* original, Container* made) {
    auto statics_of = [this](Struct* statics) {
        auto* copy = statics ? static_cast<Struct*>(counterpart(statics)) : nullptr;
        if (copy) ++copy->references;
        return copy;
    };
    if (original->object_type == ObjectType::array) {
        auto* from = static_cast<const Array*>(original);
        auto* to = static_cast<Array*>(made);
        if (from->size == 0) return;
        to->items = static_cast<Value*>(m_to.allocate(from->size * sizeof(Value)));
        to->capacity = from->size;
        for (uint32_t index = 0; index < from->size; ++index)
            new (to->items + index) Value(copy_one(from->items[index]));
        to->size = from->size;
    } else if (original->object_type == ObjectType::structure) {
        auto* from = static_cast<const Struct*>(original);
        auto* to = static_cast<Struct*>(made);
        to->constructor = from->constructor;
        to->statics = statics_of(from->statics);
        auto size = static_cast<uint32_t>(from->size());
        if (size) {
            to->slots = static_cast<Value*>(m_to.allocate(size * sizeof(Value)));
            to->slot_capacity = size;
            for (uint32_t slot = 0; slot < size; ++slot) new (to->slots + slot) Value(copy_one(from->slots[slot]));
        }
        to->shape = from->shape->owned() ? from->shape->owned_copy().release() : from->shape;
        if (to->shape->owned()) m_to.account(static_cast<ptrdiff_t>(to->shape->bytes()));
    } else {
        auto* from = static_cast<const Method*>(original);
        auto* to = static_cast<Method*>(made);
        to->self = copy_one(from->self);
        to->statics = statics_of(from->statics);
    }
}

} // namespace scope
