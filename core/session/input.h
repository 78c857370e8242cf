#pragma once
// What drives a session, as values: one variant, and its form in traces written once (input_fields below). An input
// that has begun is plain data too: how many of its steps were begun, what is left, whom it concerns. Each step puts
// one thing on the idle vm, so that between two steps there is nothing but the world and this. No cost but its members.

#include "core/base/result.h"
#include "core/data/datum.h"
#include "core/trace/records.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace scope {

namespace input {

/// Script top levels, extension init, game start, the first room. In no trace: each begins with it.
struct Boot {};
struct Fire {
    std::string event; ///< constant, for readers
    int32_t number = 0;
    Datum payload = Datum::ds_map({});
};
/// Fires the event that a waiting request completes as. A payload without `id` gets the request's.
struct Answer {
    uint32_t request = 0; ///< RequestRecord::number
    Datum payload = Datum::ds_map({});
};
struct Frames {
    double count = 0;
};
/// Frames until the game ends, a fault (unless `keep_going`) or `most` of them (0: no limit).
struct Run {
    double most = 0;
    bool keep_going = false;
};
/// Virtual time, in frames, so that alarms and time sources see it.
struct Advance {
    double us = 0;
};
struct GotoRoom {
    std::string name;
};
struct Create {
    std::string object;
    Datum variables = Datum::structure({}); ///< set before Create
};
struct Perform {
    std::string object; ///< a name, or the id of an instance in digits
    int32_t index = 0;  ///< below 0: every instance
    std::string event;  ///< as files are named: "Step_0"
};
struct SetVar {
    std::string path;
    std::string gml;
};
struct Call {
    std::string gml;
};
struct RunScript {
    std::string path;
    std::string text;
};
struct Console {
    std::string gml;
};
/// The same world as new, booted; with `from_disk` of the project as its files are now.
struct Restart {
    bool from_disk = false;
    bool again = false; ///< the same is to be done again: with the files that the game found. In no trace
};
/// Ends the input in progress, when so many units of work have been charged for it.
struct Cancel {
    double units = 0;
};

} // namespace input

using Input = std::variant<input::Boot, input::Fire, input::Answer, input::Frames, input::Run, input::Advance,
                           input::GotoRoom, input::Create, input::Perform, input::SetVar, input::Call, input::RunScript,
                           input::Console, input::Restart, input::Cancel>;

/// As traces have it.
InputRecord record_of(const Input& input);
/// What a record lacks is as in a fresh one. Fails for a kind that there is not.
Result<Input> input_of(const InputRecord& record);

/// Whether nothing would come of it once the game has ended.
bool needs_a_running_game(const Input& input);

/// Why Session::begin and Session::resume came back.
enum class CameBack : uint8_t {
    done,  ///< the input is through, or none is in progress
    slice, ///< there is more to do
    stop,  ///< a breakpoint or step
    fault, ///< through, and something faulted meanwhile
    ended, ///< through, and the game has ended, or SessionOptions::should_stop wanted everything to end
};

/// An input that has begun.
struct InputInProgress {
    Input input;
    uint32_t step = 0;              ///< begun so far
    double left = 0;                ///< frames
    std::vector<uint32_t> ids = {}; ///< instances that are still to be seen to
    bool told = false;              ///< of an event that was dropped
    uint64_t units = 0;             ///< charged so far, with some for each step
    bool failed = false;            ///< a step ended with a fault that nobody took
    bool cancelled = false;
    size_t faults = 0; ///< there were before
    size_t event = 0;  ///< so many there were before
};

} // namespace scope
