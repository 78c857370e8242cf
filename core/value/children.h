#pragma once
// What a container refers to, for the cycle collector and for copying. Internal to core/value.

#include "core/value/objects.h"

namespace scope {

/// Calls `visit(Value&)` for every value of `container`, and `visit_statics(Struct*&)` for its static struct where it
/// has one.
template<typename Visit, typename VisitStatics>
void visit_values(Container* container, Visit visit, VisitStatics visit_statics) {
    switch (container->object_type) {
    case ObjectType::array: {
        auto* array = static_cast<Array*>(container);
        for (uint32_t index = 0; index < array->size; ++index) visit(array->items[index]);
        break;
    }
    case ObjectType::structure: {
        auto* object = static_cast<Struct*>(container);
        size_t size = object->shape->size();
        for (size_t slot = 0; slot < size; ++slot) visit(object->slots[slot]);
        if (object->statics) visit_statics(object->statics);
        break;
    }
    case ObjectType::method: {
        auto* method = static_cast<Method*>(container);
        visit(method->self);
        if (method->statics) visit_statics(method->statics);
        break;
    }
    case ObjectType::string: break;
    }
}

/// Calls `visit(Container*)` once for each reference that `container` holds to another container.
template<typename Visit> void visit_children(Container* container, Visit visit) {
    visit_values(
        container,
        [&](Value& value) {
            if (value.is_counted() && !value.is_string()) visit(static_cast<Container*>(value.as_object()));
        },
        [&](Struct*& statics) { visit(static_cast<Container*>(statics)); });
}

} // namespace scope
