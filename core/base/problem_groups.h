#pragma once
// Findings by what they are about, so that 921 missing files are one row that opens and one line on stderr. Grouped by
// code and severity; costs one hash look-up a finding, and those seen before are not looked at again.

#include "core/base/diagnostic.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace scope {

struct ProblemGroup {
    std::string code;
    Severity severity = Severity::error;
    std::string title;           ///< what its messages have in common, "..." where they differ
    std::vector<size_t> members; ///< places among the findings, in order
    std::string shared;          ///< `title` without a word of what the code is about
};

/// How many there are of each severity.
struct ProblemCounts {
    size_t errors = 0;
    size_t warnings = 0;
    size_t notes = 0;

    /// What the window and the command line count as problems: more than notes.
    size_t serious() const { return errors + warnings; }
    /// "2 errors, 1 warning, 3 notes"; "" when there are none.
    std::string text() const;
    bool operator==(const ProblemCounts&) const = default;
};

class ProblemGroups {
public:
    /// Takes in what is new in `problems`; starts over when there are fewer than before.
    void update(std::span<const Diagnostic> problems);

    /// Errors, then warnings, then notes; within each in the order of their first findings.
    const std::vector<ProblemGroup>& groups() const { return m_groups; }
    const ProblemCounts& counts() const { return m_counts; }

private:
    void add(const Diagnostic& problem, size_t index);
    ProblemGroup& group_of(const Diagnostic& problem);

    std::vector<ProblemGroup> m_groups;
    std::unordered_map<std::string, size_t> m_known; ///< severity and code -> place in m_groups
    ProblemCounts m_counts;
    size_t m_seen = 0;
};

} // namespace scope
