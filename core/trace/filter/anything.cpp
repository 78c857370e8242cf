// What a filter's free text looks at: everything that the lists, the matrix and the handler's pages show of an event.
#include "core/trace/filter/value_test.h"
#include "core/trace/filter/words.h"

#include <algorithm>

namespace scope {

namespace {

constexpr int deepest = 128; // levels of a value that are looked into, as deep as JSON may be

bool value_says(const Datum& value, const TextTest& test, int level = 0) {
    if (level == deepest) return false;
    for (const DatumEntry& entry : value.entries())
        if (value_says(entry.key, test, level + 1) || value_says(entry.value, test, level + 1)) return true;
    for (const Datum& item : value.items())
        if (value_says(item, test, level + 1)) return true;
    if (is_container(value.kind())) return false;
    switch (value.kind()) {
    case DatumKind::constructed: return test(value.text()) || value_says(value.inner(), test, level + 1);
    case DatumKind::shared: return value_says(value.inner(), test, level + 1);
    default: return in_text_of(value, test);
    }
}

bool value_says(const std::optional<Datum>& value, const TextTest& test) {
    return value && value_says(*value, test);
}

bool says(const FaultRecord& fault, const TextTest& test) {
    return test(fault.message) || test(fault.object) || test(fault.event) || test(fault.place.file);
}

bool says(const HandlerRecord& run, const TextTest& test) {
    auto any = [](const auto& items, auto&& passes) { return std::any_of(items.begin(), items.end(), passes); };
    auto text = [&](const std::string& each) { return test(each); };
    if (test(run.object) || test(run.owner) || test(run.file)) return true;
    if (any(run.reads, text) || any(run.missing, text) || any(run.tested, text)) return true;
    if (run.left && test(run.left->because)) return true;
    if (run.fault && says(*run.fault, test)) return true;
    return any(run.log, [&](const LogRecord& log) { return test(log.text); }) ||
           any(run.writes,
               [&](const KeyWriteRecord& write) {
                   return test(write.key) || value_says(write.old_value, test) || value_says(write.new_value, test);
               }) ||
           any(run.changes,
               [&](const ChangeRecord& change) {
                   return test(change.path) || value_says(change.old_value, test) || value_says(change.new_value, test);
               }) ||
           any(run.calls,
               [&](const CallOutRecord& call) {
                   return test(call.function) || value_says(call.result, test) ||
                          any(call.args, [&](const Datum& each) { return value_says(each, test); });
               }) ||
           any(run.requests,
               [&](const RequestRecord& request) {
                   return test(request.kind) ||
                          any(request.args, [&](const Datum& each) { return value_says(each, test); });
               }) ||
           any(run.call_tree, [&](const CallRecord& call) { return test(call.name); });
}

} // namespace

bool anything_says(const DispatchRecord& dispatch, const TextTest& test) {
    if (value_says(dispatch.payload, test)) return true;
    return std::any_of(dispatch.handlers.begin(), dispatch.handlers.end(),
                       [&](const HandlerRecord& run) { return says(run, test); });
}

bool anything_says(const FaultRecord& fault, const TextTest& test) {
    return says(fault, test);
}

} // namespace scope
