#include "core/world/environment_facts.h"

#include <algorithm>
#include <string>

namespace scope {

std::span<const EnvironmentFact> environment_facts() {
    static constexpr EnvironmentFact facts[] = {
        {"os_type", "a number of os_*"},
        {"os_version", "a number"},
        {"os_device", "a number of device_*"},
        {"os_browser", "a number of browser_*"},
        {"os_info_", "os_info_KEY: a member of os_get_info()"},
        {"env_", "env_NAME: environment_get_variable(NAME)"},
        {"language", "two letters"},
        {"region", "two letters"},
        {"domain", "of url_get_domain()"},
        {"parameters", "of parameter_string()"},
        {"permission", "the answer to os_check_permission()"},
        {"network_connected", "true or false"},
        {"display_width", "pixels"},
        {"display_height", "pixels"},
        {"display_dpi", "dots an inch"},
        {"display_frequency", "hertz"},
        {"window_focus", "true or false"},
        {"start_date", "microseconds since 1970, UTC"},
        {"timezone", "minutes east of UTC"},
        {"randomize", "the seed that randomize() takes"},
    };
    return facts;
}

Result<void> check_environment_fact(std::string_view name) {
    auto facts = environment_facts();
    bool known = std::any_of(facts.begin(), facts.end(), [name](const EnvironmentFact& fact) {
        return fact.name.ends_with('_') ? name.size() > fact.name.size() && name.starts_with(fact.name)
                                        : name == fact.name;
    });
    if (known) return {};
    std::string names;
    for (const EnvironmentFact& fact : facts) {
        if (!names.empty()) names += ", ";
        names += fact.name;
        if (fact.name.ends_with('_')) names += "...";
    }
    return fail("nothing asks a device for '" + std::string(name) + "'; there are " + names, "--device");
}

} // namespace scope
