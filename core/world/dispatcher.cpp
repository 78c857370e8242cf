// event_perform_async and events fired from outside: docs/semantics.md 1.2 to 1.12.
#include "core/world/event_frames.h"
#include "core/world/receivers.h"

#include <algorithm>
#include <optional>

namespace scope {

namespace {

/// The memory of the last dispatch's frame, for the next: most events need none of the allocator.
struct SpareMemory {
    void* block = nullptr;
    ~SpareMemory() { ::operator delete(block); }
};
thread_local SpareMemory spare;

class DispatchFrame final : public NativeFrame {
public:
    static void* operator new(size_t bytes) {
        return spare.block ? std::exchange(spare.block, nullptr) : ::operator new(bytes);
    }
    static void operator delete(void* block) { ::operator delete(std::exchange(spare.block, block)); }

    DispatchFrame(World& of, int32_t number, const Value& map, std::vector<Value>&& buffers, bool from_gml);
    ~DispatchFrame() override;
    std::string_view name() const override { return m_from_gml ? "event_perform_async" : ""; }
    NativeStatus resume(NativeCall& call, const Value& returned) override;
    Next next() override;
    bool absorb(NativeCall& call, const Fault& fault) override;
    void unwound(Vm& vm, const Fault& fault) override;
    void begin();
    bool start_next();

private:
    void begin_handler(const Delivery& receiver);
    const Delivery* begin_next();
    void end_handler(const Fault* fault);
    void finish();
    bool destroy_map();

    World& world;
    World::State& m;
    EventId m_event;
    Value m_map;
    Value m_outer_async_load;
    EventContext m_outer_event;
    std::vector<Value> m_buffers;
    std::vector<Delivery> m_receivers;
    const Delivery* m_next = nullptr; ///< behind the one that runs
    bool m_from_gml;
    bool m_begun = false;
    bool m_running = false;
    std::optional<Fault> m_absorbed; ///< what the handler that just ended ended with
    DispatchInfo m_dispatch;
    HandlerInfo m_handler; ///< of the one that runs, if its beginning was observed
    uint32_t m_outer_dispatch = 0, m_outer_handler = 0;
};

DispatchFrame::DispatchFrame(World& of, int32_t number, const Value& map, std::vector<Value>&& buffers, bool from_gml)
    : world(of)
    , m(of.state())
    , m_event{event_type::other, number}
    , m_map(map)
    , m_buffers(std::move(buffers))
    , m_from_gml(from_gml) {}

DispatchFrame::~DispatchFrame() {
    constexpr size_t most_kept = 4096;
    m_receivers.clear();
    if (m_receivers.capacity() <= most_kept) m_receivers.swap(m.spare_deliveries);
}

void DispatchFrame::begin() {
    m_begun = true;
    m_outer_async_load = world.async_load;
    m_outer_event = world.event;
    m_outer_dispatch = m.dispatch;
    m_outer_handler = m.handler;
    world.async_load = m_map;
    m_dispatch = {m.next_dispatch++, m.handler, m_event, m_map};
    m.dispatch = m_dispatch.id;
    m.handler = 0;
    m_receivers.swap(m.spare_deliveries);
    collect_receivers(world, m_event, m_receivers);
    m_next = m_receivers.data();
    if (!m.observer) return;
    if (DsMap* map = m.ds.peek_map(m_map)) m.ds.watch_tree(*map, true);
    m.observer->on_dispatch_begin(m_dispatch);
}

void DispatchFrame::begin_handler(const Delivery& receiver) {
    m.handler = m.next_handler++;
    m_running = true;
    if (!m_from_gml) {
        // The event has one budget. Who comes after a handler that used it up still gets a little: the handlers after a
        // runaway one are of interest too, and a thousand runaway ones end within seconds.
        uint64_t least = m.input.vm_limits.budget / 50;
        if (m.vm.budget() < least) m.vm.set_budget(least);
    }
    if (m.observer) {
        Instance& instance = receiver.instance();
        m_handler = {m.handler,
                     m_dispatch.id,
                     &instance,
                     instance.id,
                     instance.object,
                     receiver.handler.owner,
                     receiver.handler.code};
        m.observer->on_handler_begin(m_handler);
    }
    world.event = {m_event, receiver.handler.owner, receiver.handler.owner};
}

/// The handler of the next one that is still live begins; null at the end.
const Delivery* DispatchFrame::begin_next() {
    for (const Delivery* end = m_receivers.data() + m_receivers.size(); m_next < end && !m.ended;) {
        const Delivery& receiver = *m_next++;
        if (!receiver.instance().live()) continue;
        begin_handler(receiver);
        return &receiver;
    }
    return nullptr;
}

bool DispatchFrame::start_next() {
    const Delivery* receiver = begin_next();
    if (receiver) m.vm.push_event(receiver->handler.code, &receiver->instance());
    return receiver != nullptr;
}

NativeFrame::Next DispatchFrame::next() {
    end_handler(nullptr);
    if (const Delivery* receiver = begin_next())
        return {Next::Kind::event, receiver->handler.code, &receiver->instance()};
    finish();
    return {Next::Kind::done};
}

void DispatchFrame::end_handler(const Fault* fault) {
    m_running = false;
    if (m.observer && m_handler.id != 0) tell_handler_end(world, m_handler, fault);
    m_handler.id = 0;
    m.handler = 0;
}

bool DispatchFrame::destroy_map() {
    DsStructure* map = m.ds.peek(RefKind::ds_map, m_map);
    if (!map) {
        std::string text = "DestroyDsMap Attempting to destroy map that has already been destroyed ";
        text += m_map.is_ref() ? std::to_string(m_map.ref_index()) : to_text(world.rules(), m.heap.names(), m_map);
        world.log(text);
        world.problem_once({"async-load-destroyed",
                            Severity::warning,
                            text,
                            {},
                            "a handler destroyed async_load itself; GameMaker does it afterwards"});
        return false;
    }
    if (m_map.is_ref() && m_map.ref_generation() != 0 && map->generation() != m_map.ref_generation()) {
        // The id was recycled: GameMaker destroys whatever has it now.
        if (m.observer) m.observer->on_stale(m_map);
        world.problem_once(
            {"stale-handle",
             Severity::warning,
             "async_load was destroyed by a handler and its id given to another map, which is destroyed in its place",
             {},
             "do not destroy async_load"});
    }
    m.ds.destroy(*map);
    return true;
}

void DispatchFrame::finish() {
    bool destroyed = destroy_map();
    for (const Value& buffer : m_buffers) m.buffers.destroy(buffer);
    world.async_load = m_outer_async_load;
    world.event = m_outer_event;
    if (m.observer) m.observer->on_dispatch_end(m_dispatch, destroyed);
    m.dispatch = m_outer_dispatch;
    m.handler = m_outer_handler;
}

NativeStatus DispatchFrame::resume(NativeCall& call, const Value&) {
    if (!m_begun) begin();
    if (m_running) end_handler(m_absorbed ? &*m_absorbed : nullptr);
    m_absorbed.reset();
    if (start_next()) return NativeStatus::call;
    finish();
    call.result = {};
    return NativeStatus::done;
}

bool DispatchFrame::absorb(NativeCall&, const Fault& fault) {
    if (!m_running) return false;
    if (m_from_gml && m.input.end_at_fault) return false; // the game ends: whoever is outermost says so
    m_absorbed = fault;
    world.record_fault(fault, during(m_event), &m_next[-1].instance());
    return true;
}

void DispatchFrame::unwound(Vm&, const Fault& fault) {
    if (!m_begun) return;
    if (m_running) end_handler(&fault);
    bool by_exception = fault.kind == Fault::Kind::error || fault.kind == Fault::Kind::thrown;
    if (!by_exception || m.ended) {
        finish();
        return;
    }
    // As in GameMaker, where nothing runs on the way out: the map stays, and so does async_load.
    world.event = m_outer_event;
    world.problem({"async-unwound",
                   Severity::warning,
                   "an exception left event_perform_async and was caught outside: " +
                       std::to_string(m_receivers.data() + m_receivers.size() - m_next) +
                       " remaining instances were skipped, the map was not destroyed and async_load keeps it",
                   {},
                   "catch the exception inside the handler"});
    if (m.observer) m.observer->on_dispatch_end(m_dispatch, false);
    m.dispatch = m_outer_dispatch;
    m.handler = m_outer_handler;
}

} // namespace

NativeStatus perform_async(NativeCall& call, int64_t number, const Value& map) {
    World& world = world_of(call);
    std::string error;
    DsMap* found = world.ds().map(map, "event_perform_async", 2, error);
    if (!found) return call.error(std::move(error));
    int32_t event = static_cast<int32_t>(std::clamp<int64_t>(number, INT32_MIN, INT32_MAX));
    if (!is_async({event_type::other, event}))
        world.problem_once({"not-async", Severity::warning,
                            "event_perform_async with " + std::to_string(number) + ", which is no asynchronous event",
                            world.here(), "use an ev_async_ constant"});
    // A plain number names the map that has it now; from here on it is that one.
    auto made =
        std::make_unique<DispatchFrame>(world, event, map.is_ref() ? map : found->handle(), std::vector<Value>(), true);
    DispatchFrame& frame = *made;
    if (call.vm.push(std::move(made))) {
        frame.begin();
        frame.start_next();
    }
    return NativeStatus::call;
}

std::unique_ptr<NativeFrame> make_dispatch(World& world, int32_t number, const Value& map, std::vector<Value> buffers) {
    return std::make_unique<DispatchFrame>(world, number, map, std::move(buffers), false);
}

} // namespace scope
