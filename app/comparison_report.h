#pragma once
// What `diff` and `replay` say of two runs: as text, as members of a JSON document and as a JUnit report. The first
// difference stands in full, the others in a line for each cause.

#include "core/data/json_writer.h"
#include "core/harness/compare_runs.h"

namespace scope {

/// On standard output.
void print_comparison(const RunComparison& comparison);
/// On standard error: what rules kept back, and ids that shifted.
void print_ignored(const IgnoreRules& rules);
/// The members "divergence", "differences", "files", "events_..." and "ignored" of an object that is open.
void write_comparison(JsonWriter& out, const RunComparison& comparison, const IgnoreRules& rules);
/// A case for each cause, or one that passed.
Result<void> write_comparison_junit(const std::string& path, const std::string& suite, const std::string& name,
                                    const RunComparison& comparison, const std::vector<std::string>& other_failures);

} // namespace scope
