// A whole copy of a world: same values, ids, generations and counters over the same code.
#include "core/world/world_state.h"

#include "core/base/verify.h"
#include "core/value/clone.h"

namespace scope {

std::unique_ptr<World> World::clone() const {
    VERIFY(m->vm.idle());
    std::unique_ptr<World> copy(new World(m->input, m->code));
    State& to = *copy->m;
    {
        std::vector<std::pair<const Instance*, Instance*>> unlisted; // destroyed ones that are held as values
        HeapCopier copier(m->heap, to.heap, [&](const Struct& one) {
            auto& original = static_cast<const Instance&>(one);
            return unlisted.emplace_back(&original, to.instances.unlisted_twin(original)).second;
        });
        m->instances.clone_into(to.instances, copier); // first: everything else may refer to instances
        copier.adopt(*m_global, copy->m_global);
        m->ds.clone_into(to.ds, copier);
        std::vector<Struct*>& statics = m->vm.all_statics();
        std::vector<Struct*>& copied = to.vm.all_statics();
        for (size_t id = 0; id < statics.size(); ++id) {
            if (!statics[id]) continue;
            Value value = copier.copy(Value(statics[id]));
            if (copied.size() <= id) copied.resize(id + 1, nullptr);
            copied[id] = value.as_struct();
            ++copied[id]->references; // the vm holds one
        }
        m->stub_handles.clone_into(to.stub_handles, copier);
        m->requests.clone_into(to.requests, copier);
        m->time_sources.clone_into(to.time_sources, copier);
        to.rooms.take(m->rooms, copier);
        for (const auto& [index, value] : m->variables) to.variables[index] = copier.copy(value);
        to.environment_seen.clear();
        for (const auto& [name, value] : m->environment_seen) to.environment_seen[name] = copier.copy(value);
        copy->async_load = copier.copy(async_load);
        copy->event_data = copier.copy(event_data);
        copy->unhandled_handler = copier.copy(unhandled_handler);
        m->addresses.clone_into(to.addresses, copier);
        copier.finish();
        for (size_t at = 0; at < unlisted.size(); ++at) // which may find more of them
            for (const auto& [name, value] : unlisted[at].first->rare)
                unlisted[at].second->rare[name] = copier.copy(value);
    }
    to.addresses.settle();
    m->buffers.clone_into(to.buffers);
    to.clock = m->clock;
    to.random = m->random;
    to.shuffle = m->shuffle;
    to.files = m->files;
    to.platform = m->platform;
    to.faults = m->faults;
    to.problems = m->problems;
    to.problems_seen = m->problems_seen;
    to.origins = m->origins;
    to.origin_numbers = m->origin_numbers;
    to.next_dispatch = m->next_dispatch;
    to.next_handler = m->next_handler;
    to.booted = m->booted;
    to.ending = m->ending;
    to.end_place = m->end_place;
    to.end_begun = m->end_begun;
    to.ended = m->ended;
    to.restarting = m->restarting;
    to.game_started = m->game_started;
    copy->event = event;
    copy->m_rules.epsilon = m_rules.epsilon;
    to.ds.precision = m->ds.precision;
    return copy;
}

} // namespace scope
