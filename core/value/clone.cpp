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

constexpr uint8_t collectors_flags = HeapObject::reached | HeapObject::suspect | HeapObject::lowered;

} // namespace

HeapCopier::HeapCopier(Heap& from, Heap& to, std::function<Struct*(const Struct&)> make_instance)
    : m_from(from)
    , m_to(to)
    , m_make_instance(std::move(make_instance)) {
    VERIFY(from.shared_names() == to.shared_names());
    m_twins.reserve(from.containers());
    m_kept.reserve(from.containers());
    from.each_list([this](ContainerList& list, bool doomed) {
        for (Links* at = list.first(); at != list.end(); at = at->next) {
            auto* container = static_cast<Container*>(at);
            m_twins.push_back({container, nullptr, container->internal});
            container->internal = static_cast<uint32_t>(m_twins.size() - 1);
        }
        if (!doomed) m_doomed_from = m_twins.size(); // they come last
    });
}

HeapCopier::~HeapCopier() {
    finish();
    restore();
}

/// Ties weak references, and gives the originals their own numbers back.
void HeapCopier::restore() {
    if (std::exchange(m_tied, true)) return;
    for (auto [original, made] : m_weak_refs) {
        if (!original->target) continue;
        HeapObject* target = m_twins[static_cast<Container*>(original->target)->internal].made;
        if (target) m_to.point_weak_ref(made, target);
    }
    for (const Twin& twin : m_twins) twin.original->internal = twin.internal;
}

void HeapCopier::adopt(const Struct& original, Struct* made) {
    VERIFY(!m_twins[original.internal].made);
    made->born = original.born;
    m_twins[original.internal].made = made;
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

void HeapCopier::copy_rest() {
    for (size_t at = 0; at < m_twins.size(); ++at) {
        if (!m_twins[at].made) (void)counterpart(m_twins[at].original);
        finish();
    }
}

/// Hears of copies that are freed because what holds the original is not part of what was copied.
class HeapCopier::Forgetter final : public WriteBarrier {
public:
    explicit Forgetter(std::vector<Twin>& twins) : m_twins(twins) {}
    void before_free(const HeapObject& container) override {
        HeapObject*& made = m_twins[static_cast<const Container&>(container).internal].made;
        if (made == &container) made = nullptr; // else it was made to be freed: what a large struct held
    }

private:
    std::vector<Twin>& m_twins;
};

void HeapCopier::settle() {
    copy_rest();
    restore();
    Forgetter forgetter(m_twins);
    for (size_t at = 0; at < m_twins.size(); ++at) {
        auto* made = static_cast<Container*>(m_twins[at].made);
        made->internal = static_cast<uint32_t>(at);
        if (at >= m_doomed_from) ++made->references;
    }
    m_to.observe(&forgetter);
    m_kept.clear();
    m_to.release_all();
    m_to.observe(nullptr);
    m_to.stand_as(m_from, [this](size_t at) { return static_cast<Container*>(m_twins[at].made); });
    for (const Twin& twin : m_twins) {
        if (!twin.made) continue;
        auto* made = static_cast<Container*>(twin.made);
        made->unset(collectors_flags);
        made->flags |= twin.original->flags & collectors_flags;
        made->internal = twin.internal;
        if (made->has(HeapObject::lowered)) made->references -= made->internal;
    }
}

Value HeapCopier::copy_one(const Value& value) {
    return value.is_counted() ? value_of(counterpart(value.as_object())) : value;
}

HeapObject* HeapCopier::counterpart(HeapObject* original) {
    if (original->object_type == ObjectType::string) return string_counterpart(static_cast<String*>(original));
    auto* container = static_cast<Container*>(original);
    uint32_t number = container->internal;
    if (HeapObject* known = m_twins[number].made) return known;
    HeapObject* made = make(original);
    made->watched = original->watched;
    static_cast<Container*>(made)->born = container->born;
    m_twins[number].made = made;
    m_kept.push_back(value_of(made));
    m_to_fill.emplace_back(container, static_cast<Container*>(made));
    return made;
}

HeapObject* HeapCopier::string_counterpart(String* original) {
    if (original->has(HeapObject::cached)) return m_to.new_string(original->view());
    if (original->references > 1)
        if (auto known = m_strings.find(original); known != m_strings.end()) return known->second;
    HeapObject* made = make(original);
    made->watched = original->watched;
    if (original->references > 1) {
        m_strings.emplace(original, made);
        m_kept.push_back(value_of(made));
    }
    return made;
}

HeapObject* HeapCopier::make(HeapObject* original) {
    switch (original->object_type) {
    case ObjectType::string: {
        auto* string = static_cast<String*>(original);
        bool inside = string->text == string->inline_text();
        auto* copy = new (m_to.allocate(sizeof(String) + string->inline_capacity)) String(m_to);
        copy->inline_capacity = string->inline_capacity;
        copy->capacity = string->capacity;
        copy->length = string->length;
        copy->text = inside ? copy->inline_text() : static_cast<char*>(m_to.allocate(string->capacity));
        std::memcpy(copy->text, string->text, string->length);
        copy->hash_value = string->hash_value;
        copy->code_points = string->code_points;
        m_to.points().know_as(m_from.points(), *string, *copy);
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
    auto row_of = [this](const Value* from, uint32_t size, uint32_t capacity) -> Value* {
        if (capacity == 0) return nullptr;
        auto* row = static_cast<Value*>(m_to.allocate(capacity * sizeof(Value)));
        for (uint32_t at = 0; at < size; ++at) new (row + at) Value(copy_one(from[at]));
        return row;
    };
    if (original->object_type == ObjectType::array) {
        auto* from = static_cast<const Array*>(original);
        auto* to = static_cast<Array*>(made);
        to->items = row_of(from->items, from->size, from->capacity);
        to->capacity = from->capacity;
        to->size = from->size;
    } else if (original->object_type == ObjectType::structure) {
        auto* from = static_cast<const Struct*>(original);
        auto* to = static_cast<Struct*>(made);
        to->constructor = from->constructor;
        to->statics = statics_of(from->statics);
        to->slots = row_of(from->slots, static_cast<uint32_t>(from->size()), from->slot_capacity);
        to->slot_capacity = from->slot_capacity;
        to->shape = from->shape->owned() ? from->shape->twin().release() : from->shape;
        if (to->shape->owned()) m_to.account(static_cast<ptrdiff_t>(to->shape->bytes()));
    } else {
        auto* from = static_cast<const Method*>(original);
        auto* to = static_cast<Method*>(made);
        to->self = copy_one(from->self);
        to->statics = statics_of(from->statics);
    }
}

} // namespace scope
