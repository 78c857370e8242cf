#pragma once
// The world as the vm needs it, an interface so that core/gml knows neither instances nor data
// structures. World implements it; tests use a small one of their own.

#include "core/gml/native.h"

#include <string_view>
#include <vector>

namespace scope {

/// What a name that is no local means; asked once per place at compile time.
struct Resolution {
    enum class Kind : uint8_t {
        unknown,  ///< a variable of self (or global, by globalvar)
        constant, ///< `value`: built-in constants, asset names
        native,   ///< `index` into the natives
        function, ///< `index` is a CodeId: a function declared at the top level of a script, a mock
        variable, ///< `index` of a built-in variable served by the host: async_load, room, current_time, id,
                  ///< object_index, ...
    };
    Kind kind = Kind::unknown;
    Value value;
    uint32_t index = 0;
    bool of_instance = false; ///< a variable that belongs to instances: in a plain struct the name means a member. With
                              ///< `unknown`: an ordinary member that every instance has from its start
    bool read_only = false;
    bool stub = false; ///< a native that we only answer for
};

class Resolver {
public:
    virtual ~Resolver() = default;
    virtual Resolution resolve(std::string_view name) const = 0;
    /// What a name means that resolve() does not know and to which nobody in the project gives a meaning; asked while
    /// compiling. `called`: it is called somewhere, and so no constant.
    virtual Resolution resolve_foreign(std::string_view name, bool called) const {
        return (void)name, (void)called, Resolution();
    }
};

/// Natives behind `[? ]`, `[| ]` and `[# ]`: (structure, key...) to get, (structure, key..., value) to set.
struct AccessorNatives {
    NativeFn map_get, map_set, list_get, list_set, grid_get, grid_set;
};

class Host : public Resolver {
public:
    virtual const NativeRow& native(uint32_t index) const = 0;
    virtual const AccessorNatives& accessors() const = 0;
    virtual const Rules& rules() const = 0;
    virtual Struct* global() = 0;

    /// Built-in variables by Resolution::index; `element` is the array index or -1 for the whole (alarm[0], argument is
    /// the vm's own).
    virtual bool get_variable(uint32_t index, Struct* self, int64_t element, Value& out, std::string& error) = 0;
    virtual bool set_variable(uint32_t index, Struct* self, int64_t element, const Value& value,
                              std::string& error) = 0;

    /// Where a built-in variable stands that is nothing but a stored value, as async_load is: read there without
    /// asking. Null for others; the place stays for good.
    virtual const Value* stored_variable(uint32_t index) const { return (void)index, nullptr; }

    /// map[? key] and its assignment where nothing can go wrong, `map` being the handle of a live structure. False:
    /// nothing happened, and the accessors' natives decide.
    virtual bool get_map_entry(const Value& map, const Value& key, Value& out) {
        return (void)map, (void)key, (void)out, false;
    }
    virtual bool set_map_entry(const Value& map, const Value& key, const Value& value) {
        return (void)map, (void)key, (void)value, false;
    }

    /// The one whose members `target.name` reads: the instance of a handle or id, the first instance of an object, the
    /// global struct; null with GameMaker's text ("Unable to find any instance for object index ...") when there is
    /// none.
    virtual Struct* find_scope(const Value& target, Struct* self, Struct* other, std::string& error) = 0;
    /// All that `with (target)` visits and that `object.name = value` writes, in order; they stay alive until the vm
    /// lets go.
    virtual void collect_scopes(const Value& target, Struct* self, Struct* other, std::vector<Struct*>& out) = 0;
    /// Whether `scope` knows what the code `unit` declares before it has run: an event's functions belong to the
    /// instances of its object.
    virtual bool knows_unit(const Struct* scope, uint32_t unit) const { return (void)scope, (void)unit, true; }
    /// Whether `instance` may still be visited (not destroyed, not deactivated); plain structs always.
    virtual bool is_live(const Struct* instance) const = 0;
    /// "obj_shop" or the struct's constructor: for `Variable obj_shop.gold(100012, -2147483648) not set before reading
    /// it.`
    virtual std::string scope_name(const Struct* scope) const = 0;
};

} // namespace scope
