#include "core/value/convert.h"

#include "core/value/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace scope {

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(RefKind::count)> ref_kind_names = {"none",
                                                                                              "instance",
                                                                                              "object",
                                                                                              "sprite",
                                                                                              "sound",
                                                                                              "room",
                                                                                              "font",
                                                                                              "path",
                                                                                              "script",
                                                                                              "shader",
                                                                                              "timeline",
                                                                                              "tileset",
                                                                                              "sequence",
                                                                                              "animcurve",
                                                                                              "particle_system",
                                                                                              "particle_type",
                                                                                              "particle_emitter",
                                                                                              "ds_map",
                                                                                              "ds_list",
                                                                                              "ds_stack",
                                                                                              "ds_queue",
                                                                                              "ds_grid",
                                                                                              "ds_priority",
                                                                                              "buffer",
                                                                                              "vertex_buffer",
                                                                                              "vertex_format",
                                                                                              "surface",
                                                                                              "texture",
                                                                                              "layer",
                                                                                              "layer_element",
                                                                                              "camera",
                                                                                              "time_source",
                                                                                              "audio_emitter",
                                                                                              "audio_listener",
                                                                                              "audio_group",
                                                                                              "audio_sync_group",
                                                                                              "audio_bus",
                                                                                              "socket",
                                                                                              "extension",
                                                                                              "function",
                                                                                              "file",
                                                                                              "texture_group",
                                                                                              "static_mesh",
                                                                                              "video",
                                                                                              "physics",
                                                                                              "other"};
static_assert(ref_kind_names.back() == "other");

/// How a value is called in messages.
std::string_view noun(const Value& value) {
    switch (value.type()) {
    case Type::array: return "array";
    case Type::structure: return "struct";
    case Type::method: return "method";
    case Type::undefined: return "undefined";
    case Type::pointer: return "pointer";
    default: return type_name(value);
    }
}

bool refuse(const Value& value, std::string_view wanted, std::string& error) {
    error = "unable to convert ";
    if (value.is_string()) {
        error += "string \"";
        error += value.as_string()->view().substr(0, 200);
        error += '"';
    } else {
        error += noun(value);
    }
    error += " to ";
    error += wanted;
    return false;
}

bool refuse_argument(const Value& value, std::string_view function, std::string& error) {
    error = function;
    error += "() argument is ";
    error += noun(value);
    return false;
}

double ref_number(const Value& ref) {
    return static_cast<int32_t>(ref.ref_index());
}

/// Truth of everything but strings and arrays.
bool plain_truth(const Value& value) {
    switch (value.type()) {
    case Type::real: return value.as_real() > 0.5;
    case Type::int64:
    case Type::int32:
    case Type::boolean: return value.as_int64() > 0;
    case Type::undefined: return false;
    case Type::pointer: return value.as_pointer() != 0;
    case Type::ref: return ref_number(value) >= 0; // [?] native: any handle that means something
    default: return true;
    }
}

} // namespace

std::string_view type_name(const Value& value) {
    switch (value.type()) {
    case Type::real: return "number";
    case Type::int64: return "int64";
    case Type::int32: return "int32";
    case Type::boolean: return "bool";
    case Type::undefined: return "undefined";
    case Type::pointer: return "ptr";
    case Type::ref: return "ref";
    case Type::string: return "string";
    case Type::array: return "array";
    case Type::structure: return "struct";
    case Type::method: return "method";
    }
    return "unknown";
}

std::string_view ref_kind_name(RefKind kind) {
    auto index = static_cast<size_t>(kind);
    return index < ref_kind_names.size() ? ref_kind_names[index] : ref_kind_names[0];
}

bool is_named_kind(RefKind kind) {
    switch (kind) {
    case RefKind::object:
    case RefKind::sprite:
    case RefKind::room:
    case RefKind::font:
    case RefKind::path:
    case RefKind::script:
    case RefKind::shader:
    case RefKind::timeline:
    case RefKind::tileset: return true;
    default: return false;
    }
}

Value asset_ref(RefKind kind, double number) {
    int64_t index = std::clamp(truncate_to_int64(number), int64_t(INT32_MIN), int64_t(INT32_MAX));
    return Value::ref(kind, static_cast<uint32_t>(index));
}

RefKind ref_kind_from_name(std::string_view name) {
    for (size_t index = 1; index < ref_kind_names.size(); ++index)
        if (ref_kind_names[index] == name) return static_cast<RefKind>(index);
    return RefKind::none;
}

bool to_real(const Value& value, double& out, std::string& error) {
    switch (value.type()) {
    case Type::real: out = value.as_real(); return true;
    case Type::int64:
    case Type::int32:
    case Type::boolean: out = static_cast<double>(value.as_int64()); return true;
    case Type::ref: out = ref_number(value); return true;
    case Type::string:
        if (read_number(*value.as_string(), out)) return true;
        return refuse(value, "number", error);
    default: return refuse(value, "number", error);
    }
}

bool to_int64(const Value& value, int64_t& out, std::string& error) {
    if (value.is_int64() || value.is_int32() || value.is_bool()) {
        out = value.as_int64();
        return true;
    }
    double number = 0;
    if (!to_real(value, number, error)) return false;
    out = truncate_to_int64(number);
    return true;
}

bool to_bool(const Value& value, bool& out, std::string& error) {
    if (value.is_array()) return refuse(value, "bool", error);
    if (!value.is_string()) {
        out = plain_truth(value);
        return true;
    }
    std::string_view text = value.as_string()->view();
    double number = 0;
    if (text == "true" || text == "false") {
        out = text == "true";
    } else if (read_number(*value.as_string(), number)) {
        out = number > 0.5;
    } else {
        return refuse(value, "bool", error);
    }
    return true;
}

namespace {

bool takes_rest(const Rules& rules, std::string_view rest) {
    return rules.legacy_numbers || rest.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos;
}

} // namespace

bool gml_real(const Rules& rules, const Value& value, Value& out, std::string& error) {
    double number = 0;
    std::string_view rest;
    switch (value.type()) {
    case Type::structure:
    case Type::method: out = Value(std::nan("")); return true;
    case Type::undefined:
    case Type::array:
    case Type::pointer: return refuse_argument(value, "real", error);
    case Type::string:
        value.as_string()->heap->spend(value.as_string()->length / 4);
        if (!parse_real(value.as_string()->view(), number, &rest) || !takes_rest(rules, rest))
            return refuse(value, "number", error);
        break;
    default:
        if (!to_real(value, number, error)) return false;
    }
    out = Value(number);
    return true;
}

namespace {

/// "1_000" as "1000": digits may be set apart as in a literal.
std::string without_separators(std::string_view text) {
    auto digit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    std::string out;
    for (size_t at = 0; at < text.size(); ++at)
        if (text[at] != '_' || at == 0 || !digit(at - 1) || !digit(at + 1)) out += text[at];
    return out;
}

/// The digits before the point, exactly; an exponent makes it a real that is truncated. "0x10" is 0, as observed.
bool parse_int64(std::string_view text, int64_t& out, std::string_view& rest) {
    double number = 0;
    if (!parse_number_prefix(text, number, &rest)) return false;
    size_t at = text.find_first_of("0123456789.");
    bool negative = at > 0 && text[at - 1] == '-';
    uint64_t magnitude = 0;
    const uint64_t most = negative ? uint64_t(1) << 63 : (uint64_t(1) << 63) - 1;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        uint64_t digit = static_cast<uint64_t>(text[at] - '0');
        magnitude = magnitude > (most - digit) / 10 ? most : magnitude * 10 + digit;
    }
    size_t end = at;
    if (end < text.size() && text[end] == '.') end = text.find_first_not_of("0123456789", end + 1);
    bool exponent = end < text.size() && (text[end] | 32) == 'e' && end + 1 < text.size();
    out = exponent ? truncate_to_int64(number) : static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
    return true;
}

} // namespace

bool gml_int64(const Rules& rules, const Value& value, Value& out, std::string& error) {
    int64_t number = 0;
    std::string digits;
    std::string_view rest;
    switch (value.type()) {
    case Type::structure:
    case Type::method: break;
    case Type::pointer: number = static_cast<int64_t>(value.as_pointer()); break;
    case Type::undefined:
    case Type::array: return refuse_argument(value, "int64", error);
    case Type::string:
        value.as_string()->heap->spend(value.as_string()->length / 4);
        digits = without_separators(value.as_string()->view());
        if (!parse_int64(digits, number, rest) || !takes_rest(rules, rest)) return refuse(value, "int64", error);
        break;
    default:
        if (!to_int64(value, number, error)) return false;
    }
    out = Value::int64(number);
    return true;
}

bool gml_bool(const Value& value, Value& out, std::string& error) {
    if (value.is_array()) return refuse_argument(value, "bool", error);
    bool truth = false;
    if (!to_bool(value, truth, error)) return false;
    out = Value::boolean(truth);
    return true;
}

} // namespace scope
