#include "core/world/project_resolver.h"

#include "core/gml/code.h"
#include "core/world/instance.h"
#include "core/world/stubs.h"
#include "core/world/variables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace scope {

RefKind ProjectResolver::ref_kind(AssetKind kind) {
    switch (kind) {
    case AssetKind::object: return RefKind::object;
    case AssetKind::script: return RefKind::script;
    case AssetKind::room: return RefKind::room;
    case AssetKind::sprite: return RefKind::sprite;
    case AssetKind::sound: return RefKind::sound;
    case AssetKind::font: return RefKind::font;
    case AssetKind::shader: return RefKind::shader;
    case AssetKind::path: return RefKind::path;
    case AssetKind::timeline: return RefKind::timeline;
    case AssetKind::sequence: return RefKind::sequence;
    case AssetKind::tileset: return RefKind::tileset;
    case AssetKind::anim_curve: return RefKind::animcurve;
    case AssetKind::particle_system: return RefKind::particle_system;
    case AssetKind::extension: return RefKind::extension;
    case AssetKind::audio_group: return RefKind::audio_group;
    case AssetKind::note:
    case AssetKind::other: break;
    }
    return RefKind::none;
}

Value ProjectResolver::asset_value(const Asset& asset) {
    if (asset.kind == AssetKind::audio_group) return Value(static_cast<double>(asset.index));
    return Value::ref(ref_kind(asset.kind), asset.index);
}

Value ProjectResolver::handle_named(RefKind kind, std::string_view name) const {
    Resolution found = resolve(name);
    bool function = kind == RefKind::script || kind == RefKind::function;
    switch (found.kind) {
    case Resolution::Kind::constant: return found.value.is_ref(kind) ? found.value : Value();
    case Resolution::Kind::function: return function ? program->function_value(found.index) : Value();
    case Resolution::Kind::native: return function ? native_handle(found.index) : Value();
    default: return {};
    }
}

const Asset* ProjectResolver::asset_of(RefKind kind, uint32_t index) const {
    auto found = m_assets.find(static_cast<uint64_t>(kind) << 32 | index);
    return found == m_assets.end() ? nullptr : found->second;
}

void ProjectResolver::add_constant(std::string_view name, Value value) {
    Resolution& entry = m_table[name].resolution;
    entry = {};
    entry.kind = Resolution::Kind::constant;
    entry.value = std::move(value);
}

Resolution ProjectResolver::add_native(const NativeRow& row) const {
    Meaning& meaning = m_table[row.name];
    if (meaning.native == ~0u) {
        meaning.native = static_cast<uint32_t>(m_natives.size());
        m_natives.push_back(row);
    } else {
        m_natives[meaning.native] = row;
    }
    Resolution& entry = meaning.resolution;
    entry = {};
    entry.kind = Resolution::Kind::native;
    entry.index = meaning.native;
    entry.stub = (row.flags & NativeRow::stub) != 0;
    return entry;
}

void ProjectResolver::add_room_instances() {
    uint32_t id = first_instance_id;
    for (const Room& room : m_project.rooms) {
        m_first_ids.push_back(id);
        for (const RoomInstance& instance : room.instances)
            add_constant(instance.name, Value::ref(RefKind::instance, id++));
    }
    m_first_free_id = id;
}

ProjectResolver::ProjectResolver(const Project& project, std::vector<std::span<const NativeRow>> natives)
    : m_project(project) {
    m_table.reserve(function_rows().size() + constant_rows().size() + builtin_variables().size() +
                    project.assets.size());
    for (const FunctionRow& row : function_rows())
        add_native({row.name.data(), answer_stub, 0, -1, NativeRow::stub | NativeRow::calls_out});
    for (const Extension& extension : project.extensions) {
        for (const ExtensionFile& file : extension.files) {
            for (const ExtensionFunction& function : file.functions) {
                m_extension_functions[function.name] = &function;
                add_native({function.name.c_str(), answer_stub, 0, -1, NativeRow::stub | NativeRow::calls_out});
            }
        }
    }
    for (std::span<const NativeRow> table : natives)
        for (const NativeRow& row : table) add_native(row);
    for (const ConstantRow& row : constant_rows()) add_constant(row.name, Value(row.value));
    add_constant("true", Value::boolean(true));
    add_constant("false", Value::boolean(false));
    add_constant("pi", Value(std::numbers::pi));
    add_constant("NaN", Value(std::numeric_limits<double>::quiet_NaN()));
    add_constant("infinity", Value(std::numeric_limits<double>::infinity()));
    add_constant("undefined", Value());
    add_constant("pointer_null", Value::pointer(0));
    add_constant("pointer_invalid", Value::pointer(~uint64_t(0)));
    for (size_t index = 0; index < builtin_variables().size(); ++index) {
        const BuiltinVariable& variable = builtin_variables()[index];
        Resolution& entry = m_table[variable.name].resolution;
        entry = {};
        entry.kind = Resolution::Kind::variable;
        entry.index = static_cast<uint32_t>(index);
        entry.of_instance = variable.of_instance;
        entry.read_only = !variable.writable;
    }
    // Ordinary members to the vm, but nobody has to give them a value.
    for (std::string_view name : instance_slot_names) m_table[name].resolution.of_instance = true;
    add_room_instances();
    for (const Asset& asset : project.assets) {
        RefKind kind = ref_kind(asset.kind);
        // The name of a script means the function of that name: `ref script` numbers are code, not assets.
        if (kind == RefKind::none || kind == RefKind::script) continue;
        m_assets.emplace(static_cast<uint64_t>(kind) << 32 | asset.index, &asset);
        add_constant(asset.name, asset_value(asset));
    }
}

Resolution ProjectResolver::resolve(std::string_view name) const {
    if (program) {
        CodeId function = program->find_function(name);
        if (function == no_code) {
            auto external = m_extension_functions.find(name);
            if (external != m_extension_functions.end() && external->second->external_name != name)
                function = program->find_function(external->second->external_name);
        }
        if (function != no_code) {
            Resolution found;
            found.kind = Resolution::Kind::function;
            found.index = function;
            return found;
        }
    }
    auto found = m_table.find(name);
    return found == m_table.end() ? Resolution() : found->second.resolution;
}

Resolution ProjectResolver::resolve_foreign(std::string_view name, bool called) const {
    struct Family {
        std::string_view prefix;
        bool constants; ///< variables of games begin so, too, where it is false
    };
    static constexpr Family families[] = {
        {"gdk_", true},
        {"ms_iap_", true},
        {"ps3_", true},
        {"ps4_", true},
        {"ps5_", true},
        {"psn_", true},
        {"psvita_", true},
        {"switch_", false},
        {"switch_controller_", true},
        {"switch_irsensor_", true},
        {"switch_matchmaking_", true},
        {"switch_npln_", true},
        {"switch_operation_mode_", true},
        {"switch_performance_", true},
        {"xboxone_", true},
        {"xboxlive_", true},
        {"xboxseriesxs_", true},
    };
    bool foreign = std::any_of(std::begin(families), std::end(families), [&](const Family& family) {
        return (called || family.constants) && name.starts_with(family.prefix);
    });
    Resolution found;
    if (!foreign) return found;
    if (called)
        return add_native(
            {m_foreign_names.emplace_back(name).c_str(), answer_stub, 0, -1, NativeRow::stub | NativeRow::calls_out});
    found.kind = Resolution::Kind::constant;
    found.value = Value(0.0);
    return found;
}

uint32_t ProjectResolver::find_native(std::string_view name) const {
    auto found = m_table.find(name);
    return found == m_table.end() ? ~0u : found->second.native;
}

const ExtensionFunction* ProjectResolver::extension_function(std::string_view name) const {
    auto found = m_extension_functions.find(name);
    return found == m_extension_functions.end() ? nullptr : found->second;
}

} // namespace scope
