#include "core/world/plan_frame.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace scope {

NativeStatus PlanFrame::resume(NativeCall& call, const Value&) {
    m_instance = nullptr;
    m_holder = {};
    world.event = m_saved;
    while (!m_steps.empty() && !m.ended) {
        Step step = std::move(m_steps.front());
        m_steps.pop_front();
        m.vm.set_budget(m.input.vm_limits.budget);
        if (step(*this)) return NativeStatus::call;
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
    if (code == no_code) return;
    then([code, name = std::string(during)](PlanFrame& plan) {
        plan.m_during = name;
        plan.m.vm.push_call(code, nullptr, nullptr);
        return true;
    });
}

void PlanFrame::then_function(const std::string& name) {
    if (name.empty()) return;
    Resolution function = world.resolve(name);
    if (function.kind == Resolution::Kind::function) then_code(function.index, name);
}

void PlanFrame::then_run(EventRun run) {
    then([run = std::move(run)](PlanFrame& plan) {
        if (!run.is_due(plan.world)) return false;
        plan.m_during = during(plan.world, run.context.event);
        plan.m_holder = run.holder;
        plan.m_instance = run.instance;
        run.push(plan.world);
        return true;
    });
}

bool PlanFrame::run_event_now(EventId event) {
    std::vector<EventRun> runs;
    const auto& rows = world.event_table().receivers(event);
    for (size_t row = 0; row < rows.size();) {
        uint32_t owner = rows[row].second.owner;
        size_t first = runs.size();
        for (; row < rows.size() && rows[row].second.owner == owner; ++row)
            for (Instance* instance : world.instances().of_object_alone(rows[row].first))
                runs.emplace_back(*instance, EventContext{event, owner, owner}, rows[row].second.code);
        std::sort(runs.begin() + static_cast<ptrdiff_t>(first), runs.end(),
                  [](const EventRun& a, const EventRun& b) { return a.instance->serial < b.instance->serial; });
    }
    if (m.input.shuffle)
        for (size_t left = runs.size(); left > 1; --left)
            std::swap(runs[left - 1], runs[m.shuffle.below(static_cast<uint32_t>(left))]);
    before_the_rest([&](PlanFrame& plan) {
        for (EventRun& run : runs) {
            plan.then([run = std::move(run)](PlanFrame& at) {
                if (!run.instance->live() || drops_event(at.world, *run.instance, run.context.event)) return false;
                at.m_during = during(run.context.event);
                at.m_holder = run.holder;
                at.m_instance = run.instance;
                run.push(at.world);
                return true;
            });
        }
    });
    return false;
}

void PlanFrame::then_event(EventId event) {
    then([event](PlanFrame& plan) { return plan.run_event_now(event); });
}

void PlanFrame::before_the_rest(const std::function<void(PlanFrame&)>& plan) {
    std::deque<Step> rest = std::move(m_steps);
    m_steps.clear();
    plan(*this);
    std::move(rest.begin(), rest.end(), std::back_inserter(m_steps));
}

} // namespace scope
