#include "fixture.h"

#include "core/world/rooms.h"

namespace scope::test {

ProjectBuilder::ProjectBuilder() : m_project(std::make_shared<Project>()) {
    m_project->name = "test";
    m_project->configurations.push_back({"Default", no_index});
    room("rm_start", {});
    m_own_room = true;
}

void ProjectBuilder::add_asset(AssetKind kind, const std::string& name, uint32_t index) {
    m_project->asset_by_name[name] = static_cast<uint32_t>(m_project->assets.size());
    m_project->assets.push_back({kind, name, "", index});
}

uint32_t ProjectBuilder::add_code(const std::string& name, const std::string& path, const std::string& text) {
    m_project->code.push_back({name, SourceFile(path, text), true, false});
    return static_cast<uint32_t>(m_project->code.size() - 1);
}

ProjectBuilder& ProjectBuilder::object(const std::string& name, std::map<std::string, std::string> events,
                                       const std::string& parent) {
    Object object;
    object.name = name;
    object.parent = parent;
    for (const auto& [stem, code] : events) {
        ObjectEvent event;
        std::optional<EventId> id = event_from_stem(stem);
        EXPECT_TRUE(id) << stem;
        event.id = id.value_or(EventId());
        event.code = add_code("gml_Object_" + name + "_" + stem, "objects/" + name + "/" + stem + ".gml", code);
        object.events.push_back(event);
    }
    add_asset(AssetKind::object, name, static_cast<uint32_t>(m_project->objects.size()));
    m_project->objects.push_back(std::move(object));
    return *this;
}

ProjectBuilder& ProjectBuilder::script(const std::string& name, const std::string& code) {
    add_asset(AssetKind::script, name, static_cast<uint32_t>(m_project->scripts.size()));
    m_project->scripts.push_back(
        {name, add_code("gml_GlobalScript_" + name, "scripts/" + name + "/" + name + ".gml", code), false});
    return *this;
}

ProjectBuilder& ProjectBuilder::room(const std::string& name,
                                     std::vector<std::pair<std::string, std::string>> instances,
                                     const std::string& creation_code) {
    if (m_own_room) {
        m_project->rooms.clear();
        m_project->room_order.clear();
        m_own_room = false;
    }
    Room room;
    room.name = name;
    RoomLayer layer;
    layer.name = "Instances";
    layer.kind = LayerKind::instance;
    room.layers.push_back(layer);
    for (const auto& [instance_name, object] : instances) {
        RoomInstance instance;
        instance.name = instance_name;
        instance.object = object;
        instance.layer = 0;
        room.instances.push_back(std::move(instance));
    }
    if (!creation_code.empty())
        room.creation_code =
            add_code("gml_Room_" + name + "_Create", "rooms/" + name + "/RoomCreationCode.gml", creation_code);
    uint32_t index = static_cast<uint32_t>(m_project->rooms.size());
    add_asset(AssetKind::room, name, index);
    m_project->room_order.push_back(index);
    m_project->rooms.push_back(std::move(room));
    return *this;
}

std::shared_ptr<const Project> ProjectBuilder::done() {
    for (Object& object : m_project->objects)
        object.parent_index = object.parent.empty() ? no_index : m_project->object_index(object.parent);
    for (Room& room : m_project->rooms)
        for (RoomInstance& instance : room.instances) instance.object_index = m_project->object_index(instance.object);
    return m_project;
}

namespace {

uint32_t object_argument(NativeCall& call, uint32_t index) {
    uint32_t object = world_of(call).object_of(call.arg(index));
    if (object == ~0u) call.error("no such object");
    return object;
}

NativeStatus native_log(NativeCall& call) {
    std::string line;
    for (uint32_t index = 0; index < call.count; ++index) line += (index ? " " : "") + call.shown(index);
    world_of(call).log(line);
    return call.done(Value());
}

NativeStatus native_perform_async(NativeCall& call) {
    return perform_async(call, call.integer(0), call.arg(1));
}

NativeStatus native_perform(NativeCall& call) {
    return perform_event(call, {static_cast<int32_t>(call.integer(0)), static_cast<int32_t>(call.integer(1))});
}

NativeStatus native_user(NativeCall& call) {
    int64_t number = call.integer(0);
    if (number < 0 || number > 15) return call.done(Value());
    return perform_event(call, {7, static_cast<int32_t>(10 + number)});
}

NativeStatus native_perform_object(NativeCall& call) {
    return perform_object_event(call, object_argument(call, 0),
                                {static_cast<int32_t>(call.integer(1)), static_cast<int32_t>(call.integer(2))});
}

NativeStatus native_inherited(NativeCall& call) {
    return perform_inherited(call);
}

NativeStatus native_create(NativeCall& call) {
    NewInstance what;
    what.x = call.real(0);
    what.y = call.real(1);
    what.depth = call.real(2);
    what.object = object_argument(call, 3);
    if (call.has(4)) what.variables = call.arg(4);
    return call.failed() ? NativeStatus::fault : create_instance(call, what);
}

NativeStatus native_destroy(NativeCall& call) {
    World& world = world_of(call);
    Value target = call.count > 0 ? call.arg(0) : Value(-1.0);
    return destroy_instances(call, world.matching(target, call.self, call.other), call.truth_or(1, true));
}

NativeStatus native_exists(NativeCall& call) {
    return call.done(Value::boolean(!world_of(call).matching(call.arg(0), call.self, call.other).empty()));
}

NativeStatus native_number(NativeCall& call) {
    return call.done(Value(static_cast<double>(world_of(call).instances().count_of(object_argument(call, 0)))));
}

NativeStatus set_active(NativeCall& call, bool active) {
    World& world = world_of(call);
    uint32_t object = world.object_of(call.arg(0));
    for (Instance* instance : std::vector<Instance*>(world.instances().records())) {
        bool meant = object != ~0u ? world.instances().is_a(instance->object, object)
                                   : world.instance_of(call.arg(0), call.self, call.other) == instance;
        if (meant) world.instances().set_active(*instance, active);
    }
    return call.done(Value());
}

NativeStatus native_deactivate(NativeCall& call) {
    return set_active(call, false);
}
NativeStatus native_activate(NativeCall& call) {
    return set_active(call, true);
}

NativeStatus native_change(NativeCall& call) {
    return change_instance(call, *as_instance(call.self), object_argument(call, 0), call.truth(1));
}

DsMap* map_argument(NativeCall& call, uint32_t index) {
    std::string error;
    DsMap* map = world_of(call).ds().map(call.arg(index), call.name.data(), static_cast<int>(index + 1), error);
    if (!map) call.error(error);
    return map;
}

NativeStatus native_map_create(NativeCall& call) {
    return call.done(world_of(call).ds().create_map()->handle());
}

NativeStatus native_map_set(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) map->set(call.arg(1), call.arg(2));
    return call.done();
}

NativeStatus native_map_add_map(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) map->set(call.arg(1), call.arg(2), DsOwn::map);
    return call.done();
}

NativeStatus native_map_get(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) return call.done(map->get(call.arg(1)));
    return NativeStatus::fault;
}

NativeStatus native_map_size(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) return call.done(Value(static_cast<double>(map->size())));
    return NativeStatus::fault;
}

NativeStatus native_map_destroy(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) world_of(call).ds().destroy(*map);
    return call.done();
}

NativeStatus native_map_clear(NativeCall& call) {
    if (DsMap* map = map_argument(call, 0)) world_of(call).ds().clear(*map);
    return call.done();
}

NativeStatus native_map_exists(NativeCall& call) {
    return call.done(Value::boolean(world_of(call).ds().exists(RefKind::ds_map, call.arg(0))));
}

NativeStatus native_room_goto(NativeCall& call) {
    world_of(call).rooms().next =
        call.arg(0).is_ref() ? call.arg(0).ref_index() : static_cast<uint32_t>(call.integer(0));
    return call.done(Value());
}

NativeStatus native_game_end(NativeCall& call) {
    world_of(call).end_game();
    return call.done(Value());
}

NativeStatus native_call_later(NativeCall& call) {
    TimeSource* source = world_of(call).time_sources().create(
        TimeSources::game, call.real(0), call.integer(1) == 1 ? TimeUnits::frames : TimeUnits::seconds);
    source->callback = call.arg(2);
    source->once = !call.truth_or(3, false);
    source->repetitions = source->once ? 1 : -1;
    world_of(call).time_sources().start(*source);
    return call.done(Value::ref(RefKind::time_source, source->id));
}

NativeStatus native_http_get(NativeCall& call) {
    NewRequest request;
    request.completes_as = events::async_web;
    request.kind = "http_get";
    request.family = "http";
    request.args = {call.args, call.count};
    return call.done(world_of(call).add_request(request).id);
}

NativeStatus native_random(NativeCall& call) {
    return call.done(Value(static_cast<double>(world_of(call).random().below(static_cast<uint32_t>(call.integer(0))))));
}

NativeStatus native_weak_ref(NativeCall& call) {
    return call.done(Value(call.heap.new_weak_ref(call.arg(0))));
}

NativeStatus native_weak_alive(NativeCall& call) {
    return call.done(Value::boolean(Heap::weak_ref_alive(call.arg(0).as_struct())));
}

constexpr NativeRow natives[] = {
    {"log", native_log},
    {"show_debug_message", native_log},
    {"event_perform_async", native_perform_async, 2, 2},
    {"event_perform", native_perform, 2, 2},
    {"event_user", native_user, 1, 1},
    {"event_perform_object", native_perform_object, 3, 3},
    {"event_inherited", native_inherited, 0, 0},
    {"instance_create_depth", native_create, 4, 5},
    {"instance_destroy", native_destroy, 0, 2},
    {"instance_exists", native_exists, 1, 1},
    {"instance_number", native_number, 1, 1},
    {"instance_deactivate_object", native_deactivate, 1, 1},
    {"instance_activate_object", native_activate, 1, 1},
    {"instance_change", native_change, 2, 2},
    {"ds_map_create", native_map_create, 0, 0},
    {"ds_map_set", native_map_set, 3, 3},
    {"ds_map_add", native_map_set, 3, 3},
    {"ds_map_add_map", native_map_add_map, 3, 3},
    {"ds_map_find_value", native_map_get, 2, 2},
    {"ds_map_size", native_map_size, 1, 1},
    {"ds_map_destroy", native_map_destroy, 1, 1},
    {"ds_map_clear", native_map_clear, 1, 1},
    {"ds_map_alive", native_map_exists, 1, 1},
    {"room_goto", native_room_goto, 1, 1},
    {"game_end", native_game_end, 0, 1},
    {"call_later", native_call_later, 3, 4},
    {"http_get", native_http_get, 1, 1},
    {"irandom", native_random, 1, 1},
    {"weak_ref_create", native_weak_ref, 1, 1},
    {"weak_ref_alive", native_weak_alive, 1, 1},
};

} // namespace

std::vector<std::span<const NativeRow>> test_natives() {
    return {natives};
}

AccessorNatives test_accessors() {
    AccessorNatives out{};
    out.map_get = native_map_get;
    out.map_set = native_map_set;
    return out;
}

TestWorld::TestWorld(ProjectBuilder& builder, WorldInput input) {
    input.project = builder.done();
    for (std::span<const NativeRow> table : test_natives()) input.natives.push_back(table);
    input.accessors = test_accessors();
    world = std::make_unique<World>(std::move(input));
    world->on_log = [this](std::string_view text) { lines.emplace_back(text); };
    for (const Diagnostic& each : world->diagnostics()) // names that nobody declares are what some tests are about
        EXPECT_TRUE(each.severity != Severity::error || each.code == "unknown-name") << each.text();
}

TestWorld::TestWorld(std::unique_ptr<World> made) : world(std::move(made)) {
    world->on_log = [this](std::string_view text) { lines.emplace_back(text); };
}

void TestWorld::boot() {
    EXPECT_TRUE(world->boot());
    for (const WorldFault& fault : world->faults()) ADD_FAILURE() << fault.report;
    lines.clear();
}

std::vector<std::string> TestWorld::take() {
    return std::exchange(lines, {});
}

std::string TestWorld::joined() {
    std::string out;
    for (const std::string& line : take()) out += (out.empty() ? "" : " ") + line;
    return out;
}

void TestWorld::run(const std::string& gml) {
    Result<Value> done = world->evaluate(gml);
    EXPECT_TRUE(done.has_value()) << gml << ": " << (done ? "" : done.error().text());
}

} // namespace scope::test
