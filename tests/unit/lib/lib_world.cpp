#include "lib_world.h"

namespace scope::test {

static std::shared_ptr<const Project> empty_project() {
    auto project = std::make_shared<Project>();
    project->name = "empty";
    project->configurations.push_back({"Default", no_index});
    return project;
}

LibWorld::LibWorld(WorldInput input) {
    if (!input.project) input.project = empty_project();
    input.natives = native_tables();
    input.accessors = accessor_natives();
    world = std::make_unique<World>(std::move(input));
    world->on_log = [this](std::string_view text) { lines.emplace_back(text); };
}

Value LibWorld::value(const std::string& gml) {
    Result<Value> result = world->evaluate(gml);
    EXPECT_TRUE(result.has_value()) << gml << ": " << (result ? "" : result.error().text());
    return result ? *result : Value();
}

std::string LibWorld::text(const std::string& gml) {
    return to_text(world->rules(), world->heap().names(), value(gml));
}

std::string LibWorld::fault(const std::string& gml) {
    Result<Value> result = world->evaluate(gml);
    EXPECT_FALSE(result.has_value()) << gml << " ended well";
    return result ? std::string() : result.error().message;
}

bool LibWorld::call(const std::string& name, std::span<const Value> arguments, Value& result) {
    uint32_t index = world->resolver().find_native(name);
    EXPECT_NE(index, ~0u) << name;
    if (index == ~0u) return false;
    EXPECT_TRUE(world->start_callable(Value::ref(RefKind::function, index), arguments));
    if (world->finish() != RunResult::done) return false;
    result = world->result();
    return true;
}

} // namespace scope::test
