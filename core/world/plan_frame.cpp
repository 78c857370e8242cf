#include "core/world/plan_frame.h"

#include "core/world/receivers.h"

#include <iterator>
#include <utility>

namespace scope {

NativeStatus PlanFrame::resume(NativeCall& call, const Value&) {
    m_instance = nullptr;
    m_holder = {};
    world.event = m_saved;
    while (!m_steps.empty() && !m.ended) {
        PlanStep step = std::move(m_steps.front());
        m_steps.pop_front();
        m.vm.set_budget(m.input.vm_limits.budget);
        if (std::visit([this](auto& one) { return take(one); }, step)) return NativeStatus::call;
    }
    world.event = m_saved;
    call.result = {};
    return NativeStatus::done;
}

bool PlanFrame::absorb(NativeCall&, const Fault& fault) {
    world.record_fault(fault, m_during, m_instance);
    if (boot_fault_ends) m.ended = true;
    return true;
}

void PlanFrame::unwound(Vm&, const Fault&) {
    world.event = m_saved;
}

void PlanFrame::then_code(CodeId code, std::string_view during) {
    if (code != no_code) then(step::CodeRun{code, std::string(during)});
}

void PlanFrame::then_function(const std::string& name) {
    if (name.empty()) return;
    Resolution function = world.resolve(name);
    if (function.kind == Resolution::Kind::function) then_code(function.index, name);
}

bool PlanFrame::is_leaving() const {
    return world.rooms().changing() || m.ending;
}

/// What it plans comes before the rest.
bool PlanFrame::take(step::Phase& phase) {
    if (phase.unless_leaving && is_leaving()) return false;
    std::deque<PlanStep> rest = std::exchange(m_steps, {});
    phase.work(*this, phase.number);
    std::move(rest.begin(), rest.end(), std::back_inserter(m_steps));
    return false;
}

bool PlanFrame::take(step::Event& event) {
    if (event.unless_leaving && is_leaving()) return false;
    std::vector<Delivery> receivers;
    collect_receivers(world, event.event, receivers);
    for (size_t left = receivers.size(); left-- > 0;) {
        const Delivery& one = receivers[left];
        EventContext context{event.event, one.handler.owner, one.handler.owner};
        m_steps.push_front(step::Single{EventRun(one.instance(), context, one.handler.code), true});
    }
    return false;
}

bool PlanFrame::take(step::Single& step) {
    const EventRun& run = step.run;
    bool due = step.of_many ? run.instance->live() && !drops_event(world, *run.instance, run.context.event)
                            : run.is_due(world);
    if (!due) return false;
    m_during = during(world, run.context.event);
    m_holder = run.holder;
    m_instance = run.instance;
    run.push(world);
    return true;
}

bool PlanFrame::take(step::Series& runs) {
    std::optional<EventRun> run = runs.source->next();
    if (!run) return false;
    m_steps.emplace_front(std::in_place_type<step::Series>, std::move(runs));
    step::Single one{std::move(*run)};
    return take(one);
}

bool PlanFrame::take(step::CodeRun& code) {
    m_during = std::move(code.during);
    m.vm.push_call(code.code, nullptr, nullptr);
    return true;
}

bool PlanFrame::take(step::Callback& due) {
    TimeSources& sources = world.time_sources();
    double seconds = 1.0 / world.clock().game_speed;
    TimeSource* source = sources.find_any(due.time_source);
    if (!source || !sources.expire(*source, seconds)) return false;
    Value callback = source->callback;
    std::vector<Value> arguments = source->arguments;
    m.heap.spend(arguments.size() / 4);
    if (source->once && source->state == TimeState::stopped) sources.destroy(due.time_source, true);
    return m.vm.push_callable(callback, nullptr, nullptr, arguments);
}

bool PlanFrame::take(step::Completion& completion) {
    Request* asked = world.requests().find(completion.request);
    DsMap* map = asked ? m.ds.create_map() : nullptr;
    if (!map) return false;
    OwnAnswer all = {{"id", asked->id}};
    for (const auto& entry : asked->answer) (entry.first == "id" ? all[0] : all.emplace_back()) = entry;
    for (const auto& [key, value] : all) // what is undefined is not told
        if (!value.is_undefined()) (void)map->set(Value(m.heap.new_string(key)), value);
    EventId event = asked->completes_as;
    world.requests().close(completion.request);
    m.vm.push(make_dispatch(world, event.number, map->handle()));
    return true;
}

bool PlanFrame::take(step::Mark& mark) {
    Instance& instance = *as_instance(mark.instance.as_struct());
    switch (mark.as) {
    case step::Mark::As::created: instance.created = true; break;
    case step::Mark::As::leaving: instance.leaves = true; break;
    case step::Mark::As::destroyed: world.instances().mark_destroyed(instance); break;
    }
    return false;
}

} // namespace scope
