// Compiles any text as GML and runs it twice in a small world: at the console, and inside an async event that two
// objects handle; half of the inputs are watched by a recorder. No input may crash, hang or exhaust memory. Worlds are
// copies of one that is booted anew after some hundred inputs, since what was compiled and named stays with the code
// that copies share. ./dev fuzz fuzz_run; words: tests/fuzz/gml.dict
#include "core/base/verify.h"
#include "core/data/typed_json.h"
#include "core/lib/library.h"
#include "core/record/recorder.h"

#include <cstddef>

using namespace scope;

namespace {

constexpr int async_social = 70;
constexpr int inputs_per_world = 200;

uint32_t add_object(Project& project, const std::string& name, const std::string& parent, const std::string& handler) {
    Object object;
    object.name = name;
    object.parent = parent;
    if (!parent.empty()) object.parent_index = project.object_index(parent);
    ObjectEvent event;
    event.id = {7, async_social};
    event.code = static_cast<uint32_t>(project.code.size());
    project.code.push_back({"gml_Object_" + name + "_Other_70", SourceFile(name + "/Other_70.gml", handler)});
    object.events.push_back(event);
    project.objects.push_back(std::move(object));
    VERIFY(project.add_asset(AssetKind::object, name, ""));
    return static_cast<uint32_t>(project.objects.size() - 1);
}

/// Two objects whose handlers run the input, one instance of each in the room.
std::shared_ptr<const Project> small_project() {
    Project project = empty_project();
    Room& room = project.rooms.front();
    RoomLayer layer;
    layer.name = "Instances";
    layer.kind = LayerKind::instance;
    room.layers.push_back(layer);
    for (bool child : {false, true}) {
        RoomInstance instance;
        instance.name = child ? "inst_child" : "inst_parent";
        instance.object = child ? "obj_child" : "obj_parent";
        instance.layer = static_cast<uint32_t>(room.layers.size() - 1);
        instance.object_index = add_object(project, instance.object, child ? "obj_parent" : "",
                                           child ? "event_inherited(); a = async_load[? \"id\"];" : "global.input();");
        room.instances.push_back(std::move(instance));
    }
    return std::make_shared<const Project>(std::move(project));
}

std::unique_ptr<World> booted_world() {
    static const std::shared_ptr<const Project> project = small_project();
    WorldInput input;
    input.project = project;
    input.natives = native_tables();
    input.accessors = accessor_natives();
    input.prelude = prelude();
    input.vm_limits.budget = 20000;
    input.vm_limits.depth = 200;
    input.heap_limits.total_bytes = size_t(16) << 20;
    input.heap_limits.string_bytes = size_t(1) << 20;
    input.heap_limits.array_items = size_t(1) << 16;
    auto world = std::make_unique<World>(std::move(input));
    VERIFY(world->boot() && world->instances().all_live().size() == 2);
    return world;
}

const Datum& payload() {
    static const Datum map = *read_payload(
        R"({"id":"shop","status":1,"value":2.5,"list":[1,"two",{"three":3}],"map":{"nested":true},"n":{"$int64":"5"}})");
    return map;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static std::unique_ptr<World> first;
    static int left = 0;
    if (left-- == 0) {
        first = booted_world();
        left = inputs_per_world;
    }
    std::unique_ptr<World> world = first->clone();
    Dictionary dictionary;
    std::unique_ptr<Recorder> recorder;
    if (size % 2) recorder = std::make_unique<Recorder>(*world, dictionary, RecordSinks{});
    Result<CodeId> code = world->compile(std::string(reinterpret_cast<const char*>(data), size), "input");
    if (!code) return 0;
    world->start_code(*code, world->instances().all_live().front());
    world->finish();
    if (!world->global()->set(world->symbol("input"), world->program().function_value(*code))) return 0;
    if (!world->ended()) (void)world->fire(async_social, payload()); // refused when memory is used up
    if (!world->ended()) world->run_frame();
    if (!world->ended()) world->start_game_end();
    world->finish();
    return 0;
}
