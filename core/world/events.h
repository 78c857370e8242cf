#pragma once
// Events as frames on the vm's stack (docs/semantics.md 1): what natives such as event_perform_async and
// instance_create_depth call, and what the engine does by itself in boot and step. A frame sets event_type,
// event_number and event_object while its handler runs and puts back what was there.

#include "core/gml/vm.h"
#include "core/world/event_table.h"
#include "core/world/instance.h"

#include <memory>

namespace scope {

class World;

/// event_type, event_number, event_object as GML reads them, and whose code event_inherited continues from.
struct EventContext {
    EventId event;
    uint32_t object = ~0u; ///< event_object; ~0: none
    uint32_t owner = ~0u;  ///< the object whose code runs
};

/// Where and how an instance is made.
struct NewInstance {
    uint32_t object = 0;
    double x = 0;
    double y = 0;
    uint32_t layer = ~0u; ///< index; ~0: by `depth`, on a managed layer
    double depth = 0;
    Value variables; ///< a struct copied in before Create; undefined: none
    bool run_create = true;
    bool asked = false; ///< by somebody outside of the game
};

// For natives. Each answers `call` (a frame was pushed; its returned value becomes the native's), `done` or `fault`.
NativeStatus perform_async(NativeCall& call, int64_t number, const Value& map);
NativeStatus perform_event(NativeCall& call, EventId event);
NativeStatus perform_object_event(NativeCall& call, uint32_t object, EventId event);
NativeStatus perform_inherited(NativeCall& call);
/// Leaves the new instance's handle.
NativeStatus create_instance(NativeCall& call, const NewInstance& what);
/// Those already destroyed, being destroyed or deactivated are passed over.
NativeStatus destroy_instances(NativeCall& call, std::vector<Instance*> which, bool run_destroy);
/// instance_change; `run_events`: Destroy and Clean Up of the old object, Create of the new one.
NativeStatus change_instance(NativeCall& call, Instance& instance, uint32_t object, bool run_events);
/// instance_copy: leaves the copy's handle.
NativeStatus copy_instance(NativeCall& call, Instance& source, bool run_create);

// For the engine and for stage steps: frames to be pushed on an idle vm (World::start_*).
std::unique_ptr<NativeFrame> make_dispatch(World& world, int32_t number, const Value& map,
                                           std::vector<Value> buffers = {});
std::unique_ptr<NativeFrame> make_event(World& world, Instance& instance, EventId event);
std::unique_ptr<NativeFrame> make_creation(World& world, const NewInstance& what);
std::unique_ptr<NativeFrame> make_boot(World& world);
std::unique_ptr<NativeFrame> make_frame_step(World& world);
std::unique_ptr<NativeFrame> make_room_change(World& world);
std::unique_ptr<NativeFrame> make_game_end(World& world);

} // namespace scope
