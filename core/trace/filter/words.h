#pragma once
// The words of the filter language, the one table: what the parser knows, what the matcher asks, what completion offers
// and what docs/filter.md lists. A new word is a row here and two rows of its test (one that passes, one that does
// not).

#include "core/trace/filter/text_test.h"
#include "core/trace/records.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace scope {

/// What a filter is asked about: a dispatch, and one of its handler runs or none; or a fault that no run holds.
struct FilterSubject {
    const EventLine* line = nullptr;
    const DispatchRecord* dispatch = nullptr;
    const HandlerRecord* run = nullptr;
    const FaultRecord* fault = nullptr;
};

enum class FilterKind : uint8_t {
    flag,   ///< stands alone
    text,   ///< alone: there is one
    number, ///< whole, from 0
    time,   ///< 5ms, 10s
    event,
    value, ///< of a key of the payload
};

/// What of a session is offered behind a word.
enum class FilterFact : uint8_t { none, events, objects, files, keys, written, changes, functions, requests, kinds };

/// How a word asks; an event and a value are the matcher's.
struct FilterQuestion {
    using Flag = bool (*)(const FilterSubject&);
    using Text = bool (*)(const FilterSubject&, const TextTest&);
    using Number = uint64_t (*)(const FilterSubject&); ///< of a time: microseconds

    constexpr FilterQuestion() = default;
    constexpr FilterQuestion(Flag ask) : flag(ask) {}
    constexpr FilterQuestion(Text ask) : text(ask) {}
    constexpr FilterQuestion(Number ask) : number(ask) {}

    Flag flag = nullptr;
    Text text = nullptr;
    Number number = nullptr;
};

struct FilterWord {
    std::string_view name;
    std::string_view also; ///< another spelling; may be empty
    FilterKind kind;
    bool of_run; ///< about a handler run, which a bracket holds together
    std::string_view says;
    std::string_view example;
    FilterFact fact;
    FilterQuestion ask;
    bool of_fault = false; ///< also of a fault outside of every run, of which nothing else can be asked
    bool of_runs = false;  ///< about all runs of an event together
};

std::span<const FilterWord> filter_words();
/// By either spelling, without regard to case; null when there is none.
const FilterWord* filter_word(std::string_view name);

/// Whether any text that a person sees of the dispatch passes: names, values, logs, messages. Of the event's own names
/// see EventSet.
bool anything_says(const DispatchRecord& dispatch, const TextTest& test);
bool anything_says(const FaultRecord& fault, const TextTest& test);

} // namespace scope
