#include "core/world/parameters.h"

#include "core/world/groups.h"
#include "core/world/world.h"

#include <algorithm>
#include <iterator>

namespace scope {

namespace {

struct ParameterRow {
    std::string_view name;
    std::string_view demands;
};
constexpr ParameterRow rows[] = {
#define PARAMETERS(name, demands) {#name, demands},
#include "core/world/parameters.inc"
#undef PARAMETERS
};
static_assert(std::is_sorted(std::begin(rows), std::end(rows),
                             [](const ParameterRow& a, const ParameterRow& b) { return a.name < b.name; }));

/// A bad id or value, of which audio_throw_on_error decides.
Accepted refuse(NativeCall& c, uint32_t index, std::string_view what) {
    std::string text(c.name);
    text.append(" argument ").append(std::to_string(index + 1)).append(" invalid ").append(what);
    if (audio_throws(world_of(c))) return c.error(std::move(text)), Accepted::no;
    world_of(c).log(text);
    return Accepted::logged;
}

Accepted outcome(const NativeCall& c) {
    return c.failed() ? Accepted::no : Accepted::yes;
}
Accepted of_type(NativeCall& c, uint32_t index, bool right, std::string_view expected) {
    if (!right) c.wrong_type(index, expected);
    return outcome(c);
}

enum class Unknown : uint8_t { refused, may_have_ended, accepted };

/// A handle or number of what must exist. A value of another type is an error in any case.
Accepted known(NativeCall& c, uint32_t index, const Value& given, RefKind kind, Unknown unknown) {
    Value id = given;
    if (!id.is_ref()) {
        double number = 0;
        std::string unused;
        if (!to_real(given, number, unused)) return c.wrong_type(index, ref_kind_name(kind)), Accepted::no;
        if (unknown == Unknown::may_have_ended && number >= first_sound_instance) return Accepted::yes;
        id = Value(number);
    }
    if (unknown == Unknown::accepted || world_of(c).stub_handles().exists(kind, id)) return Accepted::yes;
    return refuse(c, index, "reference to (" + std::string(ref_kind_name(kind)) + ")");
}

Accepted sound_to_play(NativeCall& c, uint32_t index) {
    const Struct* settings = c.structure(index);
    if (!settings) return Accepted::no;
    const Value* sound = settings->find_with_statics(world_of(c).symbol("sound"));
    return known(c, index, sound ? *sound : Value(), RefKind::sound, Unknown::refused);
}

Accepted falloff_model(NativeCall& c, uint32_t index) {
    double model = c.real(index);
    if (c.failed()) return Accepted::no;
    bool there = model >= 0 && model <= constant_value("audio_falloff_exponent_distance_scaled");
    return there ? Accepted::yes : refuse(c, index, "falloff model");
}

Accepted check(NativeCall& c, uint32_t index, char demand) {
    const Value& value = c.arg(index);
    bool id = value.is_numeric();
    switch (demand) {
    case 's': return c.text(index), outcome(c);
    case 't': return of_type(c, index, value.is_string() || value.is_numeric(), "string");
    case 'n': return c.real(index), outcome(c);
    case 'm': return of_type(c, index, id || value.is_ref(RefKind::ds_map), ref_kind_name(RefKind::ds_map));
    case 'b': return of_type(c, index, id || value.is_ref(RefKind::buffer), ref_kind_name(RefKind::buffer));
    case 'd':
        return of_type(c, index, id || value.is_string() || value.is_undefined() || value.is_ref(RefKind::buffer),
                       "string");
    case 'a': return known(c, index, value, RefKind::sound, Unknown::refused);
    case 'i': return known(c, index, value, RefKind::sound, Unknown::may_have_ended);
    case 'q': return known(c, index, value, RefKind::sound, Unknown::accepted);
    case 'e': return known(c, index, value, RefKind::audio_emitter, Unknown::refused);
    case 'g': return known(c, index, value, RefKind::audio_sync_group, Unknown::refused);
    case 'p': return sound_to_play(c, index);
    case 'f': return falloff_model(c, index);
    default: return Accepted::yes;
    }
}

} // namespace

Accepted check_parameters(NativeCall& c) {
    auto row = std::lower_bound(std::begin(rows), std::end(rows), c.name,
                                [](const ParameterRow& one, std::string_view name) { return one.name < name; });
    if (row == std::end(rows) || row->name != c.name) return Accepted::yes;
    bool same = row->demands.back() == '*';
    size_t named = row->demands.size() - (same ? 1 : 0);
    for (uint32_t index = 0; index < c.count || index < named; ++index) {
        if (index >= named && !same) break;
        Accepted accepted = check(c, index, row->demands[std::min<size_t>(index, named - 1)]);
        if (accepted != Accepted::yes) return accepted;
    }
    return Accepted::yes;
}

} // namespace scope
