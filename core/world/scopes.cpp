// Instances meant by `obj.name`, `with (x)` and ids: docs/semantics.md 1.13 and 3.6.
#include "core/world/world_state.h"

#include "core/value/numbers.h"

#include <charconv>
#include <cmath>

namespace scope {

namespace {

constexpr double self_number = -1, other_number = -2, all_number = -3, noone_number = -4, global_number = -5;

/// What GameMaker calls assets that are made at run time; their number follows.
const std::pair<RefKind, std::string> made_names[] = {
    {RefKind::sprite, "__newsprite"},
    {RefKind::font, "__newfont"},
    {RefKind::path, "__newpath"},
    {RefKind::timeline, "__newtimeline"},
};

bool reads(std::string_view digits, uint32_t& number) {
    auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return problem == std::errc() && end == digits.data() + digits.size();
}

/// A number or handle as an id; NaN for everything else.
double id_number(const Value& value) {
    if (value.is_real()) return value.as_real();
    if (value.is_int64() || value.is_int32()) return static_cast<double>(value.as_int64());
    if (value.is_ref(RefKind::instance) || value.is_ref(RefKind::object)) return value.ref_index();
    return std::nan("");
}

} // namespace

Instance* World::instance_of(const Value& id, Struct* self, Struct* other) const {
    if (id.is_struct()) return as_instance(id.as_struct());
    if (id.is_ref() && !id.is_ref(RefKind::instance)) return nullptr;
    double number = id_number(id);
    if (number == self_number) return as_instance(self);
    if (number == other_number) return as_instance(other);
    return number >= first_instance_id - 1 && number < 4294967295.0 ? m->instances.find(static_cast<uint32_t>(number))
                                                                    : nullptr;
}

uint32_t World::object_of(const Value& id) const {
    if (id.is_ref() && !id.is_ref(RefKind::object)) return ~0u;
    double number = id_number(id);
    return number >= 0 && number < static_cast<double>(project().objects.size()) ? static_cast<uint32_t>(number) : ~0u;
}

std::vector<Instance*> World::matching(const Value& target, Struct* self, Struct* other) const {
    if (id_number(target) == all_number) return m->instances.all_live();
    if (uint32_t object = object_of(target); object != ~0u) return m->instances.of_object(object);
    Instance* one = instance_of(target, self, other);
    if (one && one->live()) return {one};
    return {};
}

Struct* World::find_scope(const Value& target, Struct* self, Struct* other, std::string& error) {
    if (target.is_struct()) return target.as_struct();
    if (target.is_method()) return target.as_method()->statics; // function values answer for their statics
    double number = id_number(target);
    if (number == self_number && self) return self;
    if (number == other_number && (other || self)) return other ? other : self;
    if (number == global_number) return global();
    if (uint32_t object = object_of(target); object != ~0u) {
        if (Instance* first = m->instances.first_of(object)) return first;
        error = "Unable to find any instance for object index '" + std::to_string(object) + "' name '" +
                object_name(object) + "'";
        return nullptr;
    }
    // A deactivated or destroyed instance's variables stay readable while it has a record.
    if (Instance* instance = instance_of(target, self, other)) return instance;
    if (std::isnan(number))
        error = "Unable to find instance for " + std::string(type_name(target));
    else
        error = "Unable to find any instance for object index '" + std::to_string(truncate_to_int64(number)) +
                "' name '<undefined>'";
    return nullptr;
}

void World::collect_scopes(const Value& target, Struct* self, Struct* other, std::vector<Struct*>& out) {
    if (target.is_struct() && !target.as_struct()->is_instance) {
        out.push_back(target.as_struct());
        return;
    }
    double number = id_number(target);
    if (number == self_number || number == other_number) {
        Struct* scope = number == self_number ? self : other ? other : self;
        if (scope && is_live(scope)) out.push_back(scope);
        return;
    }
    if (number == global_number) {
        out.push_back(global());
        return;
    }
    for (Instance* instance : matching(target, self, other))
        if (instance->created) out.push_back(instance);
}

bool World::knows_unit(const Struct* scope, uint32_t unit) const {
    if (!m->code->program.sees(unit)) return false;
    auto object = m->code->event_objects.find(unit);
    if (object == m->code->event_objects.end()) return true;
    const Instance* instance = as_instance(scope);
    return instance && m->instances.is_a(instance->object, object->second);
}

bool World::is_live(const Struct* scope) const {
    const Instance* instance = as_instance(scope);
    return !instance || instance->live();
}

std::string World::scope_name(const Struct* scope) const {
    if (!scope) return "global";
    if (scope == m->global.as_struct()) return "global";
    if (const Instance* instance = as_instance(scope)) return object_name(instance->object);
    if (scope->constructor < m->code->program.size()) return m->code->program.code(scope->constructor).short_name;
    return "<unknown_object>";
}

const Struct* World::instance_of_handle(const Value& ref) const {
    return instance_of(ref);
}

std::string World::name_of(const Value& ref) const {
    if (ref.is_method()) {
        uint32_t function = ref.as_method()->function;
        return function_name(function);
    }
    if (ref.is_ref(RefKind::script) || ref.is_ref(RefKind::function)) return function_name(called_by(ref));
    if (const Asset* asset = resolver().asset_of(ref.ref_kind(), ref.ref_index())) return asset->name;
    if (ref.is_ref(RefKind::room)) {
        const Room* room = m->rooms.room(ref.ref_index());
        return room ? room->name : std::string();
    }
    for (const auto& [kind, name] : made_names)
        if (ref.is_ref(kind) && m->stub_handles.exists(kind, ref)) return name + std::to_string(ref.ref_index());
    return {};
}

/// Global functions go by their name, all others by that of their code.
std::string World::function_name(uint32_t function) const {
    if (function & native_function_bit) {
        function &= ~native_function_bit;
        return function < resolver().native_count() ? resolver().native(function).name : std::string();
    }
    if (function >= program().size()) return {};
    const Code& code = program().code(function);
    constexpr std::string_view file = "gml_GlobalScript_"; // a script asset's own code has the asset's name
    if (code.name.starts_with(file)) return code.name.substr(file.size());
    return code.name == "gml_Script_" + code.short_name ? code.short_name : code.name;
}

Value World::handle_named(RefKind kind, std::string_view name) {
    if (Value found = resolver().handle_named(kind, name); !found.is_undefined()) return found;
    if (uint32_t number = 0; kind == RefKind::script && reads(name, number)) {
        if (number < resolver().native_count()) return native_handle(number);
        CodeId function = program().numbered(number);
        return function == no_code ? Value() : program().function_value(function);
    }
    if (const Asset* asset = kind == RefKind::script ? project().find(name) : nullptr;
        asset && asset->kind == AssetKind::script) // one that declares no function of its name
        if (CodeId code = code_of(project().scripts[asset->index].code); code != no_code)
            return program().function_value(code);
    Value made = made_asset(name);
    return made.is_ref(kind) ? made : Value();
}

Value World::made_asset(std::string_view name) {
    for (const auto& [kind, prefix] : made_names) {
        uint32_t number = 0;
        if (!name.starts_with(prefix) || !reads(name.substr(prefix.size()), number)) continue;
        const StubHandles::Entry* entry = m->stub_handles.find(kind, Value(static_cast<double>(number)));
        if (entry) return Value::ref(kind, number, entry->generation);
    }
    return {};
}

} // namespace scope
