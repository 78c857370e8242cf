#include "core/value/heap_invariants.h"

#include "core/value/children.h"

#include <unordered_map>

namespace scope {

namespace {

std::string name_of(const HeapObject* object) {
    static constexpr const char* names[] = {"a string", "an array", "a struct", "a method"};
    return names[static_cast<size_t>(object->object_type)];
}

class HeapWalk {
public:
    explicit HeapWalk(Heap& heap) : m_heap(heap) {}

    void visit(Container* container) {
        ++containers;
        if (container->heap != &m_heap) return wrong(container, "belongs to another heap");
        if (container->object_type == ObjectType::string || container->object_type > ObjectType::method)
            return wrong(container, "is no container");
        if (container->next->previous != container || container->previous->next != container)
            return wrong(container, "is not linked both ways");
        check_rows(container);
        if (!broken.empty()) return;
        Holdings held = holdings_of(container);
        for (uint32_t index = 0; index < held.count; ++index) check_value(container, held.values[index]);
        if (held.statics) ++m_references[held.statics];
    }

    /// It is held by one reference more while it waits to be emptied.
    void expect_one_more(const Container* container) { ++m_references[container]; }

    /// Once all are visited: nothing is referred to more often than its count says.
    void compare_counts() {
        for (const auto& [object, references] : m_references) {
            if (!broken.empty()) return;
            uint64_t counted = object->references;
            if (object->has(HeapObject::lowered)) counted += static_cast<const Container*>(object)->internal;
            if (counted < references)
                wrong(object,
                      "counts " + std::to_string(counted) + " of " + std::to_string(references) + " references");
        }
    }

    std::string broken;
    size_t containers = 0;

private:
    void wrong(const HeapObject* object, const std::string& what) {
        if (broken.empty()) broken = name_of(object) + " " + what;
    }

    void check_rows(Container* container) {
        if (container->object_type == ObjectType::array) {
            auto* array = static_cast<Array*>(container);
            if (array->size > array->capacity) wrong(array, "is longer than its memory");
            if (array->size > 0 && !array->items) wrong(array, "has no memory");
        } else if (container->object_type == ObjectType::structure) {
            auto* object = static_cast<Struct*>(container);
            if (!object->shape) return wrong(object, "has no shape");
            if (object->shape->size() > object->slot_capacity) wrong(object, "has more members than memory");
            for (size_t slot = 0; slot < object->shape->size(); ++slot)
                if (object->shape->find(object->shape->names()[slot]) != slot)
                    return wrong(object, "has a shape that does not find its own names");
        }
    }

    void check_value(Container* holder, const Value& value) {
        if (value.type() > Type::method) return wrong(holder, "holds a value of no type");
        if (!value.is_counted()) return;
        HeapObject* object = value.as_object();
        if (object->heap != &m_heap) return wrong(holder, "refers to another heap");
        static constexpr Type types[] = {Type::string, Type::array, Type::structure, Type::method};
        if (types[static_cast<size_t>(object->object_type)] != value.type())
            return wrong(holder, "holds a value whose type is not its object's");
        if (value.is_string() && value.as_string()->length > value.as_string()->capacity)
            return wrong(object, "is longer than its memory");
        ++m_references[object];
    }

    Heap& m_heap;
    std::unordered_map<const HeapObject*, uint64_t> m_references;
};

} // namespace

std::string HeapInvariants::broken(Heap& heap) {
    HeapWalk walk(heap);
    heap.each_list([&](ContainerList& list, bool doomed) {
        for (Links* at = list.first(); at != list.end() && walk.broken.empty(); at = at->next) {
            walk.visit(static_cast<Container*>(at));
            if (doomed) walk.expect_one_more(static_cast<Container*>(at));
        }
    });
    walk.compare_counts();
    if (walk.broken.empty() && walk.containers != heap.m_container_count)
        return std::to_string(heap.m_container_count) + " containers are counted, " + std::to_string(walk.containers) +
               " are there";
    for (const auto& [target, first] : heap.m_weak_refs) {
        if (!walk.broken.empty()) break;
        if (!target->has(HeapObject::weakly_referenced)) return name_of(target) + " does not know its weak references";
        const WeakRef* before = nullptr;
        for (const WeakRef* one = first; one; before = one, one = one->next_ref)
            if (one->target != target || one->previous_ref != before) return "a weak reference is in the wrong list";
    }
    return walk.broken;
}

} // namespace scope
