#pragma once
// The object of the Compose panel: the event, the shape it follows and the payload. A Datum is immutable, so a state of
// the composition is a few words and the undo history keeps whole states.

#include "core/data/datum.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

struct Composition {
    std::string event = "ev_async_web"; ///< constant
    std::string shape;                  ///< its name; empty: free-form
    Datum payload = Datum::ds_map({});
    bool operator==(const Composition&) const = default;
};

/// What was typed and could not be taken. It is kept where it was typed until it is mended or given up.
struct RejectedEdit {
    std::string path; ///< of a payload's row, or of a variable as set_variable names it
    bool key = false; ///< typed into the key column
    std::string text;
    std::string error;
    uint32_t instance = 0; ///< whose variable it is
    bool operator==(const RejectedEdit&) const = default;
};

/// What was typed of a composition beyond what it holds.
struct Drafts {
    std::vector<RejectedEdit> rejected; ///< one a cell at most
    std::string json;                   ///< the text as it was typed
    std::string json_error;             ///< why it is not the payload; empty while it is
    bool operator==(const Drafts&) const = default;

    const RejectedEdit* find(std::string_view path, bool key) const;
    void drop(std::string_view path, bool key);
    void put(RejectedEdit edit);
};

struct ComposeStep {
    Composition now;
    Drafts drafts;
    bool operator==(const ComposeStep&) const = default;
};

/// Undo and redo over whole states, drafts included: nothing that was typed is lost for good. Steps of one `group` that
/// follow each other (typing in one field) are one step.
class CompositionHistory {
public:
    static constexpr size_t most_steps = 1000;

    CompositionHistory() = default;
    explicit CompositionHistory(Composition start) : m_now{std::move(start), {}} {}

    const Composition& now() const { return m_now.now; }
    const Drafts& drafts() const { return m_now.drafts; }
    /// Ignored when nothing differs. An empty group never joins.
    void change(ComposeStep next, std::string_view group = {});
    /// Another composition, of which nothing has been typed yet.
    void change(Composition next) { change(ComposeStep{std::move(next), {}}); }
    /// Whatever comes next is a step of its own.
    void close_group() { m_group.clear(); }
    bool can_undo() const { return !m_past.empty(); }
    bool can_redo() const { return !m_future.empty(); }
    void undo();
    void redo();

private:
    ComposeStep m_now;
    std::vector<ComposeStep> m_past;
    std::vector<ComposeStep> m_future;
    std::string m_group;
};

} // namespace scope
