// Ordinary events as frames: event_perform and relatives, creation, destruction.
#include "core/world/event_frames.h"
#include "core/world/placing.h"
#include "core/world/variables.h"

#include <algorithm>

namespace scope {

bool drops_event(const World& world, const Instance& instance, EventId event) {
    if (event == events::clean_up) return false;
    if (instance.leaves) return true;
    const World::State& m = world.state();
    bool leaving = m.rooms.changing() || (m.ending && !m.end_begun);
    if (!leaving) return false;
    constexpr int32_t kept_types[] = {events::create.type, events::pre_create.type, events::destroy.type,
                                      event_type::alarm, event_type::other};
    bool stays = m.rooms.persistent || is_persistent(instance);
    return !stays || std::find(std::begin(kept_types), std::end(kept_types), event.type) == std::end(kept_types);
}

std::string during(EventId event) {
    return event_stem(event);
}

std::string during(const World& world, EventId event) {
    bool collision = event.type == event_type::collision;
    return collision ? event_stem(event, world.object_name(static_cast<uint32_t>(event.number))) : during(event);
}

void tell_handler_end(const World& world, const HandlerInfo& handler, const Fault* fault) {
    Observer* observer = world.observer();
    if (!observer) return;
    if (!fault) return observer->on_handler_end(handler, nullptr, {});
    Fault told = *fault;
    told.message = world.fault_text(*fault);
    observer->on_handler_end(handler, &told, world.vm().fault_stack());
}

namespace {

/// What comes of it is confusing: the instance is there, and its variables are not.
void tell_of_dropped_creation(World& world, const Instance& instance, bool each_time) {
    Diagnostic told{"create-dropped", Severity::warning,
                    "Create of " + world.object_name(instance.object) +
                        " does not run: a change of rooms or the end of the game waits",
                    world.here(), "make instances before room_goto, or make them persistent"};
    each_time ? world.problem(std::move(told)) : world.problem_once(std::move(told));
}

} // namespace

bool EventRun::is_due(World& world) const {
    if (instance->destroyed) return false;
    if (always || !drops_event(world, *instance, context.event)) return true;
    if (context.event == events::create) tell_of_dropped_creation(world, *instance, asked);
    return false;
}

void EventRun::push(World& world) const {
    world.event = context;
    world.vm().push_call(code, instance, other ? other : instance);
}

void add_event(World& world, Instance& instance, EventId event, std::vector<EventRun>& runs) {
    const Handler* handler = world.event_table().find(instance.object, event);
    if (handler && !drops_event(world, instance, event))
        runs.emplace_back(instance, EventContext{event, handler->owner, handler->owner}, handler->code);
}

void add_variable_definitions(World& world, Instance& instance, std::vector<EventRun>& runs) {
    const std::vector<Object>& objects = world.project().objects;
    std::vector<uint32_t> chain;
    for (uint32_t object = instance.object; object < objects.size() && chain.size() <= objects.size();
         object = objects[object].parent_index)
        chain.push_back(object);
    for (auto object = chain.rbegin(); object != chain.rend(); ++object) {
        CodeId code = world.code_of(objects[*object].variables_code);
        if (code != no_code) runs.emplace_back(instance, EventContext{events::pre_create, *object, *object}, code);
    }
}

NativeStatus RunsFrame::resume(NativeCall& call, const Value&) {
    while (m_next < m_runs.size()) {
        const EventRun& run = m_runs[m_next++];
        if (!run.is_due(world)) continue; // an earlier one destroyed it or left the room
        run.push(world);
        return NativeStatus::call;
    }
    world.event = m_saved;
    call.result = m_result;
    return NativeStatus::done;
}

void RunsFrame::unwound(Vm&, const Fault&) {
    world.event = m_saved;
}

DestroyFrame::DestroyFrame(World& of, std::vector<Instance*> which, bool run_destroy)
    : world(of)
    , m_run_destroy(run_destroy)
    , m_saved(of.event) {
    for (Instance* instance : which) m_instances.emplace_back(static_cast<Struct*>(instance));
}

void DestroyFrame::finish_one() {
    Instance& instance = *as_instance(m_instances[m_next].as_struct());
    instance.being_destroyed = false;
    world.instances().mark_destroyed(instance);
    if (world.observer()) world.observer()->on_instance_destroyed(instance);
    ++m_next;
    m_stage = 0;
}

bool DestroyFrame::push_next() {
    while (m_next < m_instances.size()) {
        Instance& instance = *as_instance(m_instances[m_next].as_struct());
        if (m_stage == 0) {
            if (!instance.live() || instance.being_destroyed || instance.leaves) {
                ++m_next;
                continue;
            }
            instance.being_destroyed = true;
        }
        while (m_stage < 2) {
            EventId event = m_stage++ == 0 ? events::destroy : events::clean_up;
            if (event == events::destroy && !m_run_destroy) continue;
            std::vector<EventRun> runs;
            add_event(world, instance, event, runs);
            if (runs.empty()) continue;
            runs.front().push(world);
            return true;
        }
        finish_one();
    }
    return false;
}

NativeStatus DestroyFrame::resume(NativeCall&, const Value&) {
    if (push_next()) return NativeStatus::call;
    world.event = m_saved;
    return NativeStatus::done;
}

void DestroyFrame::unwound(Vm&, const Fault&) {
    // The instance whose event failed stays, and may be destroyed again.
    if (m_next < m_instances.size()) as_instance(m_instances[m_next].as_struct())->being_destroyed = false;
    world.event = m_saved;
}

namespace {

/// event_perform of an asynchronous event is told to the observer as a dispatch with one handler run.
class ObservedRunFrame final : public RunsFrame {
public:
    ObservedRunFrame(World& of, std::string_view name, EventRun run)
        : RunsFrame(of, name, {run}, {})
        , m_run(std::move(run)) {
        World::State& m = world.state();
        m_outer_dispatch = m.dispatch;
        m_outer_handler = m.handler;
        m_dispatch = {m.next_dispatch++, m.handler, m_run.context.event,
                      world.async_load.is_ref(RefKind::ds_map) ? world.async_load : Value()};
        m_handler = {m.next_handler++,       m_dispatch.id,       m_run.instance, m_run.instance->id,
                     m_run.instance->object, m_run.context.owner, m_run.code};
    }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        World::State& m = world.state();
        if (!m_begun) {
            m_begun = true;
            m.dispatch = m_dispatch.id;
            m.handler = m_handler.id;
            if (m.observer) m.observer->on_dispatch_begin(m_dispatch);
            if (m.observer) m.observer->on_handler_begin(m_handler);
        }
        NativeStatus status = RunsFrame::resume(call, returned);
        if (status != NativeStatus::call) end(nullptr);
        return status;
    }
    void unwound(Vm& vm, const Fault& fault) override {
        RunsFrame::unwound(vm, fault);
        end(&fault);
    }

private:
    void end(const Fault* fault) {
        World::State& m = world.state();
        tell_handler_end(world, m_handler, fault);
        if (m.observer) m.observer->on_dispatch_end(m_dispatch, false);
        m.dispatch = m_outer_dispatch;
        m.handler = m_outer_handler;
    }

    EventRun m_run;
    DispatchInfo m_dispatch;
    HandlerInfo m_handler;
    uint32_t m_outer_dispatch = 0, m_outer_handler = 0;
    bool m_begun = false;
};

NativeStatus push_run(NativeCall& call, World& world, EventRun run) {
    bool asynchronous = is_async(run.context.event);
    if (asynchronous)
        call.vm.push(std::make_unique<ObservedRunFrame>(world, call.name, std::move(run)));
    else
        call.vm.push(std::make_unique<RunsFrame>(world, call.name, std::vector<EventRun>{std::move(run)}, Value()));
    return NativeStatus::call;
}

/// The calling instance, or null with the fault of docs/semantics.md 1.5.
Instance* performer(NativeCall& call) {
    Instance* instance = as_instance(call.self);
    if (!instance) call.error("Attempt to dispatch event on non-instance object");
    return instance;
}

} // namespace

NativeStatus perform_event(NativeCall& call, EventId event) {
    World& world = world_of(call);
    Instance* self = performer(call);
    if (!self) return NativeStatus::fault;
    const Handler* handler = world.event_table().nearest(self->object, event);
    if (!handler || drops_event(world, *self, event)) return call.done(Value());
    return push_run(call, world, EventRun(*self, {event, handler->owner, handler->owner}, handler->code, call.other));
}

NativeStatus perform_object_event(NativeCall& call, uint32_t object, EventId event) {
    World& world = world_of(call);
    Instance* self = performer(call);
    if (!self) return NativeStatus::fault;
    const Handler* handler = world.event_table().nearest(object, event);
    if (!handler || drops_event(world, *self, event)) return call.done(Value());
    // event_object is the object that was named, even where the code is an ancestor's.
    return push_run(call, world, EventRun(*self, {event, object, handler->owner}, handler->code, call.other));
}

NativeStatus perform_inherited(NativeCall& call) {
    World& world = world_of(call);
    Instance* self = performer(call);
    if (!self) return NativeStatus::fault;
    EventId event = world.event.event;
    const Handler* handler = world.event_table().inherited(world.event.owner, event);
    if (!handler) return call.done(Value());
    EventRun run(*self, {event, handler->owner, handler->owner}, handler->code, call.other);
    run.always = is_async(event);
    call.vm.push(std::make_unique<RunsFrame>(world, call.name, std::vector<EventRun>{std::move(run)}, Value()));
    return NativeStatus::call;
}

namespace {

/// Makes the record and the list of what runs for it; null when a limit forbids it.
Instance* begin_creation(World& world, const NewInstance& what, std::vector<EventRun>& runs) {
    Instance* instance = world.instances().create(what.object, what.x, what.y);
    if (!instance) return nullptr;
    const std::vector<Layer>& layers = world.rooms().layers;
    bool by_layer = what.layer < layers.size();
    instance->put_on_layer(by_layer ? what.layer : ~0u, by_layer ? layers[what.layer].depth : what.depth);
    if (world.observer()) world.observer()->on_instance_created(*instance);
    add_variable_definitions(world, *instance, runs);
    if (!what.run_create) return instance;
    if (const Handler* create = world.event_table().find(what.object, events::create))
        runs.emplace_back(*instance, EventContext{events::create, create->owner, create->owner}, create->code).asked =
            what.asked;
    return instance;
}

/// The members given to instance_create_* come after the variable definitions and before Create.
class CreationFrame final : public RunsFrame {
public:
    CreationFrame(World& of, std::string_view name, std::vector<EventRun> before, std::vector<EventRun> after,
                  Instance& instance, Value variables)
        : RunsFrame(of, name, std::move(before), {})
        , m_name(name)
        , m_after(std::move(after))
        , m_instance(static_cast<Struct*>(&instance))
        , m_variables(std::move(variables)) {}
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        NativeStatus status = RunsFrame::resume(call, returned);
        if (status != NativeStatus::done) return status;
        Instance& instance = *as_instance(m_instance.as_struct());
        call.result = instance.handle();
        if (m_done) return status;
        m_done = true;
        if (m_variables.is_struct() && !copy_members(call, instance)) return NativeStatus::fault;
        if (m_after.empty()) return NativeStatus::done;
        call.vm.push(std::make_unique<RunsFrame>(world, m_name, std::move(m_after), Value()));
        return NativeStatus::call;
    }

private:
    bool copy_members(NativeCall& call, Instance& instance) {
        Struct* from = m_variables.as_struct();
        std::vector<Symbol> names = from->shape->names();
        for (Symbol name : names) {
            const Value* found = from->find(name);
            if (!found) continue;
            Value value = *found;
            std::string error;
            uint32_t builtin = ~0u;
            Resolution resolution = world.resolve(world.heap().names().text(name));
            if (resolution.kind == Resolution::Kind::variable && resolution.of_instance) builtin = resolution.index;
            if (builtin != ~0u) {
                if (!world.set_variable(builtin, &instance, -1, value, error)) return call.error(error), false;
            } else if (!instance.set(name, value)) {
                return call.limit("memory", "out of memory"), false;
            }
        }
        return true;
    }

    std::string_view m_name;
    std::vector<EventRun> m_after;
    Value m_instance;
    Value m_variables;
    bool m_done = false;
};

std::unique_ptr<NativeFrame> creation_frame(World& world, std::string_view name, const NewInstance& what,
                                            Instance& instance, std::vector<EventRun> runs) {
    std::vector<EventRun> create;
    if (!runs.empty() && runs.back().context.event == events::create) {
        create.push_back(runs.back());
        runs.pop_back();
    }
    return std::make_unique<CreationFrame>(world, name, std::move(runs), std::move(create), instance, what.variables);
}

} // namespace

NativeStatus create_instance(NativeCall& call, const NewInstance& what) {
    World& world = world_of(call);
    std::vector<EventRun> runs;
    Instance* instance = begin_creation(world, what, runs);
    if (!instance) return call.limit("memory", "no memory for another instance of " + world.object_name(what.object));
    if (runs.empty() && !what.variables.is_struct()) return call.done(instance->handle());
    call.vm.push(creation_frame(world, call.name, what, *instance, std::move(runs)));
    return NativeStatus::call;
}

std::unique_ptr<NativeFrame> make_creation(World& world, const NewInstance& what) {
    std::vector<EventRun> runs;
    Instance* instance = begin_creation(world, what, runs);
    return instance ? creation_frame(world, "", what, *instance, std::move(runs)) : nullptr;
}

NativeStatus destroy_instances(NativeCall& call, std::vector<Instance*> which, bool run_destroy) {
    World& world = world_of(call);
    std::erase_if(which, [](const Instance* instance) {
        return !instance->live() || instance->being_destroyed || instance->leaves;
    });
    if (which.empty()) return call.done(Value());
    call.vm.push(std::make_unique<DestroyFrame>(world, std::move(which), run_destroy));
    return NativeStatus::call;
}

namespace {

/// Destroy and Clean Up of the old object, the change, Create of the new one.
class ChangeFrame final : public RunsFrame {
public:
    ChangeFrame(World& of, std::vector<EventRun> farewell, Instance& instance, uint32_t object)
        : RunsFrame(of, "instance_change", std::move(farewell), {})
        , m_instance(static_cast<Struct*>(&instance))
        , m_object(object) {}
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        NativeStatus status = RunsFrame::resume(call, returned);
        if (status != NativeStatus::done || m_changed) return status;
        m_changed = true;
        Instance& instance = *as_instance(m_instance.as_struct());
        world.about_to_change(Builtin::object_index, &instance);
        world.instances().change_object(instance, m_object);
        std::vector<EventRun> runs;
        add_variable_definitions(world, instance, runs);
        add_event(world, instance, events::create, runs);
        if (runs.empty()) return status;
        call.vm.push(std::make_unique<RunsFrame>(world, "instance_change", std::move(runs), Value()));
        return NativeStatus::call;
    }

private:
    Value m_instance;
    uint32_t m_object;
    bool m_changed = false;
};

} // namespace

NativeStatus change_instance(NativeCall& call, Instance& instance, uint32_t object, bool run_events) {
    World& world = world_of(call);
    if (!run_events) {
        world.about_to_change(Builtin::object_index, &instance);
        world.instances().change_object(instance, object);
        return call.done(Value());
    }
    std::vector<EventRun> runs;
    add_event(world, instance, events::destroy, runs);
    add_event(world, instance, events::clean_up, runs);
    call.vm.push(std::make_unique<ChangeFrame>(world, std::move(runs), instance, object));
    return NativeStatus::call;
}

NativeStatus copy_instance(NativeCall& call, Instance& source, bool run_create) {
    World& world = world_of(call);
    Instance* copy =
        world.instances().create(source.object, source.number(InstanceSlot::x), source.number(InstanceSlot::y));
    if (!copy) return call.limit("memory", "no memory for a copy of an instance");
    if (world.observer()) world.observer()->on_instance_created(*copy);
    std::vector<Symbol> names = source.shape->names();
    Symbol alarm = world.symbol("alarm");
    for (Symbol name : names) {
        Value value = *source.find(name);
        if (name == alarm && value.is_array()) { // each has alarms of its own
            Array* alarms = world.heap().new_array(value.as_array()->size);
            if (!alarms) return call.limit("memory", "no memory for a copy of an instance");
            Value own(alarms);
            for (uint32_t index = 0; index < alarms->size; ++index)
                alarms->items[index] = value.as_array()->items[index];
            value = own;
        }
        if (!copy->set(name, value)) return call.limit("memory", "no memory for a copy of an instance");
    }
    copy->layer = source.layer;
    copy->layer_depth = source.layer_depth;
    copy->rare = source.rare;
    copy->set_heading(source.speed, source.direction);
    std::vector<EventRun> runs;
    if (run_create) {
        add_variable_definitions(world, *copy, runs);
        add_event(world, *copy, events::create, runs);
    }
    if (runs.empty()) return call.done(copy->handle());
    call.vm.push(std::make_unique<RunsFrame>(world, call.name, std::move(runs), copy->handle()));
    return NativeStatus::call;
}

std::unique_ptr<NativeFrame> make_event(World& world, Instance& instance, EventId event) {
    std::vector<EventRun> runs;
    add_event(world, instance, event, runs);
    if (runs.empty()) return nullptr;
    if (is_async(event)) return std::make_unique<ObservedRunFrame>(world, "", runs.front());
    return std::make_unique<RunsFrame>(world, "", std::move(runs), Value());
}

} // namespace scope
