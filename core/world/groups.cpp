#include "core/world/groups.h"

#include "core/world/world.h"

namespace scope {

StubHandles::Entry& group_entry(World& world, RefKind kind, uint32_t index) {
    StubHandles& handles = world.stub_handles();
    Value id(static_cast<double>(index));
    while (!handles.find(kind, id)) handles.create(kind);
    return *handles.find(kind, id);
}

bool audio_throws(World& world) {
    return group_entry(world, RefKind::audio_group, 0).number("logs_errors") == 0;
}

void set_audio_throws(World& world, bool throws) {
    group_entry(world, RefKind::audio_group, 0).properties["logs_errors"] = Value(throws ? 0.0 : 1.0);
}

} // namespace scope
