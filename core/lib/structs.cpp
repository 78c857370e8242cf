// struct_* and variable_struct_*: docs/semantics.md 3.6. A missing member reads as undefined.

#include "core/lib/callbacks.h"
#include "core/lib/existence.h"
#include "core/lib/limits.h"
#include "core/lib/members.h"
#include "core/lib/value_tables.h"

namespace scope {

static NativeStatus struct_exists(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string name = name_argument(c, 1);
    return c.failed() ? NativeStatus::fault : c.done(Value::boolean(has_member(c, *scope, name)));
}

static NativeStatus struct_get(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string name = name_argument(c, 1);
    Value found;
    if (!c.failed()) read_member(c, *scope, name, found);
    return c.done(std::move(found));
}

static NativeStatus struct_set(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string name = name_argument(c, 1);
    if (!c.failed()) write_member(c, *scope, name, c.arg(2));
    return c.done();
}

static NativeStatus remove(NativeCall& c, Struct& scope, Symbol name) {
    if (!c.charge(scope.size() / 16)) return NativeStatus::fault;
    if (name != NameTable::none && !(scope.is_instance && world_of(c).is_builtin_variable(c.heap.names().text(name))))
        scope.remove(name);
    return c.done();
}
static NativeStatus struct_remove(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string name = name_argument(c, 1);
    return c.failed() ? NativeStatus::fault : remove(c, *scope, c.heap.names().find(name));
}

static NativeStatus struct_get_names(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    return scope ? names_array(c, member_names(c, *scope)) : NativeStatus::fault;
}
static NativeStatus struct_names_count(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    return scope ? c.done(static_cast<double>(count_members(c, *scope))) : NativeStatus::fault;
}

// --- by hash: ours is the name's number

static NativeStatus variable_get_hash(NativeCall& c) {
    std::string name = name_argument(c, 0);
    return c.failed() ? NativeStatus::fault : c.done(static_cast<double>(symbol_of(c, name)));
}
/// The name behind a hash; `none` for a number that is none.
static Symbol hash_argument(NativeCall& c, uint32_t index) {
    int64_t hash = c.integer(index);
    return hash >= 0 && static_cast<size_t>(hash) < c.heap.names().size() ? static_cast<Symbol>(hash) : NameTable::none;
}
static std::string_view hashed_name(NativeCall& c, uint32_t index) {
    Symbol name = hash_argument(c, index);
    return name == NameTable::none ? std::string_view() : c.heap.names().text(name);
}
static NativeStatus struct_exists_from_hash(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string_view name = hashed_name(c, 1);
    return c.failed() ? NativeStatus::fault : c.done(Value::boolean(has_member(c, *scope, name)));
}
static NativeStatus struct_get_from_hash(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    std::string_view name = hashed_name(c, 1);
    Value found;
    if (!c.failed()) read_member(c, *scope, name, found);
    return c.done(std::move(found));
}
static NativeStatus struct_set_from_hash(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    Symbol name = hash_argument(c, 1);
    if (c.failed()) return NativeStatus::fault;
    if (name == NameTable::none) return c.error("struct_set_from_hash :: " + c.shown(1) + " is no hash of a name");
    write_member(c, *scope, c.heap.names().text(name), c.arg(2));
    return c.done();
}
static NativeStatus struct_remove_from_hash(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    Symbol name = hash_argument(c, 1);
    return c.failed() ? NativeStatus::fault : remove(c, *scope, name);
}

namespace {

/// struct_foreach: shows each name that there was at the beginning, with the value it has by then.
class MemberWalk final : public NativeFrame {
public:
    MemberWalk(const Value& callee, Struct* scope, std::vector<std::string> names)
        : m_callee(callee)
        , m_scope(scope)
        , m_names(std::move(names)) {}

    std::string_view name() const override { return "struct_foreach"; }
    NativeStatus resume(NativeCall& c, const Value&) override {
        if (!advance(c)) return c.done();
        return call_back_again(c, m_callee, m_shown);
    }
    /// The next member that is still there; false at the end or with a fault.
    bool advance(NativeCall& c) {
        while (m_next < m_names.size()) {
            const std::string& name = m_names[m_next++];
            Value value;
            if (!read_member(c, *m_scope.as_struct(), name, value)) {
                if (c.failed()) return false;
                continue;
            }
            m_shown = {Value(c.heap.new_string(name)), std::move(value)};
            return true;
        }
        return false;
    }
    const std::array<Value, 2>& shown() const { return m_shown; }

private:
    Value m_callee, m_scope;
    std::vector<std::string> m_names;
    size_t m_next = 0;
    std::array<Value, 2> m_shown;
};

} // namespace

static NativeStatus struct_foreach(NativeCall& c) {
    Struct* scope = scope_argument(c, 0);
    if (!scope || !callable_argument(c, 1)) return NativeStatus::fault;
    auto frame = std::make_unique<MemberWalk>(c.arg(1), scope, member_names(c, *scope));
    if (c.failed() || !frame->advance(c)) return c.done();
    Value callee = c.arg(1);
    std::array<Value, 2> shown = frame->shown();
    return call_back(c, callee, shown, std::move(frame));
}

static constexpr NativeRow rows[] = {
    {"struct_exists", unless_undefined<struct_exists, 1>, 2, 2},
    {"struct_get", struct_get, 2, 2},
    {"struct_set", struct_set, 3, 3},
    {"struct_remove", struct_remove, 2, 2},
    {"struct_get_names", struct_get_names, 1, 1},
    {"struct_names_count", struct_names_count, 1, 1},
    {"struct_foreach", struct_foreach, 2, 2},
    {"variable_struct_exists", unless_undefined<struct_exists, 1>, 2, 2},
    {"variable_struct_get", struct_get, 2, 2},
    {"variable_struct_set", struct_set, 3, 3},
    {"variable_struct_remove", struct_remove, 2, 2},
    {"variable_struct_get_names", struct_get_names, 1, 1},
    {"variable_struct_names_count", struct_names_count, 1, 1},
    {"variable_get_hash", variable_get_hash, 1, 1},
    {"struct_exists_from_hash", struct_exists_from_hash, 2, 2},
    {"struct_get_from_hash", struct_get_from_hash, 2, 2},
    {"struct_set_from_hash", struct_set_from_hash, 3, 3},
    {"struct_remove_from_hash", struct_remove_from_hash, 2, 2},
};

std::span<const NativeRow> struct_natives() {
    return rows;
}

} // namespace scope
