#pragma once
// The Compare view without its drawing: two runs read and compared on a thread of their own, their events side by side,
// and for the selected pair two handler matrices with the rows that differ marked. The thread shares nothing with the
// window but a few atomic numbers until it is done; the results are then read by the window alone.

#include "core/harness/compare_runs.h"
#include "core/trace/handler_matrix.h"
#include "ui/model/event_rows.h"

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace scope {

/// What is to be compared: two traces, or a trace with the run that it makes of a project today.
struct CompareRequest {
    std::string left;    ///< a trace
    std::string right;   ///< another one; "": replay
    std::string project; ///< of a replay; "": the one that the trace names
};

/// A line of the list of events.
struct CompareRow {
    PairKind kind = PairKind::same;
    uint32_t pair = 0;            ///< index in RunComparison::pairs
    uint32_t left = 0, right = 0; ///< numbers of the events, as the Events list has them; 0: none
    int32_t event = 0;            ///< number of the constant, for icon and colour
    std::string title;
    std::string summary;
};

/// A key of one of the two matrices or of both.
struct ComparedKey {
    static constexpr size_t none = SIZE_MAX;
    size_t left = none, right = none; ///< rows of the matrices
    bool differs = false;
};
struct ComparedColumn {
    size_t left = ComparedKey::none, right = ComparedKey::none;
    bool differs = false;
};

/// The selected pair in full.
struct ComparedEvent {
    HandlerMatrix left, right;
    std::vector<ComparedKey> rows;
    std::vector<ComparedColumn> columns;
    std::vector<Divergence> differences;
    std::vector<std::string> reasons; ///< one each; "" when there is none
    uint32_t left_number = 0, right_number = 0;
    std::string left_title, right_title;
};

class CompareModel {
public:
    enum class State : uint8_t { empty, working, failed, done };

    CompareModel() = default;
    ~CompareModel();
    CompareModel(const CompareModel&) = delete;
    CompareModel& operator=(const CompareModel&) = delete;

    /// Begins; what ran before is given up.
    void start(CompareRequest request);
    /// Gives up; the state is empty, or what it was told before.
    void cancel();
    /// Takes what the thread has finished. True when the state changed. Once a frame.
    bool poll();

    State state() const { return m_state; }
    const CompareRequest& request() const { return m_request; }
    const Error& error() const { return m_error; }
    /// "replaying, frame 120", "comparing" and how much of it is done, from 0 to 1; negative when that is not known.
    std::string activity() const;
    double progress() const;

    const RunComparison& comparison() const;
    const std::string& left_name() const { return m_left_name; }
    const std::string& right_name() const { return m_right_name; }
    const std::vector<Diagnostic>& notes() const;
    /// "3 changed, 1 added of 120 events", or that they are the same.
    std::string summary() const;
    Tone tone() const; ///< of the summary

    /// All pairs, or those that differ.
    void show_all(bool all);
    bool shows_all() const { return m_all; }
    size_t row_count() const { return m_rows.size(); }
    /// Made on asking: reads the event.
    CompareRow row(size_t index) const;
    size_t selected() const { return m_selected; } ///< row; SIZE_MAX: none
    void select(size_t row);
    /// The next row that differs, in the direction of `by`.
    void move(int by);
    /// The selected pair; null when there is none.
    const ComparedEvent* event() const { return m_event.get(); }
    void toggle_key(const std::string& path);

private:
    struct Work;
    RunComparison& result() const;
    void show_rows();
    void show_selected();

    State m_state = State::empty;
    CompareRequest m_request;
    Error m_error;
    std::shared_ptr<Work> m_work; ///< of the thread
    std::thread m_thread;
    std::string m_left_name, m_right_name;
    bool m_all = false;
    std::vector<uint32_t> m_rows; ///< pairs
    size_t m_selected = SIZE_MAX;
    std::unique_ptr<ComparedEvent> m_event;
    std::set<std::string> m_open_keys;
    mutable std::unordered_map<uint32_t, CompareRow> m_row_cache; ///< by pair; some screens of them
};

} // namespace scope
