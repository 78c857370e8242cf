#include "core/lib/members.h"

#include "core/lib/limits.h"

namespace scope {

Struct* find_scope_argument(NativeCall& c, uint32_t index) {
    const Value& value = c.arg(index);
    if (value.is_struct()) return value.as_struct();
    if (CodeId code = code_called_by(value); code < world_of(c).program().size()) return c.vm.statics_of(code);
    if (!value.is_numeric() && !value.is_ref()) return nullptr;
    std::string unused;
    return c.host.find_scope(value, c.self, c.other, unused);
}

Struct* scope_argument(NativeCall& c, uint32_t index) {
    if (c.failed()) return nullptr;
    Struct* found = find_scope_argument(c, index);
    if (!found) c.wrong_type(index, "struct");
    return found;
}

std::string name_argument(NativeCall& c, uint32_t index) {
    if (c.arg(index).is_undefined() && !c.failed()) c.wrong_type(index, "String (YYGS)");
    return c.failed() ? std::string() : c.shown(index);
}

static bool is_builtin(NativeCall& c, const Struct& scope, std::string_view name) {
    return scope.is_instance && world_of(c).is_builtin_variable(name);
}

static const Value* find(NativeCall& c, const Struct& scope, std::string_view name, Symbol& symbol) {
    symbol = c.heap.names().find(name);
    return symbol == NameTable::none ? nullptr : scope.find_with_statics(symbol);
}

/// What a weak reference shows of itself.
static bool is_target(const Struct& scope, std::string_view name) {
    return scope.is_weak_ref && name == "ref";
}

bool has_member(NativeCall& c, Struct& scope, std::string_view name) {
    Symbol symbol = 0;
    return is_target(scope, name) || find(c, scope, name, symbol) || is_builtin(c, scope, name);
}

bool read_member(NativeCall& c, Struct& scope, std::string_view name, Value& out) {
    World& world = world_of(c);
    if (is_target(scope, name)) return out = Heap::weak_ref_target(&scope), true;
    Symbol symbol = 0;
    if (const Value* found = find(c, scope, name, symbol)) {
        if (scope.watched && world.observer()) world.observer()->on_watched_read(scope, symbol, *found);
        out = *found;
        return true;
    }
    if (!is_builtin(c, scope, name)) return false;
    std::string error;
    if (world.get_builtin(name, &scope, out, error)) return true;
    if (!error.empty()) c.error(std::move(error));
    return false;
}

bool write_member(NativeCall& c, Struct& scope, std::string_view name, const Value& value) {
    if (&scope == c.host.global() && !has_member(c, scope, name)) { // as in reading, a variable of the game comes first
        Resolution builtin = c.host.resolve(name);
        if (builtin.kind == Resolution::Kind::variable && !builtin.of_instance) {
            std::string error;
            bool set = builtin.read_only || c.host.set_variable(builtin.index, nullptr, -1, value, error);
            return set || (c.error(std::move(error)), false); // a read-only one stays as it is
        }
    }
    if (is_builtin(c, scope, name)) {
        std::string error;
        if (world_of(c).set_builtin(name, &scope, value, error)) return true;
        if (!error.empty()) return c.error(std::move(error)), false;
        // x, depth, image_index ...: a slot of the instance, written like any member.
    }
    Symbol symbol = c.heap.names().find(name);
    if (symbol == NameTable::none || !scope.find(symbol)) symbol = symbol_of(c, name);
    if (symbol == NameTable::none) return false;
    if (scope.set(symbol, value)) return true;
    no_room(c);
    return false;
}

Symbol symbol_of(NativeCall& c, std::string_view name) {
    constexpr size_t name_bytes = 128;
    return c.charge(32) && c.may_allocate(name.size() + name_bytes) ? c.heap.names().intern(name) : NameTable::none;
}

std::vector<std::string> member_names(NativeCall& c, const Struct& scope) {
    if (!c.charge(scope.size())) return {};
    if (scope.is_instance) return world_of(c).own_names(static_cast<const Instance&>(scope));
    std::vector<std::string> names;
    names.reserve(scope.size());
    for (Symbol name : scope.shape->names()) {
        names.emplace_back(c.heap.names().text(name));
        if (!c.may_read(names.back().size())) return {};
    }
    return names;
}

size_t count_members(NativeCall& c, const Struct& scope) {
    return scope.is_instance ? member_names(c, scope).size() : scope.size();
}

NativeStatus names_array(NativeCall& c, const std::vector<std::string>& names) {
    if (c.failed() || !fits_array(c, static_cast<double>(names.size()))) return NativeStatus::fault;
    Value result(c.heap.new_array());
    for (const std::string& name : names) {
        if (!c.may_allocate(name.size() + 64)) return NativeStatus::fault;
        if (!result.as_array()->push(Value(c.heap.new_string(name)))) return no_room(c);
    }
    return c.done(std::move(result));
}

} // namespace scope
