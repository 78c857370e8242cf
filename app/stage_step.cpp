#include "app/arguments.h"
#include "core/base/numbers.h"
#include "core/data/typed_json.h"

namespace scope {

static Result<double> whole_number_of(const std::string& text, const std::string& what, uint64_t most) {
    if (auto value = whole_number(text, most)) return static_cast<double>(*value);
    return fail(what + " is a whole number from 0 to " + std::to_string(most) + ", not '" + text + "'");
}

static Result<InputRecord> advance(const std::string& text) {
    static constexpr double most = 1e15; // microseconds: thirty years
    static constexpr std::pair<std::string_view, double> units[] = {
        {"us", 1}, {"ms", 1e3}, {"s", 1e6}, {"m", 60e6}, {"h", 3600e6}};
    for (auto [unit, microseconds] : units) {
        if (!text.ends_with(unit)) continue;
        std::string digits = text.substr(0, text.size() - unit.size());
        if (digits.empty() || (digits.back() != '.' && (digits.back() < '0' || digits.back() > '9'))) continue;
        auto amount = finite_number(digits);
        if (!amount || *amount < 0 || *amount * microseconds > most) break;
        return InputRecord{"advance", Datum::structure({{"us", *amount * microseconds}})};
    }
    return fail("--advance takes a time such as 10s, 250ms or 2m, thirty years at most, not '" + text + "'");
}

static Result<InputRecord> create(const std::string& text) {
    size_t colon = text.find(':');
    Datum variables = Datum::structure({});
    if (colon == 0) return fail("--create takes OBJECT[:JSON], such as obj_shop:{\"gold\":5}, not '" + text + "'");
    if (colon != std::string::npos) {
        std::vector<Diagnostic> twice;
        auto json = read_typed_json(std::string_view(text).substr(colon + 1), {.name = "--create", .findings = &twice});
        if (!json) return tl::unexpected(json.error());
        if (!twice.empty()) return fail(twice[0].message, twice[0].place.text());
        if (!json->is(DatumKind::structure)) return fail("--create takes the variables as one JSON object");
        variables = *json;
    }
    return InputRecord{"create", Datum::structure({{"object", text.substr(0, colon)}, {"variables", variables}})};
}

static Result<InputRecord> perform(const std::string& text) {
    size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text[0] == '#')
        return fail("--perform takes OBJECT[#n]:EVENT, such as obj_shop:Other_10, not '" + text + "'");
    std::string target = text.substr(0, colon);
    size_t hash = target.find('#');
    double index = 0;
    if (hash != std::string::npos) {
        auto number = whole_number_of(target.substr(hash + 1), "the n of --perform OBJECT#n:EVENT", INT32_MAX);
        if (!number) return tl::unexpected(number.error());
        index = *number;
    }
    return InputRecord{
        "perform",
        Datum::structure({{"object", target.substr(0, hash)}, {"index", index}, {"event", text.substr(colon + 1)}})};
}

Result<InputRecord> stage_step(const std::string& option, const std::string& text) {
    if (option == "room") return InputRecord{"room", Datum::structure({{"name", text}})};
    if (option == "call") return InputRecord{"call", Datum::structure({{"gml", text}})};
    if (option == "advance") return advance(text);
    if (option == "create") return create(text);
    if (option == "perform") return perform(text);
    if (option == "frames") {
        auto count = whole_number_of(text, "--frames", 1'000'000'000'000);
        if (!count) return tl::unexpected(count.error());
        return InputRecord{"frames", Datum::structure({{"count", *count}})};
    }
    size_t equals = text.find('=');
    if (option != "set-var" || equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        return fail("--set-var takes PATH=GML, such as global.gold=10, not '" + text + "'");
    return InputRecord{"set_var",
                       Datum::structure({{"path", text.substr(0, equals)}, {"gml", text.substr(equals + 1)}})};
}

} // namespace scope
