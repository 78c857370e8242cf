#pragma once
// The Problems list: a row for each group of problems, and below an open one a row for each of its members. Rows are
// found by walking the groups, which are few, so a hundred thousand members cost what shows.

#include "core/base/problem_groups.h"

#include <set>
#include <string>

namespace scope {

struct ProblemRow {
    const ProblemGroup* group = nullptr;
    size_t problem = 0;    ///< place among the problems; of a group's own row its first
    bool is_group = false; ///< stands for several: a press opens it
    bool open = false;
};

/// What names a group in the set of open ones: "warning missing-resource".
std::string key_of(const ProblemGroup& group);

size_t problem_row_count(const ProblemGroups& groups, const std::set<std::string>& open);
/// The row at `index`, which is less than the count.
ProblemRow problem_row(const ProblemGroups& groups, const std::set<std::string>& open, size_t index);

} // namespace scope
