#pragma once
// The ports of what can be opened: a project that runs, and a trace that is read. Both own what they show.

#include "ui/model/session_port.h"

#include <deque>
#include <memory>
#include <string>

namespace scope {

/// What a session that was opened goes through first.
struct OpeningSteps {
    bool first_frame = true;         ///< one frame, so that global time sources have run, as `fire` does
    std::vector<InputRecord> inputs; ///< stage steps
    bool by_units = false;           ///< work() goes by units instead of time: the same in every run
};

/// A project in a session. Inputs wait in a queue, and work() lets them go on between the window's frames.
class LiveSession : public SessionPort {
public:
    /// Fails when the project cannot be read, or a step does not apply of which that is known already. The boot and the
    /// steps go on with work().
    static Result<std::unique_ptr<LiveSession>> open(SessionOptions options, const OpeningSteps& steps);
    ~LiveSession() override;

    std::string title() const override;
    bool is_live() const override { return true; }
    std::string target() const override;
    std::string config() const override;
    size_t mock_count() const override;
    const EventStore& events() const override;
    const std::vector<Diagnostic>& problems() const override;
    const std::vector<LogRecord>& output() const override;
    const std::vector<FaultRecord>& faults() const override { return m_faults; }
    const Diagnostic* failed_start() const override { return m_failed_start ? &*m_failed_start : nullptr; }
    const std::vector<RequestRecord>& requests() const override;
    std::vector<Receiver> receivers(int32_t event_number) const override;
    std::vector<InstanceView> instances() const override;
    VariablesView variables(uint32_t instance) const override;
    std::vector<LedgerView> ledger() const override;
    const SourceView* source(const std::string& path) const override;
    std::vector<std::string> rooms() const override;
    std::vector<std::string> objects() const override;
    std::vector<std::string> events_of(const std::string& object) const override;
    std::string room_name() const override;
    uint64_t frame() const override;
    uint64_t clock_us() const override;
    double game_speed() const override;
    bool ended() const override;
    std::vector<InputRecord> inputs() const override;
    std::string recording() const override;
    uint64_t generation() const override { return m_generation; }

    Result<void> fire(const FireInput& input) override;
    Result<void> apply(const InputRecord& input) override;
    Result<void> console(const std::string& code) override;
    void run(uint64_t frames) override;
    Result<void> restart(bool from_disk) override;
    Result<void> repeat() override;
    bool works() const override { return !m_todo.empty() || m_session->in_progress(); }
    Work at_work() const override;
    void work() override;
    void cancel() override;
    Result<void> outcome() const override { return m_outcome; }
    Result<size_t> fired_line() const override { return m_session->fired(); }
    Result<ConsoleAnswer> console_answer() const override { return m_session->answer(); }

private:
    explicit LiveSession(std::unique_ptr<Session> session);
    void touch();
    Result<void> begin(std::vector<Input> inputs);
    void begin_next();
    /// To be called when the game has been started; `sound` is whether that went well.
    void note_start(bool sound);

    std::unique_ptr<Session> m_session;
    std::deque<Input> m_todo; ///< behind the one in progress
    Result<void> m_outcome;   ///< what was wrong with the last of them
    bool m_by_units = false;
    std::vector<FaultRecord> m_faults; ///< as of m_generation
    size_t m_seen_faults = 0;          ///< of the session's
    std::optional<Diagnostic> m_failed_start;
    std::vector<RequestRecord> m_requests; ///< as of m_generation
    uint64_t m_generation = 1;
};

/// A trace by its ending, else a project.
Result<std::unique_ptr<SessionPort>> open_port(SessionOptions options, const std::string& path,
                                               const OpeningSteps& steps);

} // namespace scope
