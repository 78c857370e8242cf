#include "core/base/problem_groups.h"

#include <algorithm>

namespace scope {

static constexpr std::string_view gap = "...";

static bool is_edge(std::string_view text, size_t at) {
    return at == 0 || at == text.size() || text[at] == ' ' || text[at - 1] == ' ';
}

/// What `title`, which may have a gap already, and `message` have in common: whole words at the front and at the end.
static std::string common(const std::string& title, const std::string& message) {
    if (title == message) return title;
    size_t hole = title.find(gap);
    std::string_view front = std::string_view(title).substr(0, hole);
    std::string_view back = hole == std::string::npos ? title : std::string_view(title).substr(hole + gap.size());
    size_t begin = 0, end = 0;
    while (begin < front.size() && begin < message.size() && front[begin] == message[begin]) ++begin;
    while (begin > 0 && !(is_edge(front, begin) && is_edge(message, begin))) --begin;
    size_t room = std::min(back.size(), message.size() - begin);
    while (end < room && back[back.size() - 1 - end] == message[message.size() - 1 - end]) ++end;
    while (end > 0 && !(is_edge(back, back.size() - end) && is_edge(message, message.size() - end))) --end;
    return std::string(front.substr(0, begin)) + std::string(gap) + std::string(back.substr(back.size() - end));
}

struct CodeWords {
    std::string_view code;
    std::string_view words;
};
/// What the findings are about whose messages begin with the name of that.
static constexpr CodeWords subjects[] = {{"stub", "functions that are not simulated"},
                                         {"missing-code", "files of code"},
                                         {"missing-resource", "resources"},
                                         {"unknown-name", "names"},
                                         {"event-dropped", "events that did not run"},
                                         {"create-dropped", "events that did not run"}};

/// "missing resource: ...": what is left to say of messages without a word in common.
static std::string without_common_words(std::string code) {
    for (const CodeWords& each : subjects)
        if (each.code == code) return std::string(each.words);
    std::replace(code.begin(), code.end(), '-', ' ');
    return code + ": " + std::string(gap);
}

/// A title whose messages differ at the front says of what it speaks.
static std::string with_subject(const std::string& title, const std::string& code) {
    if (!title.starts_with(gap)) return title;
    for (const CodeWords& each : subjects)
        if (each.code == code) return std::string(each.words) + ": " + title;
    return title;
}

static std::string counted(size_t count, const char* what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string ProblemCounts::text() const {
    std::string out;
    auto add = [&](size_t count, const char* what) {
        if (count) (out += out.empty() ? "" : ", ") += counted(count, what);
    };
    add(errors, "error");
    add(warnings, "warning");
    add(notes, "note");
    return out;
}

void ProblemGroups::update(std::span<const Diagnostic> problems) {
    if (problems.size() < m_seen) *this = {};
    for (; m_seen < problems.size(); ++m_seen) add(problems[m_seen], m_seen);
}

/// Made behind those that are as severe or more when `problem` is the first of its kind.
ProblemGroup& ProblemGroups::group_of(const Diagnostic& problem) {
    auto [known, fresh] = m_known.try_emplace(std::string(severity_name(problem.severity)) + " " + problem.code, 0);
    if (!fresh) return m_groups[known->second];
    auto behind = std::find_if(m_groups.begin(), m_groups.end(),
                               [&](const ProblemGroup& group) { return group.severity < problem.severity; });
    auto place = static_cast<size_t>(behind - m_groups.begin());
    for (auto& [kind, other] : m_known)
        if (other >= place) ++other;
    known->second = place;
    return *m_groups.insert(behind, {problem.code, problem.severity, problem.message, {}, {}});
}

void ProblemGroups::add(const Diagnostic& problem, size_t index) {
    ++(problem.severity == Severity::error     ? m_counts.errors
       : problem.severity == Severity::warning ? m_counts.warnings
                                               : m_counts.notes);
    ProblemGroup& group = group_of(problem);
    group.members.push_back(index);
    group.shared = group.members.size() == 1 ? problem.message : common(group.shared, problem.message);
    group.title = group.shared == gap ? without_common_words(group.code) : with_subject(group.shared, group.code);
}

} // namespace scope
