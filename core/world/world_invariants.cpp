#include "core/world/world_invariants.h"

#include "core/ds/ds_invariants.h"
#include "core/value/heap_invariants.h"
#include "core/world/world.h"

namespace scope {

namespace {

std::string named(const Instance& instance) {
    return "instance " + std::to_string(instance.id) + " ";
}

std::string records_fault(const Instances& instances) {
    size_t live = 0;
    const Instance* before = nullptr;
    for (const Instance* instance : instances.records()) {
        if (instances.find(instance->id) != instance) return named(*instance) + "is not found by its id";
        if (!instance->references) return named(*instance) + "is held by nobody";
        if (!instance->is_instance) return named(*instance) + "is none";
        if (before && before->serial == instance->serial) return named(*instance) + "has another one's place";
        before = instance;
        live += instance->live();
    }
    return live == instances.live_count() ? "" : std::to_string(instances.live_count()) + " instances count as live";
}

std::string lists_fault(const Instances& instances, size_t objects) {
    size_t listed = 0;
    for (uint32_t object = 0; object < objects; ++object) {
        const Instance* before = nullptr;
        for (const Instance* instance : instances.of_object_alone(object)) {
            if (before && before->serial >= instance->serial)
                return named(*instance) + "is out of order or listed twice";
            before = instance;
            ++listed;
        }
    }
    return listed == instances.live_count() ? "" : std::to_string(listed) + " instances are listed with their objects";
}

} // namespace

std::string WorldInvariants::broken(World& world) {
    std::string fault = HeapInvariants::broken(world.heap());
    if (fault.empty()) fault = DsInvariants::broken(world.ds());
    if (fault.empty()) fault = records_fault(world.instances());
    if (fault.empty()) fault = lists_fault(world.instances(), world.project().objects.size());
    return fault;
}

} // namespace scope
