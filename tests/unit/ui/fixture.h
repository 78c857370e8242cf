#pragma once
// A small session written by hand: the shop of the design's drawing. Fires add a line, so the workbench has something
// to follow.

#include "ui/model/session_port.h"

#include <map>
#include <optional>

namespace scope {

class FixturePort : public SessionPort {
public:
    FixturePort();

    std::string title() const override { return "coin_shop.yyp"; }
    bool is_live() const override { return true; }
    std::string target() const override { return "windows"; }
    std::string config() const override { return "Default"; }
    size_t mock_count() const override { return 1; }
    const EventStore& events() const override;
    const std::vector<EventLine>& lines() const { return m_events; }
    const std::vector<Diagnostic>& problems() const override { return m_problems; }
    const std::vector<LogRecord>& output() const override { return m_output; }
    const std::vector<RequestRecord>& requests() const override { return waiting; }
    const std::vector<FaultRecord>& faults() const override { return m_faults; }
    const Diagnostic* failed_start() const override { return start_fails ? &*start_fails : nullptr; }
    std::vector<Receiver> receivers(int32_t number) const override;
    std::vector<InstanceView> instances() const override;
    VariablesView variables(uint32_t instance) const override;
    std::vector<LedgerView> ledger() const override;
    const SourceView* source(const std::string& path) const override;
    std::vector<std::string> rooms() const override { return {"rm_shop", "rm_lobby"}; }
    std::vector<std::string> objects() const override { return {"obj_shop", "obj_menu", "obj_log", "obj_lobby"}; }
    std::string room_name() const override { return room; }
    uint64_t frame() const override { return m_frame; }
    uint64_t clock_us() const override { return m_frame * 1000000 / 60; }
    bool ended() const override { return over; }
    uint64_t generation() const override { return m_generation; }

    Result<void> fire(const FireInput& input) override;
    Result<void> apply(const InputRecord& input) override;
    Result<void> console(const std::string& code) override;
    void run(uint64_t frames) override;
    Result<void> restart(bool from_disk) override;
    Result<void> repeat() override;
    bool works() const override { return busy > 0; }
    Work at_work() const override { return {"fire ev_async_web", "obj_shop Other_62 line 4"}; }
    void work() override { busy -= busy > 0; }
    void cancel() override { cancelled = busy > 0, busy = 0; }
    Result<size_t> fired_line() const override { return m_events.size() - 1; }
    Result<ConsoleAnswer> console_answer() const override { return m_answer; }

    std::vector<InputRecord> inputs() const override { return applied; }

    /// A dispatch of each asynchronous event.
    void fire_every_kind();
    /// The shop's handler gets 300 lines, the last one so many dashes wide.
    void long_code(size_t dashes = 200);
    /// The faulted event faults in a script that its handler called.
    void fault_in_a_script();

    int gold = 60; ///< the shop's
    std::vector<InputRecord> applied;
    std::vector<FireInput> fired;
    std::vector<RequestRecord> waiting;
    std::optional<Diagnostic> start_fails;
    int handled = 62; ///< the event that objects handle
    std::string room = "rm_shop";
    std::string goes_on_to; ///< where Room Start leads from any room
    bool over = false;
    size_t busy = 0; ///< frames that something takes; the console's "work" takes 1000
    bool cancelled = false;
    bool ends = false;                  ///< the next thing that happens ends the game
    std::optional<Diagnostic> surprise; ///< comes up whenever something is done
    size_t dead_receivers = 0;          ///< so many more objects that have no instance stand before the others
    /// What happens from now on ends in a fault outside of every handler run.
    bool faulty = false;
    void add_problems(const std::vector<Diagnostic>& more) {
        m_problems.insert(m_problems.end(), more.begin(), more.end());
        ++m_generation;
    }
    /// As if the code had been changed: from the next repeat on the shop gives more gold.
    bool outcome_changes = false;
    size_t repeated = 0; ///< inputs of the last repeat

private:
    std::vector<EventLine> m_events;
    mutable std::shared_ptr<EventStore> m_store; ///< of these, as of m_generation
    mutable uint64_t m_stored = 0;
    std::vector<Diagnostic> m_problems;
    std::vector<LogRecord> m_output;
    std::vector<FaultRecord> m_faults;
    void fault(const char* during);
    void happen();
    std::map<std::string, SourceView> m_sources;
    uint64_t m_frame = 1284;
    uint64_t m_generation = 1;
    uint32_t m_next = 111;
    ConsoleAnswer m_answer;
};

std::shared_ptr<EventStore> store_of(const std::vector<EventLine>& events);

/// {"id":3,"status":0,"result":"{\"gold\":50}",...} of the drawing.
Datum shop_payload(int id, int status, const std::string& result);

} // namespace scope
