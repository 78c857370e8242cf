#pragma once
// The outside of a game, as far as it can ask for it: the date, the device, the seed of randomize(). A world asks by
// name and tells its observer each answer; a replay asks anew, with device and seed out of the trace's header. Costs a
// virtual call each time something is asked.

#include "core/data/datum.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace scope {

class Environment {
public:
    virtual ~Environment() = default;
    /// The answer to `what`, or nothing: then the world's own answer for its target holds. Names in use: "start_date"
    /// (int64, microseconds since 1970, UTC), "timezone" (minutes east of UTC), "randomize", "os_type", "os_version",
    /// "os_device", "os_browser", "language", "region", "parameters" (array of strings), "display_width",
    /// "network_connected", ...
    virtual std::optional<Datum> read(std::string_view what) = 0;
};

/// Answers from a table; what `--device KEY=VALUE` fills.
class FixedEnvironment final : public Environment {
public:
    std::map<std::string, Datum, std::less<>> values;
    std::optional<Datum> read(std::string_view what) override;
};

} // namespace scope
