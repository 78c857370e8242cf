#pragma once
// The window's port to what is open: a running project, a trace, or nothing. Panels see it as const and read;
// the workbench alone calls the rest. Tests hand in records written by hand.

#include "core/session/session.h"
#include "core/trace/trace_reader.h"

#include <string>
#include <vector>

namespace scope {

/// What a session is at, for people.
struct Work {
    std::string what;  ///< "fire ev_async_web"
    std::string where; ///< "obj_shop Other_62 line 12"; empty between steps
};

class SessionPort {
public:
    virtual ~SessionPort() = default;

    /// What is open, "coin_shop.yyp"; empty when nothing is.
    virtual std::string title() const { return {}; }
    /// Whether it can be fired at: false for traces and when nothing is open.
    virtual bool is_live() const { return false; }
    virtual std::string target() const { return {}; }
    virtual std::string config() const { return {}; }
    virtual size_t mock_count() const { return 0; }

    virtual const EventStore& events() const;
    virtual const std::vector<Diagnostic>& problems() const;
    virtual const std::vector<LogRecord>& output() const;
    /// Those outside of every handler run, in order; the others are in events().
    virtual const std::vector<FaultRecord>& faults() const;
    /// Why the game did not start as it should, and what to try; null when it did.
    virtual const Diagnostic* failed_start() const { return nullptr; }
    virtual const std::vector<RequestRecord>& requests() const;
    virtual std::vector<Receiver> receivers(int32_t) const { return {}; }
    virtual std::vector<InstanceView> instances() const { return {}; }
    /// Of an instance, or of `global` for 0.
    virtual VariablesView variables(uint32_t) const { return {}; }
    virtual std::vector<LedgerView> ledger() const { return {}; }
    /// Null when the file is unknown.
    virtual const SourceView* source(const std::string&) const { return nullptr; }
    virtual std::vector<std::string> rooms() const { return {}; }
    virtual std::vector<std::string> objects() const { return {}; }
    /// The events that an instance of `object` has, its ancestors' included, as files are named: "Step_0".
    virtual std::vector<std::string> events_of(const std::string&) const { return {}; }

    virtual std::string room_name() const { return {}; }
    virtual uint64_t frame() const { return 0; }
    virtual uint64_t clock_us() const { return 0; }
    virtual double game_speed() const { return 60; } ///< frames per second
    virtual bool ended() const { return false; }
    /// Everything that has driven it so far, for repeating.
    virtual std::vector<InputRecord> inputs() const { return {}; }
    /// The trace file being written; empty when only memory records.
    virtual std::string recording() const { return {}; }
    /// Grows whenever anything a panel may show has changed.
    virtual uint64_t generation() const { return 0; }

    // Each begins something, of which what is quick is through when it comes back; the rest is left to work(). While
    // works() nothing else may begin.
    virtual Result<void> fire(const FireInput&) { return fail("there is no project to fire at; open one first"); }
    virtual Result<void> apply(const InputRecord&) { return fail("there is no project open"); }
    virtual Result<void> console(const std::string&) { return fail("there is no project open"); }
    virtual void run(uint64_t) {}
    /// The game from its start; with `from_disk`, of the project as its files are now.
    virtual Result<void> restart(bool) { return fail("there is no project open"); }
    /// Reads the project again and lets inputs() drive it once more.
    virtual Result<void> repeat() { return fail("there is no project open"); }

    virtual bool works() const { return false; }
    virtual Work at_work() const { return {}; }
    /// Goes on for some milliseconds.
    virtual void work() {}
    /// Ends what is in progress where it stands.
    virtual void cancel() {}
    // Of what is through:
    virtual Result<void> outcome() const { return {}; }
    virtual Result<size_t> fired_line() const { return fail("nothing was fired"); } ///< number in events()
    virtual Result<ConsoleAnswer> console_answer() const { return fail("nothing was asked"); }
};

} // namespace scope
