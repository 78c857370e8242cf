#include "core/harness/recorded_environment.h"

#include "core/data/typed_json.h"
#include "core/world/environment_facts.h"

#include <algorithm>
#include <set>

namespace scope {

static constexpr std::string_view file_prefix = "file ";

RecordedEnvironment::RecordedEnvironment(std::vector<EnvironmentRecord> records, std::shared_ptr<Environment> otherwise,
                                         std::function<void(const std::string&)> note)
    : m_otherwise(std::move(otherwise))
    , m_note(std::move(note)) {
    std::set<std::string> names; // of this start
    for (EnvironmentRecord& record : records) {
        if (!record.what.starts_with(file_prefix)) {
            m_answers[record.what].values.push_back(std::move(record.value));
            continue;
        }
        std::string name = record.what.substr(file_prefix.size());
        // A name that comes again is of another start.
        if (m_starts.empty() || !names.insert(name).second) {
            m_starts.emplace_back();
            names = {name};
        }
        std::optional<std::string> content;
        if (record.value.is(DatumKind::string)) content = std::string(record.value.text());
        m_starts.back().push_back({std::move(name), std::move(content)});
    }
}

/// What is wrong with a recorded answer: a number where the game wants a text, and the like. "" when nothing is.
static std::string wrong_kind(std::string_view what, const Datum& value) {
    using Kind = EnvironmentFact::Kind;
    for (const EnvironmentFact& fact : environment_facts()) {
        bool family = fact.name.ends_with('_') && what.starts_with(fact.name) && what.size() > fact.name.size();
        if (!family && fact.name != what) continue;
        bool fits = true;
        if (fact.kind == Kind::number || fact.kind == Kind::constant || fact.kind == Kind::truth)
            fits = value.is_number();
        if (fact.kind == Kind::text && !family)
            fits = value.is(DatumKind::string) || value.is(DatumKind::array) || value.is_undefined();
        return fits ? "" : std::string(kind_name(value.kind())) + " " + summary(value, 40);
    }
    return "";
}

std::optional<Datum> RecordedEnvironment::read(std::string_view what) {
    auto note = [&](const std::string& text) {
        if (m_note && m_noted.try_emplace(std::string(what), true).second) m_note(text);
    };
    auto found = m_answers.find(what);
    if (found == m_answers.end()) {
        note("the game asks for '" + std::string(what) +
             "', which was not recorded; it is answered as for a new session");
        return m_otherwise ? m_otherwise->read(what) : std::nullopt;
    }
    Answers& answers = found->second;
    const Datum& value = answers.values[std::min(answers.next, answers.values.size() - 1)];
    ++answers.next;
    if (std::string wrong = wrong_kind(what, value); !wrong.empty()) {
        note("the game asks for '" + std::string(what) + "', and what was recorded is of another kind: " + wrong +
             "; it is answered as for a new session");
        return m_otherwise ? m_otherwise->read(what) : std::nullopt;
    }
    return value;
}

std::vector<RecordedEnvironment::File> RecordedEnvironment::next_files() {
    if (m_starts.empty()) return {};
    return m_starts[std::min(m_start++, m_starts.size() - 1)];
}

} // namespace scope
