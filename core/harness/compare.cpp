#include "core/data/typed_json.h"
#include "core/harness/replay.h"

#include <algorithm>

namespace scope {

/// Compares two handler runs part by part; the first part that differs is the answer.
class Comparison {
public:
    explicit Comparison(Divergence at) : m_at(std::move(at)) {}

    bool differs() const { return m_found.has_value(); }
    std::optional<Divergence> found() { return std::move(m_found); }

    void part(const std::string& what, const std::string& expected, const std::string& actual) {
        if (m_found || expected == actual) return;
        m_found = m_at;
        m_found->what = what;
        m_found->expected = expected.empty() ? "nothing" : expected;
        m_found->actual = actual.empty() ? "nothing" : actual;
    }
    void value(const std::string& what, const std::optional<Datum>& expected, const std::optional<Datum>& actual) {
        if (!m_found && expected != actual) part(what, shown(expected), shown(actual));
    }

private:
    static std::string shown(const std::optional<Datum>& value) { return value ? write_typed_json(*value) : "absent"; }

    Divergence m_at;
    std::optional<Divergence> m_found;
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
        if (out.differs()) return;
    }
    for (const Record& one : actual)
        if (std::none_of(expected.begin(), expected.end(),
                         [&](const Record& other) { return other.*name == one.*name; }))
            return out.part(prefix + one.*name, "unchanged",
                            "changed to " + (one.new_value ? write_typed_json(*one.new_value) : std::string("absent")));
}

static void compare_maps(Comparison& out, const Datum& expected, const Datum& actual) {
    if (expected == actual) return;
    for (const DatumEntry& entry : expected.entries()) {
        const Datum* other = actual.find_key(entry.key);
        out.value("async_load." + std::string(entry.key.text()), entry.value,
                  other ? std::optional<Datum>(*other) : std::nullopt);
    }
    out.part("async_load", write_payload(expected), write_payload(actual));
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
    for (size_t i = 0; i < std::max(expected.size(), actual.size()) && !out.differs(); ++i)
        out.part("log line " + std::to_string(i + 1), i < expected.size() ? expected[i].text : "",
                 i < actual.size() ? actual[i].text : "");
}

static void compare_runs(Comparison& out, const HandlerRecord& expected, const HandlerRecord& actual) {
    out.part("handler", expected.object + " of " + expected.owner, actual.object + " of " + actual.owner);
    out.part("instance", std::to_string(expected.instance), std::to_string(actual.instance));
    out.part("file", expected.file, actual.file);
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

std::optional<Divergence> compare(const EventLine& expected, const EventLine& actual) {
    Divergence at;
    at.seq = expected.seq + 1;
    for (size_t i = 0; i < expected.dispatches.size(); ++i) {
        const DispatchRecord& one = expected.dispatches[i];
        at.dispatch = one.id;
        at.event = event_constant(one.event);
        Comparison whole(at);
        if (i >= actual.dispatches.size()) {
            whole.part("nested event", "fired", "not fired");
            return whole.found();
        }
        const DispatchRecord& other = actual.dispatches[i];
        whole.part("event", std::string(event_constant(one.event)), std::string(event_constant(other.event)));
        compare_maps(whole, one.payload, other.payload);
        for (size_t k = 0; k < std::min(one.handlers.size(), other.handlers.size()) && !whole.differs(); ++k) {
            const HandlerRecord& run = one.handlers[k];
            Divergence run_at = at;
            run_at.handler = run.id;
            run_at.object = run.object;
            run_at.instance = run.instance;
            run_at.file = run.file;
            Comparison runs(run_at);
            compare_runs(runs, run, other.handlers[k]);
            if (runs.differs()) return runs.found();
        }
        whole.part("handler runs", std::to_string(one.handlers.size()), std::to_string(other.handlers.size()));
        whole.part("map destroyed", one.destroyed ? "yes" : "no", other.destroyed ? "yes" : "no");
        if (whole.differs()) return whole.found();
    }
    Comparison count(at);
    count.part("dispatches", std::to_string(expected.dispatches.size()), std::to_string(actual.dispatches.size()));
    return count.found();
}

} // namespace scope
