#pragma once
// An observer of a world is told of its dispatches and handler runs here, of data structures through DsWatch, writes
// through WriteBarrier, the vm's places and guards through VmObserver. The recorder is one; a world may have several
// (observers.h). Without one nothing is paid but a null test. Calls arrive in order on the world's thread; nothing
// passed may be kept beyond the call unless it says so.

#include "core/base/diagnostic.h"
#include "core/base/event_id.h"
#include "core/ds/watch.h"
#include "core/gml/code.h"
#include "core/gml/native.h"
#include "core/gml/vm.h"
#include "core/gml/vm_observer.h"

#include <span>
#include <string_view>

namespace scope {

struct Instance;

/// One delivery of an event to its handlers.
struct DispatchInfo {
    uint32_t id = 0;     ///< from 1, in order of beginning
    uint32_t parent = 0; ///< id of the handler run that made it; 0: from outside
    EventId event;
    Value map; ///< async_load during it; undefined when the event has none
};

/// One handler executed for one instance.
struct HandlerInfo {
    uint32_t id = 0; ///< from 1, in order of beginning
    uint32_t dispatch = 0;
    const Instance* instance = nullptr;
    uint32_t instance_id = 0;
    uint32_t object = 0; ///< the instance's object
    uint32_t owner = 0;  ///< the object whose code runs
    CodeId code = no_code;
};

enum class RequestMode : uint8_t { event, callback, channel };

/// What an asynchronous function left behind.
struct RequestInfo {
    uint32_t number = 0;   ///< from 1, ours
    Value id;              ///< what the function returned
    std::string_view kind; ///< the function: "http_get"
    std::span<const Value> args;
    EventId completes_as; ///< the event its answer arrives as
    RequestMode mode = RequestMode::event;
    uint32_t instance_id = 0;
    Place place;
    uint64_t frame = 0;
};

/// Each call does nothing by itself: an observer has those it needs.
class Observer : public DsWatch, public WriteBarrier, public VmObserver {
public:
    using DsWatch::before_write;
    using WriteBarrier::before_write;

    // What it does not want is not told and costs nothing.
    bool wants_data = true;   ///< DsWatch
    bool wants_writes = true; ///< WriteBarrier
    bool wants_code = true;   ///< VmObserver

    /// Before the first handler; the map still is as it was fired.
    virtual void on_dispatch_begin(const DispatchInfo& dispatch) { (void)dispatch; }
    /// After the last handler. `map_destroyed`: the map was destroyed by the dispatch itself.
    virtual void on_dispatch_end(const DispatchInfo& dispatch, bool map_destroyed) {
        (void)dispatch, (void)map_destroyed;
    }
    virtual void on_handler_begin(const HandlerInfo& handler) { (void)handler; }
    /// `fault` is null when the handler ran to its end or left through exit.
    virtual void on_handler_end(const HandlerInfo& handler, const Fault* fault, std::span<const StackEntry> stack) {
        (void)handler, (void)fault, (void)stack;
    }

    virtual void on_log(std::string_view text) { (void)text; }
    virtual void on_request(const RequestInfo& request) { (void)request; }
    virtual void on_problem(const Diagnostic& problem) { (void)problem; }
    /// A value that came from outside (clock, random seed, environment), for whoever reads the trace: a replay reads
    /// its own environment again.
    virtual void on_environment(std::string_view what, const Value& value) { (void)what, (void)value; }
    /// A fault outside of every dispatch (boot, frames, console).
    virtual void on_fault(const Fault& fault, std::span<const StackEntry> stack, std::string_view during) {
        (void)fault, (void)stack, (void)during;
    }
    virtual void on_frame(uint64_t frame) { (void)frame; }
    /// Before a built-in variable changes that is no member of its instance (speed, path_index, score, room), or one
    /// element of it (-1: all): of `instance`, or of the game where that is null. `old` is as GML reads it.
    virtual void before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) {
        (void)variable, (void)element, (void)instance, (void)old;
    }
    virtual void on_instance_created(const Instance& instance) { (void)instance; }   ///< before its first event
    virtual void on_instance_destroyed(const Instance& instance) { (void)instance; } ///< after its last event
    /// A string value read from a watched structure was parsed (json_parse, json_decode) into `result`, which is marked
    /// watched.
    virtual void on_parsed(const Value& text, const Value& result) { (void)text, (void)result; }
};

} // namespace scope
