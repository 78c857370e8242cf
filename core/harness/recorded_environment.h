#pragma once
// What came from outside when a trace was recorded, fed back to the game that is replayed: nothing is asked again. What
// the game asks for and the trace does not have is answered as for a new session, and said. A look-up each time.

#include "core/trace/records.h"
#include "core/world/environment.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace scope {

class RecordedEnvironment final : public Environment {
public:
    using File = std::pair<std::string, std::optional<std::string>>;

    /// `otherwise` answers what was not recorded. `note` hears of it, once each.
    RecordedEnvironment(std::vector<EnvironmentRecord> records, std::shared_ptr<Environment> otherwise,
                        std::function<void(const std::string& what)> note);

    std::optional<Datum> read(std::string_view what) override;
    /// The files that the game found at its next start; the last ones again when there were no more starts.
    std::vector<File> next_files();
    bool has_files() const { return !m_starts.empty(); }

private:
    struct Answers { ///< to one question, one for each start of the game
        std::vector<Datum> values;
        size_t next = 0;
    };
    std::map<std::string, Answers, std::less<>> m_answers;
    std::vector<std::vector<File>> m_starts;
    size_t m_start = 0;
    std::shared_ptr<Environment> m_otherwise;
    std::function<void(const std::string&)> m_note;
    std::map<std::string, bool, std::less<>> m_noted;
};

} // namespace scope
