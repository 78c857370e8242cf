#include "core/session/input.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace scope {

namespace {

template<typename Kind, typename T> struct Field {
    const char* name;
    T Kind::*member;
};
template<typename Kind, typename T> Field(const char*, T Kind::*) -> Field<Kind, T>;

/// A kind's name in traces and its members in their order. `plays`: nothing comes of it once the game has ended.
template<typename... Fields> struct Form {
    const char* name;
    std::tuple<Fields...> fields;
    bool plays = false;
};
template<typename... Fields>
constexpr Form<Fields...> form(const char* name, std::tuple<Fields...> fields, bool plays = false) {
    return {name, fields, plays};
}

using namespace input;
template<typename Kind> constexpr int form_of = 0;
template<> constexpr auto form_of<Boot> = form("boot", std::tuple{});
template<>
constexpr auto form_of<Fire> = form("fire", std::tuple{Field{"event", &Fire::event}, Field{"number", &Fire::number},
                                                       Field{"payload", &Fire::payload}});
template<> constexpr auto form_of<Answer> = form("answer", std::tuple{Field{"request", &Answer::request},
                                                                      Field{"payload", &Answer::payload}});
template<> constexpr auto form_of<Frames> = form("frames", std::tuple{Field{"count", &Frames::count}}, true);
template<>
constexpr auto form_of<Run> = form("run", std::tuple{Field{"most", &Run::most}, Field{"keep_going", &Run::keep_going}});
template<> constexpr auto form_of<Advance> = form("advance", std::tuple{Field{"us", &Advance::us}}, true);
template<>
constexpr auto form_of<input::GotoRoom> = form("room", std::tuple{Field{"name", &input::GotoRoom::name}}, true);
template<> constexpr auto form_of<Create> =
    form("create", std::tuple{Field{"object", &Create::object}, Field{"variables", &Create::variables}}, true);
template<>
constexpr auto form_of<Perform> = form("perform",
                                       std::tuple{Field{"object", &Perform::object}, Field{"index", &Perform::index},
                                                  Field{"event", &Perform::event}},
                                       true);
template<>
constexpr auto form_of<SetVar> = form("set_var", std::tuple{Field{"path", &SetVar::path}, Field{"gml", &SetVar::gml}});
template<> constexpr auto form_of<Call> = form("call", std::tuple{Field{"gml", &Call::gml}});
template<>
constexpr auto form_of<input::RunScript> = form("script", std::tuple{Field{"path", &input::RunScript::path},
                                                                     Field{"text", &input::RunScript::text}});
template<> constexpr auto form_of<Console> = form("console", std::tuple{Field{"gml", &Console::gml}});
template<> constexpr auto form_of<Restart> = form("restart", std::tuple{Field{"from_disk", &Restart::from_disk}});
template<> constexpr auto form_of<Cancel> = form("cancel", std::tuple{Field{"units", &Cancel::units}});

Datum datum_of(const Datum& value) {
    return value;
}
Datum datum_of(const std::string& text) {
    return Datum(text);
}
Datum datum_of(bool flag) {
    return Datum::boolean(flag);
}
Datum datum_of(double number) {
    return Datum(number);
}
Datum datum_of(int32_t number) {
    return Datum(static_cast<double>(number));
}
Datum datum_of(uint32_t number) {
    return Datum(static_cast<double>(number));
}

void take(const Datum& from, Datum& to) {
    to = from;
}
void take(const Datum& from, std::string& to) {
    to = from.text();
}
void take(const Datum& from, bool& to) {
    to = from.as_bool();
}
void take(const Datum& from, double& to) {
    to = from.as_real();
}
template<typename Number> void take(const Datum& from, Number& to) {
    to = static_cast<Number>(
        std::clamp<int64_t>(from.as_int64(), std::numeric_limits<Number>::min(), std::numeric_limits<Number>::max()));
}

template<size_t at = 0> Result<Input> read(const InputRecord& record) {
    if constexpr (at == std::variant_size_v<Input>) {
        return fail("no input is called '" + record.kind + "'");
    } else {
        using Kind = std::variant_alternative_t<at, Input>;
        if (record.kind != form_of<Kind>.name) return read<at + 1>(record);
        Kind out;
        auto take_one = [&](const auto& field) {
            if (const Datum* found = record.arguments.find(std::string_view(field.name)))
                take(*found, out.*field.member);
        };
        std::apply([&](const auto&... fields) { (take_one(fields), ...); }, form_of<Kind>.fields);
        return Input(std::move(out));
    }
}

} // namespace

InputRecord record_of(const Input& input) {
    return std::visit(
        []<typename Kind>(const Kind& one) {
            std::vector<DatumEntry> entries;
            std::apply(
                [&](const auto&... fields) {
                    (entries.push_back({Datum(fields.name), datum_of(one.*fields.member)}), ...);
                },
                form_of<Kind>.fields);
            return InputRecord{form_of<Kind>.name, Datum::structure(std::move(entries))};
        },
        input);
}

Result<Input> input_of(const InputRecord& record) {
    return read(record);
}

bool needs_a_running_game(const Input& input) {
    return std::visit([]<typename Kind>(const Kind&) { return form_of<Kind>.plays; }, input);
}

} // namespace scope
