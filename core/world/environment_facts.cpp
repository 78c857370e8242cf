#include "core/world/environment_facts.h"

#include "core/base/nearest.h"
#include "core/base/numbers.h"
#include "core/world/project_resolver.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace scope {

std::span<const EnvironmentFact> environment_facts() {
    using enum EnvironmentFact::Kind;
    static constexpr EnvironmentFact facts[] = {
        {"os_type", "a constant of os_* or its number", constant},
        {"os_version", "a number", number},
        {"os_device", "a constant of device_* or its number", constant},
        {"os_browser", "a constant of browser_* or its number", constant},
        {"os_info_", "os_info_KEY: a member of os_get_info()"},
        {"env_", "env_NAME: environment_get_variable(NAME)"},
        {"language", "two letters"},
        {"region", "two letters"},
        {"domain", "of url_get_domain()"},
        {"parameters", "of parameter_string()"},
        {"permission", "a constant of os_permission_* or its number", constant},
        {"network_connected", "true or false", truth},
        {"display_width", "pixels, a number", number},
        {"display_height", "pixels, a number", number},
        {"display_dpi", "dots an inch, a number", number},
        {"display_frequency", "hertz, a number", number},
        {"window_focus", "true or false", truth},
        {"start_date", "microseconds since 1970, UTC, a number", number},
        {"timezone", "minutes east of UTC, a number", number},
        {"randomize", "the seed that randomize() takes, a number", number},
    };
    return facts;
}

static std::optional<Datum> value_of(EnvironmentFact::Kind kind, std::string_view text) {
    if (kind == EnvironmentFact::Kind::text) return Datum(text);
    if (kind == EnvironmentFact::Kind::truth) {
        if (text == "true" || text == "1") return Datum(true);
        if (text == "false" || text == "0") return Datum(false);
        return {};
    }
    auto number = finite_number(text);
    if (!number && kind == EnvironmentFact::Kind::constant && !text.empty()) {
        double constant = constant_value(text, std::numeric_limits<double>::quiet_NaN());
        if (!std::isnan(constant)) number = constant;
    }
    return number ? std::optional<Datum>(*number) : std::nullopt;
}

Result<Datum> read_environment_fact(std::string_view name, std::string_view text) {
    auto facts = environment_facts();
    auto fact = std::find_if(facts.begin(), facts.end(), [name](const EnvironmentFact& one) {
        return one.name.ends_with('_') ? name.size() > one.name.size() && name.starts_with(one.name) : name == one.name;
    });
    if (fact != facts.end()) {
        if (auto value = value_of(fact->kind, text)) return *value;
        return fail("'" + std::string(name) + "' is " + std::string(fact->meaning) + ", not '" + std::string(text) +
                        "'",
                    "--device");
    }
    Nearest nearest(name);
    std::string names;
    for (const EnvironmentFact& one : facts) {
        nearest.consider(one.name);
        if (!names.empty()) names += ", ";
        names += one.name;
        if (one.name.ends_with('_')) names += "...";
    }
    std::string hint = nearest.hint();
    return fail("nothing asks a device for '" + std::string(name) + "'" +
                    (hint.empty() ? "; there are " : hint + " There are ") + names,
                "--device");
}

} // namespace scope
