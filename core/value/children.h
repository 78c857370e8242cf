#pragma once
// The references that a container holds, for the collector. Internal to core/value.

#include "core/value/objects.h"

namespace scope {

/// What a container holds: its values in one row, and a static struct or none.
struct Holdings {
    Value* values;
    uint32_t count;
    Struct* statics;
};

inline Holdings holdings_of(Container* container) {
    switch (container->object_type) {
    case ObjectType::array: {
        auto* array = static_cast<Array*>(container);
        return {array->items, array->size, nullptr};
    }
    case ObjectType::method: {
        auto* method = static_cast<Method*>(container);
        return {&method->self, 1, method->statics};
    }
    default: {
        auto* object = static_cast<Struct*>(container);
        return {object->slots, static_cast<uint32_t>(object->shape->size()), object->statics};
    }
    }
}

/// Null for a value that is no reference to a container.
inline Container* container_of(const Value& value) {
    return value.is_counted() && !value.is_string() ? static_cast<Container*>(value.as_object()) : nullptr;
}

/// Calls `visit(Container*)` once for each reference that `container` holds to another container.
template<typename Visit> void visit_children(Container* container, Visit visit) {
    Holdings held = holdings_of(container);
    for (uint32_t index = 0; index < held.count; ++index)
        if (Container* child = container_of(held.values[index])) visit(child);
    if (held.statics) visit(static_cast<Container*>(held.statics));
}

} // namespace scope
