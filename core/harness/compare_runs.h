#pragma once
// Two runs compared: their events aligned, what differs in each pair, grouped by cause, and why, as far as can be told.
// Only events that differ are looked at again, so two long runs that are alike cost little more than reading them.

#include "core/harness/align.h"
#include "core/harness/compare.h"
#include "core/harness/ignore_rules.h"
#include "core/harness/recorded_run.h"

#include <map>

namespace scope {

/// A file whose code differs.
struct ChangedFile {
    std::string path;
    bool gone = false;                                ///< the right one has no such file
    std::string diff;                                 ///< as `diff -u` shows it
    std::vector<std::pair<uint32_t, uint32_t>> lines; ///< of the right: first and last of each difference
};

struct RunComparison {
    std::vector<EventPair> pairs;        ///< in order; what differs only in what is ignored is the same
    std::vector<DivergenceGroup> groups; ///< in the order of their firsts
    std::vector<ChangedFile> files;
    size_t same = 0, changed = 0, added = 0, missing = 0, moved = 0; ///< events
    size_t outputs = 0; ///< lines of output outside of handlers that were compared
    size_t renamed = 0; ///< ids that shifted
    Renames renames;

    bool differs() const { return !groups.empty(); }
};

struct CompareOptions {
    IgnoreRules* ignore = nullptr; ///< counts what it kept back; may be null
    CompareProgress progress = {};
};

/// Fails when an event cannot be read again, or `progress` gave up. A left run that was cut off is compared as far as
/// it goes.
Result<RunComparison> compare_runs(const RecordedRun& left, const RecordedRun& right,
                                   const CompareOptions& options = {});

/// What differs in one pair, for showing it; ids as they were bound when the runs were compared.
std::vector<Divergence> differences_of(const RecordedRun& left, const RecordedRun& right, const EventPair& pair,
                                       RunComparison& comparison);

} // namespace scope
