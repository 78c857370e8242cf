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

/// The GML expression for a value as the .yy holds it.
std::string value_source(const VariableDefinition& definition, const std::string& value) {
    bool empty = value.find_first_not_of(" \t\r\n") == std::string::npos;
    switch (definition.type) {
    case VariableType::string: return gml_string(value);
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

/// Definitions by name, one table for each object that has any.
class Definitions {
public:
    explicit Definitions(const Project& project) : m_project(project), m_tables(project.objects.size()) {
        for (size_t index = 0; index < m_tables.size(); ++index) {
            for (const VariableDefinition& one : project.objects[index].variables)
                m_tables[index].emplace(one.name, &one);
        }
    }

    /// The definition in the object or its nearest ancestor that has one; nullptr when there is none within 100 levels.
    const VariableDefinition* find(uint32_t object, std::string_view name) const {
        for (int level = 0; level < 100 && object != no_index; ++level) {
            auto at = m_tables[object].find(name);
            if (at != m_tables[object].end()) return at->second;
            object = m_project.objects[object].parent_index;
        }
        return nullptr;
    }

private:
    const Project& m_project;
    std::vector<std::unordered_map<std::string_view, const VariableDefinition*>> m_tables;
};

/// Whose overrides these are, for reports.
struct Owner {
    std::string name;
    std::string yy_path;
};

std::string assignment(const VariableDefinition& definition, const std::string& value) {
    return definition.name + " = " + value_source(definition, value) + ";\n";
}

/// GML for overrides of variables that `object` or an ancestor defines.
std::string override_code(Loading& loading, const Definitions& definitions, uint32_t object,
                          const std::vector<VariableOverride>& overrides, const Owner& owner) {
    std::string text;
    for (const VariableOverride& one : overrides) {
        const VariableDefinition* definition = definitions.find(object, one.name);
        if (definition && is_identifier(one.name)) {
            text += assignment(*definition, one.value);
            continue;
        }
        loading.report(Severity::note, "unknown-variable",
                       owner.name + " sets " + escape_control(one.name) + ", which " +
                           (one.object.empty() ? "its object" : one.object) + " does not define; it is ignored",
                       {owner.yy_path, 0, 0});
    }
    return text;
}

} // namespace

void generate_variable_code(Loading& loading) {
    Project& project = loading.project;
    Definitions definitions(project);
    for (uint32_t index = 0; index < project.objects.size(); ++index) {
        Object& object = project.objects[index];
        const std::string& path = project.asset(AssetKind::object, index).path;
        std::string text =
            override_code(loading, definitions, object.parent_index, object.overrides, {object.name, path});
        for (const VariableDefinition& one : object.variables) {
            if (is_identifier(one.name))
                text += assignment(one, one.value);
            else
                loading.report(Severity::warning, "bad-variable-name",
                               object.name + " defines a variable whose name is not one: " + escape_control(one.name),
                               {path, 0, 0});
        }
        if (!text.empty())
            object.variables_code = loading.add_generated("gml_Object_" + object.name + "_PreCreate_0",
                                                          path + "#variables", std::move(text));
    }
    for (uint32_t room_index = 0; room_index < project.rooms.size(); ++room_index) {
        Room& room = project.rooms[room_index];
        const std::string& path = project.asset(AssetKind::room, room_index).path;
        for (size_t i = 0; i < room.instances.size(); ++i) {
            RoomInstance& instance = room.instances[i];
            std::string text = override_code(loading, definitions, instance.object_index, instance.overrides,
                                             {room.name + "/" + instance.name, path});
            if (!text.empty())
                instance.variables_code =
                    loading.add_generated("gml_RoomCC_" + room.name + "_" + std::to_string(i) + "_PreCreate",
                                          path + "#" + instance.name, std::move(text));
        }
    }
}

} // namespace scope
