#include "core/data/typed_json.h"
#include "core/harness/replay.h"

#include <algorithm>

namespace scope {

/// Compares part by part; each that differs is a difference.
class Comparison {
public:
    Comparison(std::vector<Divergence>& out, Divergence at) : m_out(out), m_at(std::move(at)), m_before(out.size()) {}

    bool differs() const { return m_out.size() > m_before; }
    void part(const std::string& what, const std::string& expected, const std::string& actual) {
        constexpr size_t most = 1000; // of one event
        if (expected == actual || m_out.size() >= most) return;
        Divergence found = m_at;
        found.what = what;
        found.expected = expected.empty() ? "nothing" : expected;
        found.actual = actual.empty() ? "nothing" : actual;
        m_out.push_back(std::move(found));
    }
    void value(const std::string& what, const std::optional<Datum>& expected, const std::optional<Datum>& actual) {
        if (expected != actual) part(what, shown(expected), shown(actual));
    }

private:
    static std::string shown(const std::optional<Datum>& value) { return value ? write_typed_json(*value) : "absent"; }

    std::vector<Divergence>& m_out;
    Divergence m_at;
    size_t m_before;
};

static std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& text : list) out += (out.empty() ? "" : ", ") + text;
    return out;
}

/// Changes and writes by name, so that a value that differs is named itself.
template<typename Record> static void compare_named(Comparison& out, const std::string& prefix,
                                                    const std::vector<Record>& expected,
                                                    const std::vector<Record>& actual, std::string Record::*name) {
    for (const Record& one : expected) {
        auto same =
            std::find_if(actual.begin(), actual.end(), [&](const Record& other) { return other.*name == one.*name; });
        if (same == actual.end())
            out.part(prefix + one.*name,
                     "changed to " + (one.new_value ? write_typed_json(*one.new_value) : std::string("absent")),
                     "unchanged");
        else {
            out.value(prefix + one.*name + " before", one.old_value, same->old_value);
            out.value(prefix + one.*name, one.new_value, same->new_value);
        }
    }
    for (const Record& one : actual)
        if (std::none_of(expected.begin(), expected.end(),
                         [&](const Record& other) { return other.*name == one.*name; }))
            out.part(prefix + one.*name, "unchanged",
                     "changed to " + (one.new_value ? write_typed_json(*one.new_value) : std::string("absent")));
}

static void compare_maps(Comparison& out, const Datum& expected, const Datum& actual) {
    if (expected == actual) return;
    bool by_key = false;
    auto key = [&](const Datum& name, const Datum* before, const Datum* after) {
        auto value = [](const Datum* one) { return one ? std::optional<Datum>(*one) : std::nullopt; };
        by_key |= value(before) != value(after);
        out.value("async_load." + std::string(name.text()), value(before), value(after));
    };
    for (const DatumEntry& entry : expected.entries()) key(entry.key, &entry.value, actual.find_key(entry.key));
    for (const DatumEntry& entry : actual.entries())
        if (!expected.find_key(entry.key)) key(entry.key, nullptr, &entry.value);
    if (!by_key) out.part("async_load", write_payload(expected), write_payload(actual)); // their order
}

static std::string faults(const HandlerRecord& handler) {
    return handler.fault ? handler.fault->message : "";
}

static std::string calls(const HandlerRecord& handler) {
    std::string out;
    for (const CallOutRecord& call : handler.calls) {
        out += call.function + "(";
        for (size_t i = 0; i < call.args.size(); ++i) out += (i ? ", " : "") + write_typed_json(call.args[i]);
        out += ") ";
    }
    return out;
}

static std::string requests(const HandlerRecord& handler) {
    std::string out;
    for (const RequestRecord& request : handler.requests) {
        out += request.kind + "(";
        for (size_t i = 0; i < request.args.size(); ++i) out += (i ? ", " : "") + write_typed_json(request.args[i]);
        out += ") ";
    }
    return out;
}

static std::string refs(const std::vector<AllocationRecord>& list) {
    std::string out;
    for (const AllocationRecord& one : list) out += (out.empty() ? "" : ", ") + one.ref;
    return out;
}

static void compare_logs(Comparison& out, const std::vector<LogRecord>& expected,
                         const std::vector<LogRecord>& actual) {
    for (size_t i = 0; i < std::max(expected.size(), actual.size()); ++i)
        out.part("log line " + std::to_string(i + 1), i < expected.size() ? expected[i].text : "",
                 i < actual.size() ? actual[i].text : "");
}

static void compare_runs(Comparison& out, const HandlerRecord& expected, const HandlerRecord& actual) {
    compare_maps(out, expected.before, actual.before);
    out.part("fault", faults(expected), faults(actual));
    compare_named(out, "async_load.", expected.writes, actual.writes, &KeyWriteRecord::key);
    compare_named(out, "", expected.changes, actual.changes, &ChangeRecord::path);
    out.part("reads", joined(expected.reads), joined(actual.reads));
    out.part("missing", joined(expected.missing), joined(actual.missing));
    out.part("tested", joined(expected.tested), joined(actual.tested));
    out.part("guard", expected.left ? expected.left->because : "", actual.left ? actual.left->because : "");
    compare_logs(out, expected.log, actual.log);
    out.part("calls out", calls(expected), calls(actual));
    out.part("requests", requests(expected), requests(actual));
    out.part("data structures made", refs(expected.allocated), refs(actual.allocated));
    out.part("data structures freed", refs(expected.freed), refs(actual.freed));
    compare_maps(out, expected.after, actual.after);
}

/// After differences of what a run met those of what came of it are no news.
static void compare_run(Comparison& out, const HandlerRecord& expected, const HandlerRecord& actual) {
    out.part("handler", expected.object + " of " + expected.owner, actual.object + " of " + actual.owner);
    out.part("instance", std::to_string(expected.instance), std::to_string(actual.instance));
    out.part("file", expected.file, actual.file);
    if (!out.differs()) compare_runs(out, expected, actual);
}

std::vector<Divergence> differences(const EventLine& expected, const EventLine& actual) {
    std::vector<Divergence> found;
    Divergence at;
    at.seq = expected.seq + 1;
    for (size_t i = 0; i < expected.dispatches.size(); ++i) {
        const DispatchRecord& one = expected.dispatches[i];
        at.dispatch = one.id;
        at.event = event_constant(one.event);
        Comparison whole(found, at);
        if (i >= actual.dispatches.size()) {
            whole.part("nested event", "fired", "not fired");
            return found;
        }
        const DispatchRecord& other = actual.dispatches[i];
        whole.part("event", std::string(event_constant(one.event)), std::string(event_constant(other.event)));
        if (whole.differs()) return found; // what follows belongs to something else
        compare_maps(whole, one.payload, other.payload);
        for (size_t k = 0; k < std::min(one.handlers.size(), other.handlers.size()); ++k) {
            const HandlerRecord& run = one.handlers[k];
            Divergence run_at = at;
            run_at.handler = run.id;
            run_at.object = run.object;
            run_at.instance = run.instance;
            run_at.file = run.file;
            Comparison runs(found, run_at);
            compare_run(runs, run, other.handlers[k]);
        }
        whole.part("handler runs", std::to_string(one.handlers.size()), std::to_string(other.handlers.size()));
        whole.part("map destroyed", one.destroyed ? "yes" : "no", other.destroyed ? "yes" : "no");
    }
    Comparison(found, at).part("dispatches", std::to_string(expected.dispatches.size()),
                               std::to_string(actual.dispatches.size()));
    return found;
}

} // namespace scope
