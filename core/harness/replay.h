#pragma once
// Feeds a trace's inputs to the project as it is now and names where the two part. Places in files and
// durations are not compared: code may move without behaving differently. Costs what the recorded session did, without
// its waiting.

#include "core/base/result.h"
#include "core/session/session.h"

#include <optional>
#include <string>

namespace scope {

/// A difference. Empty strings where a member does not apply.
struct Divergence {
    uint64_t seq = 0; ///< of the top-level event, counted from 1
    uint32_t dispatch = 0;
    std::string event;    ///< "ev_async_social"
    uint32_t handler = 0; ///< id of the handler run
    std::string object;
    uint32_t instance = 0;
    std::string file;
    std::string what; ///< "self.gold", "async_load.seen_by", "reads", "log", "handler runs", "fault", ...
    std::string expected;
    std::string actual;

    /// One sentence: event 1 (ev_async_social), obj_shop #100001, objects/...: self.gold was 60, is 70.
    std::string text() const;
};

/// Differences of one cause: the same part of the same handler's runs.
struct DivergenceGroup {
    Divergence first;
    size_t count = 1;
};

struct ReplayReport {
    size_t inputs = 0;
    size_t events = 0;                    ///< compared
    size_t outputs = 0;                   ///< lines of output compared
    std::optional<Divergence> divergence; ///< the first
    std::vector<DivergenceGroup> groups;  ///< all, in the order of their firsts
    std::vector<Diagnostic> damage;       ///< of the trace
    bool cut = false;                     ///< the trace has no end: what came after is unknown
    bool other_code = false;              ///< the project's code is not what was recorded
    std::string record_error;             ///< of the new trace; "" when it is whole
    bool masked = false; ///< an input has masked secrets: code that looks at them may behave differently
};

struct ReplayOptions {
    std::string project;                               ///< overrides the one that the trace names
    std::string record;                                ///< write a new trace here; "" none
    std::function<void(uint64_t frame)> on_frame = {}; ///< called before each frame; may be empty
};

/// Fails when the trace or the project cannot be read, or an input does not apply any more.
Result<ReplayReport> replay(const std::string& trace, const ReplayOptions& options = {});

/// What differs between two recorded events, at most some thousand parts. With `masked` what stands for a secret in the
/// first is like anything in its place.
std::vector<Divergence> differences(const EventLine& expected, const EventLine& actual, bool masked = false);
/// The same for a text, which a trace holds as UTF-8.
bool is_like(std::string_view expected, std::string_view actual, bool masked);

} // namespace scope
