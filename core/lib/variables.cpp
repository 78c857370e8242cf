// variable_instance_* and variable_global_*: variables by name, built-in ones too. An object's name means its first
// instance when reading and all of them when writing (docs/semantics.md 3.6).

#include "core/lib/existence.h"
#include "core/lib/members.h"
#include "core/lib/value_tables.h"

namespace scope {

/// Of variable_instance_*: what can be no instance at all is a fault, one that is gone is not.
static Struct* instance_argument(NativeCall& c) {
    const Value& value = c.arg(0);
    if (value.is_undefined() || value.is_string() || value.is_array()) c.wrong_type(0, "instance");
    return c.failed() ? nullptr : find_scope_argument(c, 0);
}

static NativeStatus variable_instance_exists(NativeCall& c) {
    std::string name = name_argument(c, 1);
    Struct* scope = instance_argument(c);
    if (c.failed()) return NativeStatus::fault;
    return c.done(Value::boolean(scope && has_member(c, *scope, name)));
}

static NativeStatus variable_instance_get(NativeCall& c) {
    std::string name = name_argument(c, 1);
    Struct* scope = find_scope_argument(c, 0);
    Value found;
    if (!c.failed() && scope) read_member(c, *scope, name, found);
    return c.done(std::move(found));
}

static NativeStatus variable_instance_set(NativeCall& c) {
    std::string name = name_argument(c, 1);
    if (c.failed()) return NativeStatus::fault;
    const Value& target = c.arg(0);
    if (target.is_struct()) {
        write_member(c, *target.as_struct(), name, c.arg(2));
        return c.done();
    }
    if (!target.is_numeric() && !target.is_ref()) return c.wrong_type(0, "instance");
    std::vector<Struct*> scopes;
    c.host.collect_scopes(target, c.self, c.other, scopes);
    if (scopes.empty())
        if (Struct* one = find_scope_argument(c, 0)) scopes.push_back(one);
    std::vector<Value> held(scopes.begin(), scopes.end());
    for (Struct* scope : scopes)
        if (!c.charge(8 + name.size() / 16) || !write_member(c, *scope, name, c.arg(2))) break;
    return c.done();
}

static NativeStatus variable_instance_get_names(NativeCall& c) {
    Struct* scope = instance_argument(c);
    if (c.failed()) return NativeStatus::fault;
    return names_array(c, scope ? member_names(c, *scope) : std::vector<std::string>());
}

static NativeStatus variable_instance_names_count(NativeCall& c) {
    Struct* scope = instance_argument(c);
    if (c.failed()) return NativeStatus::fault;
    return c.done(scope ? static_cast<double>(count_members(c, *scope)) : -1.0);
}

/// A global variable, a function that a script declares, or a built-in variable that is no instance's.
static bool read_global(NativeCall& c, std::string_view name, Value& out) {
    World& world = world_of(c);
    if (read_member(c, *world.global(), name, out)) return true;
    if (CodeId function = world.program().find_function(name); function != no_code) {
        out = world.program().function_value(function);
        return true;
    }
    std::string not_global;
    return world.get_builtin(name, nullptr, out, not_global);
}

static NativeStatus variable_global_exists(NativeCall& c) {
    std::string name = name_argument(c, 0);
    Value unused;
    if (c.failed()) return NativeStatus::fault;
    return c.done(Value::boolean(has_member(c, *c.host.global(), name) || read_global(c, name, unused)));
}

static NativeStatus variable_global_get(NativeCall& c) {
    std::string name = name_argument(c, 0);
    Value found;
    if (!c.failed()) read_global(c, name, found);
    return c.done(std::move(found));
}

static NativeStatus variable_global_set(NativeCall& c) {
    std::string name = name_argument(c, 0);
    if (c.failed()) return NativeStatus::fault;
    write_member(c, *c.host.global(), name, c.arg(1));
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"variable_instance_exists", unless_undefined<variable_instance_exists, 1>, 2, 2},
    {"variable_instance_get", variable_instance_get, 2, 2},
    {"variable_instance_set", variable_instance_set, 3, 3},
    {"variable_instance_get_names", variable_instance_get_names, 1, 1},
    {"variable_instance_names_count", variable_instance_names_count, 1, 1},
    {"variable_global_exists", unless_undefined<variable_global_exists>, 1, 1},
    {"variable_global_get", variable_global_get, 1, 1},
    {"variable_global_set", variable_global_set, 2, 2},
};

std::span<const NativeRow> variable_natives() {
    return rows;
}

} // namespace scope
