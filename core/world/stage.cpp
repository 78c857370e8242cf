// What somebody asks of a world from outside by name: stage steps, fires, the console. Whatever is wrong with it is
// said before anything begins.
#include "core/world/convert_datum.h"
#include "core/world/event_frames.h"

#include "core/base/nearest.h"
#include "core/base/verify.h"
#include "core/gml/parser.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace scope {

namespace {

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

} // namespace

namespace {

/// Delivers a payload as soon as its expressions have been evaluated, one after another.
class FireFrame final : public NativeFrame {
public:
    FireFrame(World& of, int32_t number, Datum payload, std::vector<CodeId> expressions)
        : world(of)
        , m(of.state())
        , m_number(number)
        , m_payload(std::move(payload))
        , m_expressions(std::move(expressions)) {}
    std::string_view name() const override { return {}; }
    NativeStatus resume(NativeCall& call, const Value& returned) override {
        if (m_delivered) return NativeStatus::done;
        if (m_next > 0) m_values.push_back(returned);
        m.vm.set_budget(m.input.vm_limits.budget);
        if (m_next < m_expressions.size()) {
            m.vm.push_call(m_expressions[m_next++], nullptr, nullptr);
            return NativeStatus::call;
        }
        Result<std::unique_ptr<NativeFrame>> dispatch = delivery(world, m_number, m_payload, m_values);
        if (!dispatch) return call.error(dispatch.error().message);
        m.in_payload = false;
        m_delivered = true;
        m.vm.push(std::move(*dispatch));
        return NativeStatus::call;
    }
    static Result<std::unique_ptr<NativeFrame>> delivery(World& world, int32_t number, const Datum& payload,
                                                         const std::vector<Value>& evaluated) {
        ToValueOptions options;
        std::vector<Value> made_buffers;
        options.evaluated = &evaluated;
        options.buffers = &made_buffers;
        Result<Value> map = to_value(world, payload, options);
        if (!map) return tl::unexpected(map.error());
        if (!map->is_ref(RefKind::ds_map)) return fail("the payload of an event is a ds_map");
        world.answered_by_hand(number, *map);
        return make_dispatch(world, number, *map, std::move(made_buffers));
    }

private:
    World& world;
    World::State& m;
    int32_t m_number;
    Datum m_payload;
    std::vector<CodeId> m_expressions;
    std::vector<Value> m_values;
    size_t m_next = 0;
    bool m_delivered = false;
};

} // namespace

Result<void> World::start_fire(int32_t number, const Datum& payload) {
    VERIFY(m->vm.idle());
    if (ended()) return fail("the event was not delivered: " + how_it_ended());
    std::vector<CodeId> expressions;
    for (const std::string& expression : gml_expressions(payload)) {
        Result<CodeId> code = compile(expression, "payload");
        if (!code) return tl::unexpected(code.error());
        expressions.push_back(*code);
    }
    m->vm.set_budget(m->input.vm_limits.budget);
    if (!expressions.empty()) {
        m->in_payload = true;
        m->vm.push(std::make_unique<FireFrame>(*this, number, payload, std::move(expressions)));
        return {};
    }
    Result<std::unique_ptr<NativeFrame>> dispatch = FireFrame::delivery(*this, number, payload, {});
    if (!dispatch) return tl::unexpected(dispatch.error());
    m->vm.push(std::move(*dispatch));
    return {};
}

Result<void> World::fire(int32_t number, const Datum& payload) {
    size_t before = m->faults.size();
    if (auto started = start_fire(number, payload); !started) return started;
    if (finish() == RunResult::fault) return fail(m->faults[before].fault.message, m->faults[before].place.text());
    return {};
}

Result<uint32_t> World::start_create(std::string_view object, const Datum& variables, double x, double y) {
    uint32_t index = project().object_index(object);
    if (index == no_index)
        return fail("the project has no object '" + std::string(object) + "'" +
                    did_you_mean_asset(object, project().objects));
    NewInstance what;
    what.object = index;
    what.x = x;
    what.y = y;
    what.layer = layer_for_instances(*this);
    what.asked = true;
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
    start_creation(what);
    if (!m->instances.find(id)) return fail("no memory for another instance of " + std::string(object));
    return id;
}

Result<Instance*> World::create(std::string_view object, const Datum& variables, double x, double y) {
    Result<uint32_t> id = start_create(object, variables, x, y);
    if (!id) return tl::unexpected(id.error());
    finish();
    return m->instances.find(*id);
}

Result<Performers> World::performers(std::string_view object, int32_t nth, std::string_view stem) const {
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
    Performers out{*wanted, {}};
    for (int32_t at = 0; at < static_cast<int32_t>(instances.size()); ++at)
        if (nth < 0 || at == nth) out.instances.push_back(instances[static_cast<size_t>(at)]->id);
    return out;
}

bool World::start_perform(uint32_t id, EventId which, bool tell) {
    Instance* instance = m->instances.find(id);
    if (!instance || !instance->live()) return true;
    bool dropped = drops_event(*this, *instance, which);
    if (!dropped)
        start_event(*instance, which);
    else if (tell)
        tell_of_dropped(*this, which, *instance);
    return !dropped;
}

Result<void> World::perform(std::string_view object, int32_t nth, std::string_view stem) {
    Result<Performers> found = performers(object, nth, stem);
    if (!found) return tl::unexpected(found.error());
    bool tell = true;
    for (uint32_t id : found->instances) {
        tell &= start_perform(id, found->event, tell);
        finish();
    }
    return {};
}

Result<void> World::set_variable_path(const std::string& path, const std::string& gml) {
    Result<Value> done = evaluate(path + " = " + gml + ";", nullptr, "set-var");
    if (!done) return tl::unexpected(done.error());
    return {};
}

Result<void> World::start_room(std::string_view room) {
    uint32_t index = project().room_index(room);
    if (index == no_index)
        return fail("the project has no room '" + std::string(room) + "'" + did_you_mean_asset(room, project().rooms));
    start_room_change(index);
    return {};
}

Result<void> World::goto_room(std::string_view room) {
    auto started = start_room(room);
    if (started) finish();
    return started;
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

Result<void> World::start_gml(const std::string& gml, const std::string& name, Struct* self) {
    Result<CodeId> code = compile(gml, name, UnitKind::console);
    if (!code) return tl::unexpected(code.error());
    start_code(*code, self);
    return {};
}

Result<Value> World::evaluate(const std::string& gml, Struct* self, const std::string& name) {
    size_t before = m->faults.size();
    if (auto started = start_gml(gml, name, self); !started) return tl::unexpected(started.error());
    if (finish() == RunResult::fault) {
        const WorldFault& fault = m->faults[before]; // a handler for unhandled exceptions may have added its own
        return fail(fault.fault.message, fault.place.text());
    }
    return result();
}

} // namespace scope
