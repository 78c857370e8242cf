#include "core/data/datum_edit.h"
#include "core/data/payload_path.h"
#include "core/trace/filter/filter.h"

#include <algorithm>

namespace scope {

namespace {

/// The event that was running at a fault outside of every run: "Create_0", "gml_Object_obj_shop_Create_0".
std::optional<EventId> event_of(const FaultRecord& fault) {
    std::string_view name = fault.event;
    size_t last = name.rfind('_');
    size_t before = last == std::string_view::npos || last == 0 ? last : name.rfind('_', last - 1);
    if (before != std::string_view::npos) name.remove_prefix(before + 1);
    return event_from_stem(name);
}

bool key_holds(const FilterTerm& term, const DispatchRecord& dispatch) {
    const Datum& payload = dispatch.payload;
    if (const Datum* found = payload.find(term.path)) return term.value(*found);
    if (!term.number_key.is_undefined())
        if (const Datum* found = payload.find_key(term.number_key)) return term.value(*found);
    if (!term.nested_path) return false;
    if (term.path.find(into_string) == std::string::npos) {
        const Datum* found = at_path(payload, term.path);
        return found && term.value(*found);
    }
    auto found = at_payload_path(payload, term.path);
    return found && term.value(*found);
}

/// A question about the subject as it is: a run, an event without one, or a fault.
bool asks(const FilterTerm& term, const FilterSubject& subject) {
    if (!term.word) {
        if (subject.fault) return anything_says(*subject.fault, term.text);
        return term.events.contains(subject.dispatch->event) || anything_says(*subject.dispatch, term.text);
    }
    const FilterWord& word = *term.word;
    if (subject.fault && !word.of_fault) return false;
    switch (word.kind) {
    case FilterKind::flag: return word.ask.flag(subject);
    case FilterKind::text: return word.ask.text(subject, term.text);
    case FilterKind::number:
    case FilterKind::time: {
        if (word.of_run && !subject.run) return false;
        uint64_t number = word.ask.number(subject);
        return (number >= term.least && number <= term.most) != term.outside;
    }
    case FilterKind::event: {
        std::optional<EventId> event = subject.fault ? event_of(*subject.fault) : subject.dispatch->event;
        return event && (term.compare == FilterCompare::has || term.events.contains(*event)) != term.outside;
    }
    case FilterKind::value:
        return term.path.empty() && term.compare != FilterCompare::has ? word.ask.text(subject, term.text)
               : term.path.empty()                                     ? !subject.dispatch->payload.entries().empty()
                                                                       : key_holds(term, *subject.dispatch);
    }
    return false;
}

/// `bound`: inside a bracket that holds a run together, so there is nothing to choose from.
bool holds(const FilterNode& node, const std::vector<FilterTerm>& terms, const FilterSubject& subject, bool bound) {
    auto child = [&](const FilterNode& each) { return holds(each, terms, subject, bound); };
    auto any_run = [&](auto&& question) {
        if (subject.fault) return question(subject);
        FilterSubject one = subject;
        for (const HandlerRecord& run : subject.dispatch->handlers) {
            one.run = &run;
            if (question(one)) return true;
        }
        return false;
    };
    switch (node.op) {
    case FilterOp::all: return std::all_of(node.children.begin(), node.children.end(), child);
    case FilterOp::any: return std::any_of(node.children.begin(), node.children.end(), child);
    case FilterOp::negate: return !child(node.children[0]);
    case FilterOp::run: {
        auto question = [&](const FilterSubject& one) { return holds(node.children[0], terms, one, true); };
        // Of an event that nobody heard nothing can be said of a run, but still of the event.
        if (subject.dispatch && subject.dispatch->handlers.empty()) return question(subject);
        return any_run(question);
    }
    case FilterOp::term: {
        const FilterTerm& term = terms[node.term];
        if (!term.word || !term.word->of_run || bound) return asks(term, subject);
        return any_run([&](const FilterSubject& one) { return asks(term, one); });
    }
    }
    return false;
}

} // namespace

Filter::Filter() : m_tree(std::make_shared<const Tree>()) {}

bool Filter::matches(const EventLine& line, size_t dispatch) const {
    FilterSubject subject{&line, &line.dispatches[dispatch], nullptr, nullptr};
    return holds(m_tree->root, m_tree->terms, subject, false);
}

bool Filter::matches(const FaultRecord& fault) const {
    return holds(m_tree->root, m_tree->terms, {nullptr, nullptr, nullptr, &fault}, false);
}

} // namespace scope
