// Variable definitions as GML, since their values are source text: one assignment a line, in the order of the
// definitions.
#include "core/project/load.h"

#include "core/base/text.h"

namespace scope {

namespace {

bool is_identifier(std::string_view name) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (name.empty() || !letter(name[0])) return false;
    for (char c : name) {
        if (!letter(c) && !(c >= '0' && c <= '9')) return false;
    }
    return true;
}

std::string string_literal(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
    }
    return out + "\"";
}

/// The GML expression for a value as the .yy holds it.
std::string value_source(const VariableDefinition& definition, const std::string& value) {
    bool empty = value.find_first_not_of(" \t\r\n") == std::string::npos;
    switch (definition.type) {
    case VariableType::string: return string_literal(value);
    case VariableType::boolean:
        if (equal_ignoring_case(value, "true")) return "true";
        return empty || equal_ignoring_case(value, "false") ? "false" : value;
    case VariableType::real:
    case VariableType::integer: return empty ? "0" : value;
    case VariableType::asset: return empty ? "noone" : value;
    case VariableType::list:
        if (definition.multiple) return "[" + value + "]";
        break;
    default: break;
    }
    return empty ? "undefined" : value;
}

/// The definition of `name` in the object or its nearest ancestor that has one.
const VariableDefinition* find_definition(const Project& project, uint32_t object, std::string_view name) {
    for (; object != no_index; object = project.objects[object].parent_index) {
        for (const VariableDefinition& one : project.objects[object].variables) {
            if (one.name == name) return &one;
        }
    }
    return nullptr;
}

void append_overrides(Loading& loading, uint32_t object, const std::vector<VariableOverride>& overrides,
                      const std::string& owner, std::string& text) {
    for (const VariableOverride& one : overrides) {
        const VariableDefinition* definition = find_definition(loading.project, object, one.name);
        if (definition && is_identifier(one.name)) {
            text += one.name + " = " + value_source(*definition, one.value) + ";\n";
            continue;
        }
        loading.report(Severity::note, "unknown-variable",
                       owner + " sets " + one.name + ", which " + (one.object.empty() ? "its object" : one.object) +
                           " does not define; it is ignored");
    }
}

} // namespace

void generate_variable_code(Loading& loading) {
    Project& project = loading.project;
    for (uint32_t index = 0; index < project.objects.size(); ++index) {
        Object& object = project.objects[index];
        std::string text;
        append_overrides(loading, object.parent_index, object.overrides, object.name, text);
        for (const VariableDefinition& one : object.variables) {
            if (is_identifier(one.name))
                text += one.name + " = " + value_source(one, one.value) + ";\n";
            else
                loading.report(Severity::warning, "bad-variable-name",
                               object.name + " defines a variable whose name is not one: " + escape_control(one.name));
        }
        if (text.empty()) continue;
        object.variables_code =
            loading.add_generated("gml_Object_" + object.name + "_PreCreate_0",
                                  project.asset(AssetKind::object, index).path + "#variables", std::move(text));
    }
    for (uint32_t room_index = 0; room_index < project.rooms.size(); ++room_index) {
        Room& room = project.rooms[room_index];
        for (size_t i = 0; i < room.instances.size(); ++i) {
            RoomInstance& instance = room.instances[i];
            std::string text;
            append_overrides(loading, instance.object_index, instance.overrides, room.name + "/" + instance.name, text);
            if (text.empty()) continue;
            instance.variables_code = loading.add_generated(
                "gml_RoomCC_" + room.name + "_" + std::to_string(i) + "_PreCreate",
                project.asset(AssetKind::room, room_index).path + "#" + instance.name, std::move(text));
        }
    }
}

} // namespace scope
