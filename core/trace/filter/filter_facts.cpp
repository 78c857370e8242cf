#include "core/trace/filter/filter_facts.h"

#include "core/base/text.h"
#include "core/trace/filter/event_set.h"

namespace scope {

void FilterFacts::add(const EventLine& line) {
    for (const DispatchRecord& dispatch : line.dispatches) add(dispatch);
}

void FilterFacts::add(FilterFact fact, std::string_view name) {
    Names& names = m_names[fact];
    if (name.empty() || name.size() > longest || names.size() == most_names || names.contains(name)) return;
    names.emplace(name);
}

void FilterFacts::add(const DispatchRecord& dispatch) {
    std::string title = event_title(dispatch.event);
    constexpr std::string_view prefix = "Async - ";
    add(FilterFact::events, std::string_view(title).substr(title.starts_with(prefix) ? prefix.size() : 0));
    for (const DatumEntry& entry : dispatch.payload.entries()) {
        std::string_view key = entry.key.text();
        if (key.empty() || key.size() > longest) continue;
        add(FilterFact::keys, key);
        if (!m_names[FilterFact::keys].contains(key)) continue;
        auto found = m_values.find(key);
        if (found == m_values.end()) found = m_values.emplace(key, Names()).first;
        if (found->second.size() == most_values) continue;
        const Datum& value = entry.value;
        if (value.is(DatumKind::string) && value.text().size() <= longest)
            found->second.insert(std::string(value.text()));
        else if (value.is(DatumKind::boolean))
            found->second.insert(value.as_bool() ? "true" : "false");
        else if (value.is(DatumKind::real))
            found->second.insert(shortest_number(value.as_real()));
        else if (value.is_number())
            found->second.insert(std::to_string(value.as_int64()));
    }
    for (const HandlerRecord& run : dispatch.handlers) add(run);
}

void FilterFacts::add(const HandlerRecord& run) {
    add(FilterFact::objects, run.object);
    add(FilterFact::objects, run.owner);
    add(FilterFact::files, run.file);
    for (const auto* keys : {&run.reads, &run.missing, &run.tested})
        for (const std::string& key : *keys) add(FilterFact::keys, key);
    for (const KeyWriteRecord& write : run.writes) add(FilterFact::written, write.key);
    for (const ChangeRecord& change : run.changes) add(FilterFact::changes, change.path);
    for (const CallOutRecord& call : run.calls) add(FilterFact::functions, call.function);
    for (const CallRecord& call : run.call_tree) add(FilterFact::functions, call.name);
    for (const RequestRecord& request : run.requests) add(FilterFact::requests, request.kind);
    for (const AllocationRecord& each : run.allocated) add(FilterFact::kinds, each.kind);
}

const FilterFacts::Names& FilterFacts::of(FilterFact fact) const {
    static const Names none;
    auto found = m_names.find(fact);
    return found == m_names.end() ? none : found->second;
}

const FilterFacts::Names& FilterFacts::values(std::string_view key) const {
    static const Names none;
    auto found = m_values.find(key);
    return found == m_values.end() ? none : found->second;
}

} // namespace scope
