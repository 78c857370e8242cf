#pragma once
// The Events list: every dispatch of a session, nested ones under the run that made them, and every fault that no
// handler run holds, in the order in which they happened, filtered by words such as `type:http missing:*`. Rows are
// references of 8 bytes; what a row says is worked out when it shows, so a million events cost 8 MB and one pass.

#include "core/base/result.h"
#include "core/trace/records.h"
#include "ui/model/list_look.h"

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

/// A filter typed by a person: words that must all hold. `type:` event title, constant or number; `object:`, `key:`,
/// `read:`, `missing:`, `wrote:`, `change:`, `log:` text within; `*` stands for anything; `fault:` any text; `frame:N`
/// or `frame:N..M`; `is:fault`, `is:nested`, `is:unheard`; a word alone is searched in everything shown; `-` in front
/// negates.
class EventFilter {
public:
    /// Fails for what is not understood (an unknown `word:`, a comparison, `or`, a quote left open), saying what is.
    static Result<EventFilter> parse(std::string_view text);
    bool empty() const { return m_terms.empty(); }
    bool accepts(const EventLine& line, const DispatchRecord& dispatch) const;
    bool accepts(const FaultRecord& fault) const;

private:
    struct Term {
        std::string key;
        std::string value; ///< lower case
        bool negated = false;
    };
    static bool holds(const Term& term, const EventLine& line, const DispatchRecord& dispatch);
    static bool holds(const Term& term, const FaultRecord& fault);
    std::vector<Term> m_terms;
};

/// The rows that pass the filter, kept up to date as events are added.
class EventIndex {
public:
    /// Starts over when `filter_text` changed or there are fewer events or faults; otherwise adds at most `most` new
    /// lines a call, so that a frame stays short. An unreadable filter shows everything and says why in error().
    void update(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults,
                std::string_view filter_text, size_t most = 20000);

    const std::vector<EventRef>& rows() const { return m_rows; }
    /// Dispatches and faults looked at so far, whether they passed or not.
    size_t total() const { return m_total; }
    size_t lines() const { return m_lines; }
    /// Another number whenever rows were added or looked for anew.
    uint64_t version() const { return m_version; }
    bool complete(const std::vector<EventLine>& events) const { return m_lines == events.size(); }
    const std::string& error() const { return m_error; }
    /// The position of a dispatch among the rows, or -1.
    int64_t find(EventRef ref) const;

private:
    std::string m_filter_text;
    EventFilter m_filter;
    std::string m_error;
    std::vector<EventRef> m_rows;
    size_t m_lines = 0;
    size_t m_faults = 0;
    size_t m_total = 0;
    uint64_t m_version = 0;
};

/// The rows in the order of the column whose title was pressed. Sorted again when there are other rows; beyond 50,000
/// they stay as they came, and a filter makes them fewer.
class EventOrder {
public:
    /// `sort` as of ListLook; `era` grows when the events are another session's.
    const std::vector<EventRef>& of(const EventIndex& index, const std::vector<EventLine>& events,
                                    const std::vector<FaultRecord>& faults, int sort, uint64_t era);

private:
    std::vector<EventRef> m_sorted;
    int m_sort = 0;
    uint64_t m_version = UINT64_MAX;
};

/// Null when the reference points nowhere (any more).
const DispatchRecord* dispatch_at(const std::vector<EventLine>& events, EventRef ref);
EventRow event_row(const std::vector<EventLine>& events, EventRef ref);
/// What was running: "obj_shop Create_0", "scr_settings", "console".
std::string occasion_of(const FaultRecord& fault);
/// The row of a fault that no handler run holds.
EventRow fault_row(const FaultRecord& fault);
/// Of either kind; empty when the reference points nowhere.
EventRow row_of(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults, EventRef ref);
/// "HTTP" for 62; the constant or the number for events without a title.
std::string short_event_title(EventId event);

} // namespace scope
