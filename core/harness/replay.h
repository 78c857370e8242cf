#pragma once
// Feeds a trace's inputs, and what came from outside, to the project as it is now, and compares the two runs. Places in
// files and durations are not compared: code may move without behaving differently. Costs what the recorded session
// did, without its waiting, and memory for the events that differ from the trace's.

#include "core/base/result.h"
#include "core/harness/compare_runs.h"
#include "core/session/session.h"

#include <optional>
#include <string>

namespace scope {

struct ReplayReport {
    size_t inputs = 0;
    size_t events = 0;  ///< compared: there in both
    size_t outputs = 0; ///< lines of output compared
    RunComparison comparison;
    std::vector<Diagnostic> damage; ///< of the trace
    std::vector<Diagnostic> notes;  ///< what was not as recorded from the beginning: files, answers from outside
    bool cut = false;               ///< the trace has no end: what came after is unknown
    bool other_code = false;        ///< the project's code is not what was recorded
    std::string record_error;       ///< of the new trace; "" when it is whole
    bool masked = false;            ///< an input has masked secrets: code that looks at them may behave differently
    std::shared_ptr<RecordedRun> recorded, actual; ///< the two runs; what compare_runs() was asked about

    /// The first difference; null when there is none.
    const Divergence* divergence() const { return comparison.differs() ? &comparison.groups.front().first : nullptr; }
};

struct ReplayOptions {
    std::string project;                               ///< overrides the one that the trace names
    std::string record;                                ///< write a new trace here; "" none
    std::function<void(uint64_t frame)> on_frame = {}; ///< called before each frame; may be empty
    std::function<bool()> should_stop = {}; ///< asked every few milliseconds; the replay fails then; may be empty
    IgnoreRules* ignore = nullptr;          ///< may be null
};

/// Fails when the trace or the project cannot be read, or an input does not apply any more.
Result<ReplayReport> replay(const std::string& trace, const ReplayOptions& options = {});

} // namespace scope
