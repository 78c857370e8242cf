#pragma once
// The object of the Compose panel: the event, the shape it follows and the payload. A Datum is immutable, so a state of
// the composition is a few words and the undo history keeps whole states.

#include "core/data/datum.h"

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

/// Undo and redo over whole states. Steps of one `group` that follow each other (typing in one field) are one step.
class CompositionHistory {
public:
    static constexpr size_t most_steps = 1000;

    CompositionHistory() = default;
    explicit CompositionHistory(Composition start) : m_now(std::move(start)) {}

    const Composition& now() const { return m_now; }
    /// Ignored when nothing differs. An empty group never joins.
    void change(Composition next, std::string_view group = {});
    /// Whatever comes next is a step of its own.
    void close_group() { m_group.clear(); }
    bool can_undo() const { return !m_past.empty(); }
    bool can_redo() const { return !m_future.empty(); }
    void undo();
    void redo();

private:
    Composition m_now;
    std::vector<Composition> m_past;
    std::vector<Composition> m_future;
    std::string m_group;
};

} // namespace scope
