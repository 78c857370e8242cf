// Objects and scripts.
#include "core/base/event_id.h"
#include "core/project/load.h"

#include <cmath>
#include <optional>
#include <set>
#include <tuple>

namespace scope {

std::vector<VariableOverride> read_overrides(JsonValue list) {
    std::vector<VariableOverride> overrides;
    for (JsonValue entry : list) {
        VariableOverride one;
        one.object = reference(entry["objectId"]);
        one.name = reference(entry["propertyId"]);
        one.value = entry["value"].text();
        if (!one.name.empty()) overrides.push_back(std::move(one));
    }
    return overrides;
}

static std::vector<VariableDefinition> read_variables(JsonValue list) {
    std::vector<VariableDefinition> variables;
    for (JsonValue entry : list) {
        VariableDefinition one;
        one.name = entry["name"].text();
        int64_t type = entry["varType"].integer();
        constexpr auto last = static_cast<int64_t>(VariableType::colour);
        one.type = type >= 0 && type <= last ? static_cast<VariableType>(type) : VariableType::expression;
        one.value = entry["value"].text();
        one.multiple = entry["multiselect"].boolean();
        if (!one.name.empty()) variables.push_back(std::move(one));
    }
    return variables;
}

/// The number itself or nothing: what is cut or bounded would be another event's. An absent one counts as 0.
static std::optional<int32_t> event_number(JsonValue value) {
    if (value.is_null()) return 0;
    double number = value.kind() == JsonKind::boolean ? NAN : value.number(NAN);
    bool whole = number >= 0 && number <= INT32_MAX && number == std::trunc(number);
    return whole ? std::optional<int32_t>(static_cast<int32_t>(number)) : std::nullopt;
}

static void read_events(Loading& loading, const YyFile& yy, Object& object) {
    std::set<std::tuple<int32_t, int32_t, std::string>> seen;
    std::string folder = folder_of(yy.path);
    for (JsonValue entry : yy.root()["eventList"]) {
        ObjectEvent event;
        JsonValue type = entry["eventType"], number = entry["eventNum"];
        auto type_number = event_number(type), own_number = event_number(number);
        auto skip = [&](JsonValue at, const std::string& why) {
            loading.report(Severity::warning, "damaged-event", object.name + ": " + why + " is skipped", yy.place(at));
        };
        event.collision_object = reference(entry["collisionObjectId"]);
        if (type.is_null() || (type_number == event_type::collision && event.collision_object.empty())) {
            skip(entry, "an event without a type or object");
            continue;
        }
        if (!type_number || !own_number) {
            skip(type_number ? number : type, std::string("an event whose ") +
                                                  (type_number ? "eventNum" : "eventType") +
                                                  " is no whole number from 0 up");
            continue;
        }
        event.id = {*type_number, *own_number};
        std::string stem = event_stem(event.id, event.collision_object);
        if (!is_event(event.id))
            loading.report(Severity::warning, "unknown-event",
                           object.name + ": GameMaker has no event " + std::to_string(event.id.type) + ", " +
                               std::to_string(event.id.number) + " (" + stem + ".gml); it never happens",
                           yy.place(entry));
        if (!seen.emplace(event.id.type, event.id.number, event.collision_object).second) {
            loading.report(Severity::note, "duplicate-event", object.name + " lists " + stem + " twice",
                           yy.place(entry));
            continue;
        }
        event.code = loading.add_code("gml_Object_" + object.name + "_" + stem, folder + "/" + stem + ".gml", yy);
        object.events.push_back(std::move(event));
    }
}

Object read_object(Loading& loading, const YyFile& yy, const std::string& name) {
    JsonValue root = yy.root();
    Object object;
    object.name = name;
    object.parent = reference(root["parentObjectId"]);
    object.sprite = reference(root["spriteId"]);
    object.mask = reference(root["spriteMaskId"]);
    object.visible = root["visible"].boolean(true);
    object.solid = root["solid"].boolean();
    object.persistent = root["persistent"].boolean();
    object.physics = root["physicsObject"].boolean();
    object.variables = read_variables(root["properties"]);
    object.overrides = read_overrides(root["overriddenProperties"]);
    read_events(loading, yy, object);
    return object;
}

/// Sets parent_index, and cuts every parent chain that is a circle where it closes.
void link_objects(Loading& loading) {
    std::vector<Object>& objects = loading.project.objects;
    auto place = [&](uint32_t index) { return Place{loading.project.asset(AssetKind::object, index).path, 0, 0}; };
    for (uint32_t index = 0; index < objects.size(); ++index) {
        Object& object = objects[index];
        if (object.parent.empty()) continue;
        object.parent_index = loading.project.object_index(object.parent);
        if (object.parent_index == no_index)
            loading.report(Severity::warning, "missing-parent",
                           "the parent " + object.parent + " of " + object.name + " does not exist", place(index));
    }
    enum : uint8_t { unseen, on_path, done };
    std::vector<uint8_t> state(objects.size(), unseen);
    std::vector<uint32_t> path;
    for (uint32_t start = 0; start < objects.size(); ++start) {
        path.clear();
        for (uint32_t at = start; at != no_index && state[at] == unseen; at = objects[at].parent_index) {
            state[at] = on_path;
            path.push_back(at);
            uint32_t parent = objects[at].parent_index;
            if (parent == no_index || state[parent] != on_path) continue;
            loading.report(Severity::error, "parent-circle",
                           objects[at].name + " is its own ancestor; it is loaded without its parent", place(at));
            objects[at].parent_index = no_index;
        }
        for (uint32_t index : path) state[index] = done;
    }
}

Script read_script(Loading& loading, const YyFile& yy, const std::string& name) {
    Script script;
    script.name = name;
    script.compatibility = yy.root()["isCompatibility"].boolean();
    script.code = loading.add_code("gml_GlobalScript_" + name, folder_of(yy.path) + "/" + name + ".gml", yy);
    return script;
}

} // namespace scope
