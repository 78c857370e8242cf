// A whole copy of a world: same values, ids, generations and counters over the same code. What is listed in
// world_parts.h copies itself; the rest is what hangs together by pointers, or is history and shared.
#include "core/base/verify.h"
#include "core/world/copy_parts.h"

namespace scope {

std::unique_ptr<World> World::clone() const {
    VERIFY(m->vm.idle());
    std::unique_ptr<World> copy(new World(m->input, m->code));
    State& to = *copy->m;
    std::vector<std::pair<const Instance*, Instance*>> unlisted; // destroyed ones that are held as values
    HeapCopier copier(m->heap, to.heap, [&](const Struct& one) {
        auto& original = static_cast<const Instance&>(one);
        return unlisted.emplace_back(&original, to.instances.unlisted_twin(original)).second;
    });
    copier.adopt(*m_global, copy->m_global); // first what has its counterpart already: all else may lead there
    m->instances.clone_into(to.instances, copier);
    m->ds.clone_into(to.ds, copier);
    copy_part(*m, to, copier);
    copy_part(*this, *copy, copier);
    to.vm.copy_from(m->vm, copier); // after the built-in variables, to which it points
    m->addresses.clone_into(to.addresses, copier);
    copier.copy_rest();
    for (size_t at = 0; at < unlisted.size(); ++at) // which may find more of them
        for (const auto& [name, value] : unlisted[at].first->rare) unlisted[at].second->rare[name] = copier.copy(value);
    copier.settle();
    to.addresses.settle();
    to.faults = m->faults;
    to.problems = m->problems;
    to.problems_seen = m->problems_seen;
    to.origins = m->origins;
    to.origin_numbers = m->origin_numbers;
    to.origin_of_position = m->origin_of_position;
    to.last_origin = m->last_origin;
    copy->m_rules.epsilon = m_rules.epsilon;
    return copy;
}

} // namespace scope
