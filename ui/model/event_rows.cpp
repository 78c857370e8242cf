#include "ui/model/event_rows.h"

#include "core/base/text.h"
#include "core/trace/handler_matrix.h"
#include "ui/model/text.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace scope {

const DispatchRecord* dispatch_at(const std::vector<EventLine>& events, EventRef ref) {
    if (ref.line >= events.size() || ref.dispatch >= events[ref.line].dispatches.size()) return nullptr;
    return &events[ref.line].dispatches[ref.dispatch];
}

std::string short_event_title(EventId event) {
    std::string title = event_title(event);
    constexpr std::string_view prefix = "Async - ";
    if (title.starts_with(prefix)) title.erase(0, prefix.size());
    return title;
}

namespace {

/// The dispatch whose handler run made `dispatch`, within the same line; null for a top-level one.
const DispatchRecord* parent_of(const EventLine& line, const DispatchRecord& dispatch) {
    if (dispatch.parent == 0) return nullptr;
    for (const DispatchRecord& other : line.dispatches)
        for (const HandlerRecord& handler : other.handlers)
            if (handler.id == dispatch.parent) return &other;
    return nullptr;
}

int depth_of(const EventLine& line, const DispatchRecord& dispatch) {
    int depth = 0;
    for (const DispatchRecord* at = parent_of(line, dispatch); at && depth < 8; at = parent_of(line, *at)) ++depth;
    return depth;
}

size_t nested_handlers(const EventLine& line, const DispatchRecord& dispatch) {
    size_t count = 0;
    for (const DispatchRecord& other : line.dispatches)
        if (parent_of(line, other) == &dispatch) count += other.handlers.size();
    return count;
}

/// What is said of runs that all left or skipped what they had to do, in the words of outcome_of().
std::string ends_text(const std::vector<HandlerRecord>& runs) {
    auto skips = static_cast<size_t>(
        std::count_if(runs.begin(), runs.end(), [](const HandlerRecord& run) { return run.left->skipped; }));
    if (skips == 0) return runs.size() == 1 ? "its handler left" : "every handler left";
    if (skips < runs.size()) return "all left or only looked";
    std::string text = outcome_of(runs.front()).text;
    bool same =
        std::all_of(runs.begin(), runs.end(), [&](const HandlerRecord& run) { return outcome_of(run).text == text; });
    return same ? text : "all only looked";
}

/// What the list says happened, the worst first.
std::pair<std::string, Tone> result_of(const DispatchRecord& dispatch) {
    size_t changes = 0, done = 0, missing = 0, acted = 0;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (handler.fault) return {fmt::format("fault in {}", handler.object), Tone::fault};
        size_t own = handler.changes.size() + handler.writes.size();
        changes += own;
        // Only what ran to its end may be green.
        if (!handler.left) ++acted, done += own;
        missing += unexpected_keys(handler).size();
    }
    if (dispatch.handlers.empty()) return {"nobody listens", Tone::quiet};
    if (missing) return {fmt::format("{} missing", counted(missing, "key")), Tone::warning};
    if (acted == 0) {
        std::string ends = ends_text(dispatch.handlers);
        return {changes ? fmt::format("{}; {}", counted(changes, "change"), ends) : ends, Tone::quiet};
    }
    if (changes) return {counted(changes, "change"), done ? Tone::ok : Tone::quiet};
    return {"no variable changed", Tone::quiet};
}

bool contains(std::string_view text, std::string_view wanted) {
    return wanted == "*" || wanted.empty() || lower_ascii(text).find(wanted) != std::string::npos;
}

template<typename Range, typename Text> bool any_contains(const Range& range, std::string_view wanted, Text text) {
    return std::any_of(range.begin(), range.end(), [&](const auto& item) { return contains(text(item), wanted); });
}

/// A value in a filter may be searched deep inside; a summary keeps that bounded.
std::string payload_text(const DispatchRecord& dispatch) {
    return summary_of(dispatch.payload, 400);
}

constexpr std::string_view known_keys[] = {"type",   "object", "key",   "read",  "missing", "wrote",
                                           "change", "log",    "fault", "frame", "is"};

bool frame_in(uint64_t frame, const std::string& range) {
    size_t dots = range.find("..");
    auto number = [](std::string_view text, uint64_t otherwise) {
        uint64_t value = 0;
        if (text.empty()) return otherwise;
        for (char c : text) {
            if (c < '0' || c > '9') return otherwise;
            value = value * 10 + static_cast<uint64_t>(c - '0');
        }
        return value;
    };
    if (dots == std::string::npos) return frame == number(range, UINT64_MAX);
    return frame >= number(std::string_view(range).substr(0, dots), 0) &&
           frame <= number(std::string_view(range).substr(dots + 2), UINT64_MAX);
}

bool handler_holds(const std::string& key, const std::string& value, const HandlerRecord& handler) {
    auto same = [](const std::string& text) -> std::string_view { return text; };
    if (key == "object") return contains(handler.object, value) || contains(handler.owner, value);
    if (key == "read") return any_contains(handler.reads, value, same);
    if (key == "missing") return any_contains(unexpected_keys(handler), value, same);
    if (key == "wrote")
        return any_contains(handler.writes, value, [](const KeyWriteRecord& w) -> std::string_view { return w.key; });
    if (key == "change")
        return any_contains(handler.changes, value, [](const ChangeRecord& c) -> std::string_view { return c.path; });
    if (key == "log")
        return any_contains(handler.log, value, [](const LogRecord& l) -> std::string_view { return l.text; });
    if (key == "fault") return handler.fault && contains(handler.fault->message, value);
    return false;
}

} // namespace

EventRow event_row(const std::vector<EventLine>& events, EventRef ref) {
    EventRow row;
    const DispatchRecord* dispatch = dispatch_at(events, ref);
    if (!dispatch) return row;
    const EventLine& line = events[ref.line];
    row.id = dispatch->id;
    row.frame = dispatch->frame;
    row.event_number = dispatch->event.type == event_type::other ? dispatch->event.number : -1;
    row.title = short_event_title(dispatch->event);
    row.depth = depth_of(line, *dispatch);
    if (const DispatchRecord* parent = parent_of(line, *dispatch)) row.from = fmt::format("from #{}", parent->id);
    row.summary = summary_of(dispatch->payload, 200);
    size_t nested = nested_handlers(line, *dispatch);
    row.handlers = nested ? fmt::format("{} + {} nested", dispatch->handlers.size(), nested)
                          : fmt::format("{}", dispatch->handlers.size());
    std::tie(row.result, row.tone) = result_of(*dispatch);
    for (const HandlerRecord& handler : dispatch->handlers) row.us += handler.us;
    return row;
}

std::string occasion_of(const FaultRecord& fault) {
    std::string_view what = fault.event;
    std::string code_of_object = "gml_Object_" + fault.object + "_";
    for (std::string_view prefix : {std::string_view(code_of_object), std::string_view("gml_GlobalScript_")})
        if (what.starts_with(prefix)) what.remove_prefix(prefix.size());
    if (what.empty()) what = "GML";
    return fault.object.empty() ? std::string(what) : fmt::format("{} {}", fault.object, what);
}

EventRow fault_row(const FaultRecord& fault) {
    EventRow row;
    row.frame = fault.frame;
    row.event_number = -1;
    row.title = occasion_of(fault);
    row.summary = fault.message;
    row.result = fault.place.file.empty() ? "fault" : "fault at " + short_place(fault.place.file, fault.place.line);
    row.tone = Tone::fault;
    return row;
}

EventRow row_of(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults, EventRef ref) {
    if (!ref.is_fault()) return event_row(events, ref);
    return ref.fault() < faults.size() ? fault_row(faults[ref.fault()]) : EventRow();
}

namespace {

/// A word of a filter as it was typed.
struct FilterWord {
    std::string text; ///< without quotes
    size_t colon = std::string::npos;
    bool negated = false;
    bool quoted = false; ///< some of it was: it is text, not a question
};

/// What is wrong with a term, in words; "" when nothing is.
std::string complaint(const FilterWord& word, const std::string& key, const std::string& value) {
    if (!key.empty() && std::find(std::begin(known_keys), std::end(known_keys), key) == std::end(known_keys))
        return fmt::format("`{}:` is no filter; there are type: object: key: read: missing: wrote: change: log: fault: "
                           "frame: is:",
                           key);
    if (key == "is" && value != "fault" && value != "nested" && value != "unheard")
        return fmt::format("`is:{}` is no filter; there are is:fault, is:nested and is:unheard", value);
    if (key == "frame" && (value.empty() || value.find_first_not_of("0123456789.") != std::string::npos))
        return fmt::format("`frame:{}` is no frame; write frame:120 or frame:120..180", value);
    if (word.quoted || !key.empty()) return {};
    if (value == "or" || value == "and" || value == "not" || value == "||" || value == "&&" || value == "|")
        return fmt::format("`{}` is not understood: all words must hold, and - in front of one negates it; \"{}\" in "
                           "quotes is searched for",
                           value, value);
    if (value.find_first_of("<>=()") != std::string::npos)
        return fmt::format(
            "`{}` is not understood: values cannot be compared here; key:NAME finds payloads with a key, "
            "and text in quotes is searched for",
            word.text);
    return {};
}

} // namespace

Result<EventFilter> EventFilter::parse(std::string_view text) {
    EventFilter filter;
    size_t at = 0;
    while (true) {
        at = text.find_first_not_of(' ', at);
        if (at == std::string_view::npos) return filter;
        FilterWord word;
        if (text[at] == '-' && at + 1 < text.size() && text[at + 1] != ' ') {
            word.negated = true;
            ++at;
        }
        bool inside = false;
        for (; at < text.size() && (inside || text[at] != ' '); ++at) {
            if (text[at] == '"') {
                inside = !inside;
                word.quoted = true;
                continue;
            }
            if (text[at] == ':' && !word.quoted && word.colon == std::string::npos && !word.text.empty())
                word.colon = word.text.size();
            word.text += text[at];
        }
        if (inside) return fail(fmt::format("the quote before `{}` is not closed", word.text));
        Term term{"", lower_ascii(word.text), word.negated};
        if (word.colon != std::string::npos) {
            term.key = lower_ascii(std::string_view(word.text).substr(0, word.colon));
            term.value = lower_ascii(std::string_view(word.text).substr(word.colon + 1));
            if (term.key == "event") term.key = "type";
        }
        if (std::string wrong = complaint(word, term.key, term.value); !wrong.empty()) return fail(wrong);
        if (!word.text.empty()) filter.m_terms.push_back(std::move(term));
    }
}

bool EventFilter::holds(const Term& term, const EventLine& line, const DispatchRecord& dispatch) {
    const std::string& value = term.value;
    auto in_type = [&] {
        return contains(short_event_title(dispatch.event), value) || contains(event_constant(dispatch.event), value) ||
               fmt::format("{}", dispatch.event.number) == value;
    };
    auto in_handlers = [&](const std::string& key) {
        return std::any_of(dispatch.handlers.begin(), dispatch.handlers.end(),
                           [&](const HandlerRecord& handler) { return handler_holds(key, value, handler); });
    };
    if (term.key == "type") return in_type();
    if (term.key == "frame") return frame_in(dispatch.frame, value);
    if (term.key == "key")
        return any_contains(dispatch.payload.entries(), value,
                            [](const DatumEntry& entry) { return entry.key.text(); });
    if (term.key == "is") {
        if (value == "nested") return parent_of(line, dispatch) != nullptr;
        if (value == "unheard") return dispatch.handlers.empty();
        return value == "fault" && std::any_of(dispatch.handlers.begin(), dispatch.handlers.end(),
                                               [](const HandlerRecord& h) { return h.fault.has_value(); });
    }
    if (!term.key.empty()) return in_handlers(term.key);
    return in_type() || in_handlers("object") || in_handlers("change") || in_handlers("log") || in_handlers("fault") ||
           in_handlers("wrote") || contains(payload_text(dispatch), value) ||
           fmt::format("#{}", dispatch.id) == value || contains(result_of(dispatch).first, value);
}

bool EventFilter::holds(const Term& term, const FaultRecord& fault) {
    const std::string& value = term.value;
    if (term.key == "is") return value == "fault";
    if (term.key == "frame") return frame_in(fault.frame, value);
    if (term.key == "fault") return contains(fault.message, value);
    if (term.key == "object") return contains(fault.object, value);
    if (term.key == "type") return contains(fault.event, value);
    if (!term.key.empty()) return false; // it has no payload, no reads and no changes
    return contains(fault.message, value) || contains(fault.object, value) || contains(fault.event, value) ||
           contains(fault.place.file, value);
}

bool EventFilter::accepts(const FaultRecord& fault) const {
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term& term) { return holds(term, fault) != term.negated; });
}

bool EventFilter::accepts(const EventLine& line, const DispatchRecord& dispatch) const {
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term& term) { return holds(term, line, dispatch) != term.negated; });
}

void EventIndex::update(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults,
                        std::string_view filter_text, size_t most) {
    if (filter_text != m_filter_text || events.size() < m_lines || faults.size() < m_faults) {
        m_filter_text = filter_text;
        m_rows.clear();
        m_lines = m_faults = m_total = 0;
        ++m_version;
        auto filter = EventFilter::parse(filter_text);
        m_error = filter ? "" : filter.error().message;
        m_filter = filter ? std::move(*filter) : EventFilter();
    }
    if (m_lines < events.size() || m_faults < faults.size()) ++m_version;
    size_t end = m_lines + std::min(events.size() - m_lines, most);
    auto fault_comes = [&] {
        if (m_faults == faults.size()) return false;
        return m_lines == events.size() || faults[m_faults].after < events[m_lines].dispatches.front().id;
    };
    while (true) {
        if (fault_comes()) {
            if (m_filter.accepts(faults[m_faults])) m_rows.push_back(EventRef::of_fault(m_lines, m_faults));
            ++m_faults;
            ++m_total;
            continue;
        }
        if (m_lines == end) return;
        const EventLine& line = events[m_lines];
        m_total += line.dispatches.size();
        for (size_t i = 0; i < line.dispatches.size(); ++i)
            if (m_filter.empty() || m_filter.accepts(line, line.dispatches[i]))
                m_rows.push_back({static_cast<uint32_t>(m_lines), static_cast<uint32_t>(i)});
        ++m_lines;
    }
}

const std::vector<EventRef>& EventOrder::of(const EventIndex& index, const std::vector<EventLine>& events,
                                            const std::vector<FaultRecord>& faults, int sort, uint64_t era) {
    constexpr size_t most = 50000;
    const std::vector<EventRef>& rows = index.rows();
    if (sort == 0 || rows.size() > most) return rows;
    uint64_t version = (era << 40) + index.version();
    if (m_sorted.size() == rows.size() && m_sort == sort && m_version == version) return m_sorted;
    m_sort = sort;
    m_version = version;
    std::vector<EventRow> shown;
    for (EventRef ref : rows) shown.push_back(row_of(events, faults, ref));
    auto less = [&](size_t column, uint32_t a, uint32_t b) {
        const EventRow &x = shown[a], &y = shown[b];
        switch (column) {
        case 1: return x.frame < y.frame;
        case 2: return x.title < y.title;
        case 3: return x.summary < y.summary;
        case 4: return std::strtoul(x.handlers.c_str(), nullptr, 10) < std::strtoul(y.handlers.c_str(), nullptr, 10);
        case 5: return x.tone != y.tone ? x.tone < y.tone : x.result < y.result;
        case 6: return x.us < y.us;
        default: return x.id < y.id;
        }
    };
    SortedOrder order;
    m_sorted.clear();
    for (uint32_t at : order.of(rows.size(), 0, sort, less)) m_sorted.push_back(rows[at]);
    return m_sorted;
}

int64_t EventIndex::find(EventRef ref) const {
    auto at = std::lower_bound(m_rows.begin(), m_rows.end(), ref);
    return at != m_rows.end() && *at == ref ? at - m_rows.begin() : -1;
}

} // namespace scope
