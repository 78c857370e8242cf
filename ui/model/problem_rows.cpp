#include "ui/model/problem_rows.h"

namespace scope {

std::string key_of(const ProblemGroup& group) {
    return std::string(severity_name(group.severity)) + " " + group.code;
}

static size_t rows_of(const ProblemGroup& group, bool open) {
    return open && group.members.size() > 1 ? 1 + group.members.size() : 1;
}

size_t problem_row_count(const ProblemGroups& groups, const std::set<std::string>& open) {
    size_t count = 0;
    for (const ProblemGroup& group : groups.groups()) count += rows_of(group, open.contains(key_of(group)));
    return count;
}

ProblemRow problem_row(const ProblemGroups& groups, const std::set<std::string>& open, size_t index) {
    for (const ProblemGroup& group : groups.groups()) {
        bool shown = open.contains(key_of(group));
        size_t rows = rows_of(group, shown);
        if (index < rows)
            return {&group, group.members[index ? index - 1 : 0], index == 0 && group.members.size() > 1, shown};
        index -= rows;
    }
    return {};
}

} // namespace scope
