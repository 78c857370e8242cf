// Driving a world from outside: stage steps, fires, the console.
#include "core/world/convert_datum.h"
#include "core/world/event_frames.h"
#include "core/world/world_invariants.h"

#include "core/base/nearest.h"
#include "core/base/verify.h"
#include "core/gml/parser.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace scope {

namespace {

/// Whether `run` added no fault.
template<typename Run> bool without_fault(const World& world, const Run& run) {
    size_t before = world.faults().size();
    run();
    return world.faults().size() == before;
}

/// What somebody asked for and does not run is told each time.
void tell_of_dropped(World& world, EventId event, const Instance& instance) {
    world.problem({"event-dropped",
                   Severity::warning,
                   during(world, event) + " of " + world.object_name(instance.object) +
                       " did not run: a change of rooms or the end of the game waits",
                   {},
                   "let a frame pass first"});
}

/// The first layer for instances of the current room, where one is put by hand; ~0 when there is none.
uint32_t layer_for_instances(const World& world) {
    const std::vector<Layer>& layers = world.rooms().layers;
    auto found = std::find_if(layers.begin(), layers.end(),
                              [](const Layer& layer) { return layer.live && layer.kind == LayerKind::instance; });
    return found == layers.end() ? ~0u : static_cast<uint32_t>(found - layers.begin());
}

template<typename Assets> std::string did_you_mean_asset(std::string_view name, const Assets& assets) {
    Nearest nearest(name);
    for (const auto& asset : assets) nearest.consider(asset.name);
    return nearest.hint();
}

/// The events that somebody may have meant who named one that the object lacks.
std::string events_instead(const World& world, uint32_t object) {
    static constexpr size_t most = 12;
    const EventTable& table = world.event_table();
    std::string names;
    size_t count = 0;
    for (EventId event : table.events()) {
        if (event.type == event_type::collision || event == events::pre_create || !table.find(object, event)) continue;
        if (++count <= most) names += (names.empty() ? "" : ", ") + event_stem(event);
    }
    if (count > most) names += ", ...";
    return "; " + world.project().objects[object].name + " has " + (names.empty() ? "none" : names);
}

/// "oA #100000, oA #100001".
std::string list_of(std::string_view object, const std::vector<Instance*>& instances) {
    static constexpr size_t most = 8;
    std::string out;
    for (size_t i = 0; i < std::min(most, instances.size()); ++i)
        out += (i ? ", " : "") + std::string(object) + " #" + std::to_string(instances[i]->id);
    return instances.size() > most ? out + ", ..." : out;
}

Instance* fault_instance(const World& world) {
    // Frames name their scope by address; only instances that still have a record are looked at.
    for (const StackEntry& entry : world.vm().fault_stack()) {
        for (Instance* instance : world.instances().records())
            if (entry.self && static_cast<Struct*>(instance) == entry.self) return instance;
    }
    return nullptr;
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
        const std::vector<StackEntry>& stack = m->vm.fault_stack();
        record_fault(fault, stack.empty() ? std::string() : stack.back().name, fault_instance(*this));
    }
    if (!m->vm.idle()) return result;
    if (m->telling) {
        result = told_unhandled();
    } else if (!m->unhandled.is_undefined() && tell_unhandled()) {
        m->before_telling = result;
        return RunResult::slice;
    }
    // game_end() outside of a frame: nothing else comes to carry it out.
    if (!m->ending || m->ended || m->end_begun) return result;
    start_game_end();
    return RunResult::slice;
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

bool World::stopped() const {
    return m->stopped || m->held;
}

void World::hold_at_stops() {
    m->holds = true;
}

bool World::held() const {
    return m->held;
}

RunResult World::finish() {
    constexpr uint64_t some_milliseconds = 500'000; // of units of work
    uint64_t slice = should_stop ? some_milliseconds : ~uint64_t(0);
    for (;;) {
        if (should_stop && (m->stopped || should_stop())) {
            m->stopped = true;
            m->vm.abandon();
            return RunResult::done;
        }
        if (m->held) return RunResult::breakpoint;
        RunResult result = resume(slice);
        bool stop = result == RunResult::breakpoint || result == RunResult::step;
        if (stop && m->holds) m->held = true;
        if (result != RunResult::done && result != RunResult::fault) continue;
#ifdef ASYNCSCOPE_TORMENT
        verify_whole(WorldInvariants::broken(*this));
#endif
        return result;
    }
}

bool World::boot() {
    return without_fault(*this, [&] {
        start_boot();
        finish();
    });
}

bool World::run_frame() {
    if (on_frame) on_frame();
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

Result<void> World::fire(int32_t number, const Datum& payload) {
    if (ended()) return fail("the event was not delivered: " + how_it_ended());
    std::vector<Value> evaluated;
    for (const std::string& expression : gml_expressions(payload)) {
        m->in_payload = true;
        Result<Value> value = evaluate(expression, nullptr, "payload");
        m->in_payload = false;
        if (!value) return tl::unexpected(value.error());
        evaluated.push_back(*value);
    }
    ToValueOptions options;
    std::vector<Value> made_buffers;
    options.evaluated = &evaluated;
    options.buffers = &made_buffers;
    Result<Value> map = to_value(*this, payload, options);
    if (!map) return tl::unexpected(map.error());
    if (!map->is_ref(RefKind::ds_map)) return fail("the payload of an event is a ds_map");
    fire(number, *map, std::move(made_buffers));
    return {};
}

Result<Instance*> World::create(std::string_view object, const Datum& variables, double x, double y) {
    uint32_t index = project().object_index(object);
    if (index == no_index)
        return fail("the project has no object '" + std::string(object) + "'" +
                    did_you_mean_asset(object, project().objects));
    NewInstance what;
    what.object = index;
    what.x = x;
    what.y = y;
    what.layer = layer_for_instances(*this);
    if (!variables.is_undefined()) {
        if (!variables.is(DatumKind::structure) && !variables.is(DatumKind::ds_map))
            return fail("variables of a new instance are an object: {\"name\":value}");
        // A ds_map's entries are meant as members too.
        std::vector<DatumEntry> members(variables.entries().begin(), variables.entries().end());
        for (const DatumEntry& member : members)
            if (!member.key.is(DatumKind::string)) return fail("names of variables are strings");
        Result<Value> value = to_value(*this, Datum::structure(std::move(members)), {});
        if (!value) return tl::unexpected(value.error());
        what.variables = *value;
    }
    uint32_t id = m->instances.next_id();
    size_t told = problems().size();
    bool leaving = m->rooms.changing() || (m->ending && !m->end_begun);
    start_creation(what);
    finish();
    Instance* made = m->instances.find(id);
    if (!made) return fail("no memory for another instance of " + std::string(object));
    // The creation itself tells of it the first time only.
    bool dropped = leaving && drops_event(*this, *made, events::create) && event_table().find(index, events::create);
    if (dropped && problems().size() == told) tell_of_dropped(*this, events::create, *made);
    return made;
}

Result<void> World::perform(std::string_view object, int32_t nth, std::string_view stem) {
    uint32_t id = 0;
    auto [end, error] = std::from_chars(object.data(), object.data() + object.size(), id);
    Instance* one = error == std::errc() && end == object.data() + object.size() ? m->instances.find(id) : nullptr;
    uint32_t index = one ? one->object : project().object_index(object);
    if (index == no_index)
        return fail("there is no object or instance '" + std::string(object) + "'" +
                    did_you_mean_asset(object, project().objects));
    std::optional<EventId> wanted = event_from_stem(stem);
    if (!wanted)
        return fail("'" + std::string(stem) +
                    "' is no event; events are named as their files are, Step_0, Mouse_7, Other_10" +
                    events_instead(*this, index));
    if (!m->code->events->find(index, *wanted))
        return fail(std::string(object) + " has no event " + std::string(stem) + events_instead(*this, index));
    std::vector<Instance*> instances = one ? std::vector{one} : m->instances.of_object(index);
    if (instances.empty()) return fail("there is no instance of " + std::string(object));
    if (nth >= static_cast<int32_t>(instances.size())) {
        auto by_id = std::find_if(instances.begin(), instances.end(),
                                  [&](const Instance* each) { return each->id == static_cast<uint32_t>(nth); });
        if (by_id == instances.end())
            return fail("there is no " + std::string(object) + "#" + std::to_string(nth) +
                        "; counted from 0 there are " + list_of(object, instances));
        nth = static_cast<int32_t>(by_id - instances.begin());
    }
    std::vector<Value> holders;
    for (int32_t at = 0; at < static_cast<int32_t>(instances.size()); ++at)
        if (nth < 0 || at == nth) holders.emplace_back(static_cast<Struct*>(instances[static_cast<size_t>(at)]));
    bool told = false;
    for (const Value& holder : holders) {
        Instance& instance = *as_instance(holder.as_struct());
        if (!instance.live()) continue;
        if (drops_event(*this, instance, *wanted)) {
            if (!std::exchange(told, true)) tell_of_dropped(*this, *wanted, instance);
            continue;
        }
        start_event(instance, *wanted);
        finish();
    }
    return {};
}

Result<void> World::set_variable_path(const std::string& path, const std::string& gml) {
    Result<Value> done = evaluate(path + " = " + gml + ";", nullptr, "set-var");
    if (!done) return tl::unexpected(done.error());
    return {};
}

Result<void> World::goto_room(std::string_view room) {
    uint32_t index = project().room_index(room);
    if (index == no_index)
        return fail("the project has no room '" + std::string(room) + "'" + did_you_mean_asset(room, project().rooms));
    start_room_change(index);
    finish();
    return {};
}

bool World::declared_for_all() const {
    return m->code->shared_declarations;
}

Result<CodeId> World::compile(const std::string& gml, const std::string& name, UnitKind kind) {
    auto key = std::tuple(m->unit, kind, name, gml);
    auto known = m->code->units.find(key);
    if (known == m->code->units.end()) {
        m->code->program.see(m->unit);
        Result<CodeId> code = compile_anew(gml, name, kind);
        known = m->code->units.emplace(std::move(key), WorldCode::Unit{std::move(code), m->unit}).first;
    }
    m->unit = known->second.knows;
    return known->second.code;
}

static bool declares_globalvar(const Ast& ast) {
    for (NodeId id = 1; id < ast.node_count(); ++id)
        if (ast.node(id).kind == NodeKind::globalvar_declaration) return true;
    return false;
}

Result<CodeId> World::compile_anew(const std::string& gml, const std::string& name, UnitKind kind) {
    size_t macros = m->code->macros.all().size();
    SourceFile& file = m->code->files.emplace_back(name, gml);
    std::vector<Diagnostic> diagnostics;
    m->code->macros.collect(file, diagnostics);
    diagnostics.clear(); // a macro typed twice replaces the first
    ParseOptions options;
    options.lone_values = kind == UnitKind::console;
    ParseResult parsed = parse(file, m->code->macros, options);
    diagnostics = std::move(parsed.diagnostics);
    CodeId code = no_code;
    bool for_all =
        m->code->macros.all().size() != macros || !parsed.ast.enums().empty() || declares_globalvar(parsed.ast);
    m->code->shared_declarations |= for_all;
    if (for_all || parsed.ast.functions().size() > 1) m->unit = m->code->program.begin_unit(m->unit);
    if (parsed.ok()) {
        UnitInput unit{&file, &parsed.ast, kind, name};
        code = m->code->program.build({&unit, 1}, m->code->resolver, *m->code->symbols, diagnostics).front();
    }
    for (const Diagnostic& each : diagnostics)
        if (each.severity == Severity::error) return fail(each.message, each.place.text());
    return code;
}

Result<Value> World::evaluate(const std::string& gml, Struct* self, const std::string& name) {
    Result<CodeId> code = compile(gml, name, UnitKind::console);
    if (!code) return tl::unexpected(code.error());
    size_t before = m->faults.size();
    start_code(*code, self);
    if (finish() == RunResult::fault) {
        const WorldFault& fault = m->faults[before]; // a handler for unhandled exceptions may have added its own
        return fail(fault.fault.message, fault.place.text());
    }
    return result();
}

} // namespace scope
