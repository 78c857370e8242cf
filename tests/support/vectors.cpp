#include "tests/support/vectors.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

namespace scope::vectors {

namespace {

using Parsed = nlohmann::ordered_json;

Json convert(const Parsed& from) {
    Json to;
    if (from.is_boolean()) {
        to.kind = Json::Kind::boolean;
        to.truth = from.get<bool>();
    } else if (from.is_number()) {
        to.kind = Json::Kind::number;
        to.number = from.get<double>();
    } else if (from.is_string()) {
        to.kind = Json::Kind::text;
        to.text = from.get<std::string>();
    } else if (from.is_array()) {
        to.kind = Json::Kind::list;
        for (const Parsed& item : from) to.items.push_back(convert(item));
    } else if (from.is_object()) {
        to.kind = Json::Kind::object;
        for (const auto& [name, member] : from.items()) to.members.emplace_back(name, convert(member));
    }
    return to;
}

std::string text_of(const Json& json, std::string_view member) {
    const Json* found = json.find(member);
    return found ? found->text : std::string();
}

std::vector<Json> items_of(const Json& json, std::string_view member) {
    const Json* found = json.find(member);
    return found ? found->items : std::vector<Json>();
}

std::optional<Json> maybe(const Json& json, std::string_view member) {
    const Json* found = json.find(member);
    return found ? std::optional<Json>(*found) : std::nullopt;
}

Case case_of(const Json& json) {
    Case one;
    one.args = items_of(json, "args");
    if (const Json* result = json.find("result")) one.result = *result;
    one.args_after = maybe(json, "args_after");
    one.native = maybe(json, "native");
    one.suspicious = text_of(json, "suspicious");
    one.normative = text_of(json, "normative");
    return one;
}

Sequence sequence_of(const Json& json) {
    Sequence one;
    one.name = text_of(json, "name");
    one.ops = items_of(json, "ops");
    one.results = items_of(json, "results");
    if (const Json* suspicious = json.find("suspicious"))
        for (const auto& [index, why] : suspicious->members)
            one.suspicious[std::strtoul(index.c_str(), nullptr, 10)] = why.text;
    if (const Json* native = json.find("native"))
        for (const auto& [index, result] : native->members) {
            size_t at = std::strtoul(index.c_str(), nullptr, 10);
            one.results[at] = result;
            one.suspicious.erase(at);
        }
    one.raw = json;
    return one;
}

} // namespace

const Json* Json::find(std::string_view name) const {
    for (const auto& [member, json] : members)
        if (member == name) return &json;
    return nullptr;
}

std::string Json::tag() const {
    const Json* found = find("$");
    return found ? found->text : std::string();
}

std::string Json::dump() const {
    std::string out;
    switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return truth ? "true" : "false";
    case Kind::number: {
        char digits[32];
        return std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    case Kind::text: return '"' + text + '"';
    case Kind::list:
        for (const Json& item : items) out += (out.empty() ? "" : ", ") + item.dump();
        return '[' + out + ']';
    case Kind::object:
        for (const auto& [name, member] : members) {
            if (name != "$") out += out.empty() ? "" : " ";
            out += name == "$" ? member.text : member.kind == Kind::text ? member.text : member.dump();
        }
        return '{' + out + '}';
    }
    return out;
}

std::string Case::key(const std::string& function) const {
    std::string out = function + '(';
    for (size_t index = 0; index < args.size(); ++index) out += (index ? ", " : "") + args[index].dump();
    return out + ')';
}

File load(const std::string& name) {
    std::string path = std::string(SOURCE_DIR) + "/tests/vectors/" + name + ".json";
    std::ifstream stream(path);
    Parsed parsed = Parsed::parse(stream, nullptr, false);
    if (parsed.is_discarded()) {
        std::fprintf(stderr, "%s: error: not readable as JSON\n", path.c_str());
        std::exit(2);
    }
    File file;
    file.raw = convert(parsed);
    for (const Json& vector : items_of(file.raw, "vectors")) {
        Function function{text_of(vector, "function"), {}};
        for (const Json& one : items_of(vector, "cases")) function.cases.push_back(case_of(one));
        file.functions.push_back(std::move(function));
    }
    for (const Json& sequence : items_of(file.raw, "sequences")) file.sequences.push_back(sequence_of(sequence));
    if (file.functions.empty() && file.sequences.empty()) {
        std::fprintf(stderr, "%s: error: there is nothing in it\n", path.c_str());
        std::exit(2);
    }
    return file;
}

namespace {

bool make_list(Heap& heap, const Json& json, Value& out, const MakeTagged& make_tagged) {
    Value array = heap.new_array();
    for (const Json& item : json.items) {
        Value value;
        if (!make_value(heap, item, value, make_tagged) || !array.as_array()->push(value)) return false;
    }
    out = std::move(array);
    return true;
}

bool make_struct(Heap& heap, const Json& json, Value& out, const MakeTagged& make_tagged) {
    Value object = heap.new_struct();
    for (const Json& pair : items_of(json, "v")) {
        Value value;
        if (!make_value(heap, pair.items[1], value, make_tagged)) return false;
        if (!object.as_struct()->set(heap.names().intern(pair.items[0].text), value)) return false;
    }
    out = std::move(object);
    return true;
}

/// The tags without further parts.
bool make_plain(Heap& heap, const std::string& tag, Value& out) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (tag == "undefined")
        out = Value();
    else if (tag == "nan")
        out = Value(std::nan(""));
    else if (tag == "inf")
        out = Value(infinity);
    else if (tag == "-inf")
        out = Value(-infinity);
    else if (tag == "-0")
        out = Value(-0.0);
    else if (tag == "ptr_null")
        out = Value::pointer(0);
    else if (tag == "ptr_invalid")
        out = Value::pointer(~uint64_t(0));
    else if (tag == "ptr")
        out = Value::pointer(0x1234);
    else if (tag == "method")
        out = Value(heap.new_method(Value(), 0));
    else if (tag == "builtin_function")
        out = Value(100000.0);
    else
        return false;
    return true;
}

bool make_circle(Heap& heap, const std::string& tag, Value& out) {
    if (tag == "selfarray") {
        out = Value(heap.new_array());
        return out.as_array()->push(Value(1.0)) && out.as_array()->push(out);
    }
    out = Value(heap.new_struct());
    return out.as_struct()->set(heap.names().intern("a"), Value(1.0)) &&
           out.as_struct()->set(heap.names().intern("me"), out);
}

int64_t int64_of(const Json& json) {
    return std::strtoll(text_of(json, "v").c_str(), nullptr, 10);
}

double number_of(const Json& json, std::string_view member) {
    const Json* found = json.find(member);
    return found ? found->number : 0;
}

} // namespace

bool make_value(Heap& heap, const Json& json, Value& out, const MakeTagged& make_tagged) {
    switch (json.kind) {
    case Json::Kind::null: out = Value(); return true;
    case Json::Kind::boolean: out = Value::boolean(json.truth); return true;
    case Json::Kind::number: out = Value(json.number); return true;
    case Json::Kind::text: out = Value(heap.new_string(json.text)); return true;
    case Json::Kind::list: return make_list(heap, json, out, make_tagged);
    case Json::Kind::object: break;
    }
    if (make_tagged && make_tagged(json, out)) return true;
    std::string tag = json.tag();
    if (tag == "struct") return make_struct(heap, json, out, make_tagged);
    if (tag == "selfarray" || tag == "selfstruct") return make_circle(heap, tag, out);
    if (tag == "fn" && text_of(json, "gml") == "function() {}") tag = "method";
    if (make_plain(heap, tag, out)) return true;
    if (tag == "int64")
        out = Value::int64(int64_of(json));
    else if (tag == "int32")
        out = Value::int32(static_cast<int32_t>(number_of(json, "v")));
    else if (tag == "ref")
        out = Value::ref(ref_kind_from_name(text_of(json, "t")),
                         static_cast<uint32_t>(static_cast<int64_t>(number_of(json, "v"))));
    else
        return false;
    return true;
}

namespace {

bool matches_struct(const NameTable& names, const Value& got, const Json& expected, bool loosely) {
    if (!got.is_struct()) return false;
    std::vector<Json> pairs = items_of(expected, "v");
    if (pairs.size() != got.as_struct()->size()) return false;
    for (const Json& pair : pairs) {
        Symbol name = names.find(pair.items[0].text);
        const Value* member = name == NameTable::none ? nullptr : got.as_struct()->find(name);
        if (!member || !matches(names, *member, pair.items[1], loosely)) return false;
    }
    return true;
}

/// The number that `json` stands for, if it does.
bool number_in(const Json& json, double& out) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::string tag = json.tag();
    if (json.kind == Json::Kind::number)
        out = json.number;
    else if (json.kind == Json::Kind::boolean)
        out = json.truth;
    else if (tag == "int64")
        out = static_cast<double>(int64_of(json));
    else if (tag == "int32" || tag == "dsid")
        out = number_of(json, "v");
    else if (tag == "inf")
        out = infinity;
    else if (tag == "-inf")
        out = -infinity;
    else if (tag == "-0")
        out = -0.0;
    else
        return false;
    return true;
}

double number_of(const Value& value) {
    if (value.is_real()) return value.as_real();
    return value.is_ref() ? static_cast<int32_t>(value.ref_index()) : static_cast<double>(value.as_int64());
}

} // namespace

bool matches(const NameTable& names, const Value& got, const Json& expected, bool loosely) {
    double number = 0;
    std::string tag = expected.tag();
    if (tag == "dsid") {
        if (got.is_ref() && ref_kind_name(got.ref_kind()) != "ds_" + text_of(expected, "kind")) return false;
        return (got.is_ref() || got.is_numeric()) && number_of(got) == number_of(expected, "v");
    }
    if (loosely && got.is_numeric() && number_in(expected, number)) return number_of(got) == number;
    switch (expected.kind) {
    case Json::Kind::null: return got.is_undefined();
    case Json::Kind::boolean: return got.is_bool() && got.as_bool() == expected.truth;
    case Json::Kind::number: return got.is_real() && got.as_real() == expected.number;
    case Json::Kind::text: return got.is_string() && got.as_string()->view() == expected.text;
    case Json::Kind::list:
        if (!got.is_array() || got.as_array()->size != expected.items.size()) return false;
        for (size_t index = 0; index < expected.items.size(); ++index)
            if (!matches(names, got.as_array()->items[index], expected.items[index], loosely)) return false;
        return true;
    case Json::Kind::object: break;
    }
    if (tag == "undefined") return got.is_undefined();
    if (tag == "nan") return got.is_real() && std::isnan(got.as_real());
    if (tag == "int64") return got.is_int64() && got.as_int64() == int64_of(expected);
    if (tag == "int32") return got.is_int32() && number_of(got) == number_of(expected, "v");
    if (tag == "struct") return matches_struct(names, got, expected, loosely);
    if (tag == "method" || tag == "fn") return got.is_method() || got.is_ref(RefKind::function);
    if (tag == "ptr") return got.is_pointer();
    if (tag == "ptr_null") return got.is_pointer() && got.as_pointer() == 0;
    if (tag == "ptr_invalid") return got.is_pointer() && got.as_pointer() == ~uint64_t(0);
    if (tag == "ref")
        return got.is_ref(ref_kind_from_name(text_of(expected, "t"))) && number_of(got) == number_of(expected, "v");
    return number_in(expected, number) && got.is_real() && got.as_real() == number &&
           std::signbit(got.as_real()) == std::signbit(number);
}

void Tally::disagree(const std::string& key, const Case& which, const std::string& text) {
    ++m_disagreed;
    m_seen[key] = text;
    if (which.suspicious.empty() || which.native) m_firm.insert(key);
}

std::string Tally::surprises() const {
    std::string out;
    for (const auto& [key, text] : m_seen)
        if (!m_pinned.count(key))
            out += "not pinned: " + key + ": " + text + (m_firm.count(key) ? " (firm)\n" : " (suspicious)\n");
    for (const auto& [key, why] : m_pinned)
        if (!m_seen.count(key)) out += "pinned but agrees or is gone: " + key + ": " + why + '\n';
    return out;
}

std::string Tally::summary() const {
    std::string out = std::to_string(m_agreed) + " of " + std::to_string(total()) + " agree, " +
                      std::to_string(m_skipped.size()) + " skipped\n";
    for (const auto& [key, text] : m_seen) {
        auto pinned = m_pinned.find(key);
        out += (m_firm.count(key) ? "  firm: " : "  suspicious: ") + key + ": " + text;
        out += pinned == m_pinned.end() ? "\n" : " - " + pinned->second + '\n';
    }
    return out;
}

} // namespace scope::vectors
