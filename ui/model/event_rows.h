#pragma once
// What the rows of the Events list say: every dispatch of a session, nested ones under the run that made them, and
// every fault that no handler run holds. A row is worked out when it shows. Which rows there are is event_index.h.

#include "core/store/event_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// One dispatch: the index of its line in the session's events and its index within the line. Or one fault that no
/// handler run holds: the number of lines before it, and its own index.
struct EventRef {
    uint32_t line = 0;
    uint32_t dispatch = 0;

    static constexpr uint32_t fault_bit = 0x80000000;
    static EventRef of_fault(size_t lines_before, size_t index) {
        return {static_cast<uint32_t>(lines_before), fault_bit | static_cast<uint32_t>(index)};
    }
    bool is_fault() const { return dispatch & fault_bit; }
    size_t fault() const { return dispatch & ~fault_bit; }
    /// In the order of the list.
    bool operator<(const EventRef& other) const {
        if (line != other.line) return line < other.line;
        return is_fault() != other.is_fault() ? is_fault() : dispatch < other.dispatch;
    }
    bool operator==(const EventRef&) const = default;
};

enum class Tone : uint8_t { quiet, plain, ok, warning, fault };

struct EventRow {
    uint32_t id = 0;
    uint64_t frame = 0;
    int event_number = 0;
    std::string title; ///< "HTTP"
    std::string from;  ///< "from #102" for a nested one
    int depth = 0;
    std::string summary;
    std::string handlers; ///< "3", "3 + 2 nested"
    std::string result;   ///< "4 changes", "fault in obj_menu", "nobody listens"
    Tone tone = Tone::plain;
    uint64_t us = 0;
};

/// Null when the reference points nowhere (any more), or at what is damaged.
std::shared_ptr<const DispatchRecord> dispatch_at(const EventStore& events, EventRef ref);
/// Of an event that cannot be read any more only what `known` says.
EventRow event_row(const EventStore& events, EventRef ref, const DispatchRow* known = nullptr);
EventRow event_row(const EventLine& event, size_t dispatch);
/// What is known without looking into the event: all but who it is from, its summary and the words of its result.
EventRow brief_row(const DispatchRow& known);
/// What was running: "obj_shop Create_0", "scr_settings", "console".
std::string occasion_of(const FaultRecord& fault);
/// The row of a fault that no handler run holds.
EventRow fault_row(const FaultRecord& fault);
/// Of either kind; empty when the reference points nowhere.
EventRow row_of(const EventStore& events, const std::vector<FaultRecord>& faults, EventRef ref,
                const DispatchRow* known = nullptr);
/// "HTTP" for 62; the constant or the number for events without a title.
std::string short_event_title(EventId event);

} // namespace scope
