// Driving a world from outside: what is started on the idle vm, and how it goes on.
#include "core/world/event_frames.h"
#include "core/world/world_invariants.h"

#include "core/base/verify.h"

#include <algorithm>
#include <utility>

namespace scope {

namespace {

/// Whether `run` added no fault.
template<typename Run> bool without_fault(const World& world, const Run& run) {
    size_t before = world.faults().size();
    run();
    return world.faults().size() == before;
}

Instance* fault_instance(const World& world) {
    // Frames name their scope by address; only instances that still have a record are looked at.
    for (const StackEntry& entry : world.vm().fault_stack()) {
        for (Instance* instance : world.instances().records())
            if (entry.self && static_cast<Struct*>(instance) == entry.self) return instance;
    }
    return nullptr;
}

/// What was begun from outside.
std::string outermost(const World& world) {
    const std::vector<StackEntry>& stack = world.vm().fault_stack();
    return stack.empty() ? world.state().in_payload ? "payload" : "" : stack.back().name;
}

} // namespace

void World::start_boot() {
    VERIFY(m->vm.idle());
    m->vm.push(make_boot(*this));
}

void World::start_frame() {
    VERIFY(m->vm.idle());
    m->vm.push(make_frame_step(*this));
}

/// Whoever fires the answer to a request has answered it, unless a download only tells how far it is.
void World::answered_by_hand(int32_t number, const Value& map) {
    const DsMap* payload = m->ds.peek_map(map);
    const Value* id = payload ? payload->find(std::string_view("id")) : nullptr;
    if (!id) return;
    const Value* status = payload->find(std::string_view("status"));
    bool in_progress = status && equals(m_rules, *status, Value(1.0));
    for (const Request& request : m->requests.waiting()) {
        if (request.mode != RequestMode::event || request.completes_as.number != number) continue;
        if (!equals(m_rules, request.id, *id) || (in_progress && request.family == "http")) continue;
        m->requests.close(request.number);
        return;
    }
}

void World::start_async(int32_t number, const Value& map, std::vector<Value> buffers) {
    VERIFY(m->vm.idle());
    m->vm.set_budget(m->input.vm_limits.budget);
    answered_by_hand(number, map);
    m->vm.push(make_dispatch(*this, number, map, std::move(buffers)));
}

void World::start_event(Instance& instance, EventId event_id) {
    VERIFY(m->vm.idle());
    m->vm.set_budget(m->input.vm_limits.budget);
    if (auto frame = make_event(*this, instance, event_id)) m->vm.push(std::move(frame));
}

void World::start_creation(const NewInstance& what) {
    VERIFY(m->vm.idle());
    m->vm.set_budget(m->input.vm_limits.budget);
    if (auto frame = make_creation(*this, what)) m->vm.push(std::move(frame));
}

void World::start_code(CodeId code, Struct* self, std::span<const Value> arguments) {
    VERIFY(m->vm.idle());
    m->vm.set_budget(m->input.vm_limits.budget);
    m->vm.push_call(code, self, self, arguments);
}

bool World::start_callable(const Value& callee, std::span<const Value> arguments) {
    VERIFY(m->vm.idle());
    m->vm.set_budget(m->input.vm_limits.budget);
    return m->vm.push_callable(callee, nullptr, nullptr, arguments);
}

void World::start_room_change(uint32_t room) {
    VERIFY(m->vm.idle());
    m->rooms.next = room;
    m->vm.push(make_room_change(*this));
}

void World::start_game_end() {
    VERIFY(m->vm.idle());
    m->ending = true;
    m->vm.push(make_game_end(*this));
}

RunResult World::resume(uint64_t slice) {
    if (m->vm.idle()) return RunResult::done;
    m->code->program.see(m->unit);
    RunResult result = m->vm.resume(slice);
    if (result == RunResult::fault) {
        // Nobody on the stack took it.
        Fault fault = m->vm.fault();
        if (fault.kind == Fault::Kind::stop) return RunResult::done;
        record_fault(fault, outermost(*this), fault_instance(*this));
    }
    if (!m->vm.idle()) return result;
    m->in_payload = false;
    if (m->telling) {
        result = told_unhandled();
    } else if (!m->unhandled.is_undefined() && tell_unhandled()) {
        m->before_telling = result;
        return RunResult::slice;
    }
    // game_end() outside of a frame: nothing else comes to carry it out.
    if (m->ending && !m->ended && !m->end_begun) {
        start_game_end();
        return RunResult::slice;
    }
#ifdef ASYNCSCOPE_TORMENT
    verify_whole(WorldInvariants::broken(*this));
#endif
    return result;
}

void World::cancel() {
    if (m->vm.idle()) return;
    m->vm.cancel();
    bool in_event = event.event != EventId() && event.owner != ~0u;
    record_fault(m->vm.fault(), in_event ? during(*this, event.event) : outermost(*this), fault_instance(*this));
    m->vm.abandon();
    m->in_payload = false;
    if (m->telling) (void)told_unhandled();
}

/// Calls the game's handler with the exception, as what is to be resumed next.
bool World::tell_unhandled() {
    m->told_handler = std::exchange(unhandled_handler, Value());
    Value exception = std::exchange(m->unhandled, Value());
    m->telling = start_callable(m->told_handler, {&exception, 1});
    if (!m->telling) unhandled_handler = std::exchange(m->told_handler, Value());
    return m->telling;
}

/// The handler is over. What it threw itself is recorded and no more.
RunResult World::told_unhandled() {
    m->telling = false;
    m->unhandled = {};
    Value handler = std::exchange(m->told_handler, Value());
    if (unhandled_handler.is_undefined()) unhandled_handler = handler;
    return m->before_telling;
}

RunResult World::finish() {
    for (;;) {
        RunResult result = resume();
        if (result == RunResult::done || result == RunResult::fault) return result;
    }
}

bool World::boot() {
    return without_fault(*this, [&] {
        start_boot();
        finish();
    });
}

bool World::run_frame() {
    return without_fault(*this, [&] {
        start_frame();
        finish();
    });
}

bool World::fire(int32_t number, const Value& map, std::vector<Value> buffers) {
    return without_fault(*this, [&] {
        start_async(number, map, std::move(buffers));
        finish();
    });
}

} // namespace scope
