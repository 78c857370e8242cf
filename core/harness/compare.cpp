#include "core/data/json_writer.h"
#include "core/data/typed_json.h"
#include "core/harness/replay.h"
#include "core/trace/secrets.h"

#include <algorithm>
#include <unordered_map>

namespace scope {

// --- what is masked

/// The next "secret12" from `at` on, as begin and end; both are the text's end when there is none.
static std::pair<size_t, size_t> next_image(std::string_view text, size_t at) {
    constexpr std::string_view stem = "secret";
    for (at = text.find(stem, at); at != std::string_view::npos; at = text.find(stem, at + 1)) {
        size_t end = std::min(text.find_first_not_of("0123456789", at + stem.size()), text.size());
        if (end > at + stem.size()) return {at, end};
    }
    return {text.size(), text.size()};
}

static bool is_like_masked(std::string_view expected, std::string_view actual) {
    size_t at = 0;
    auto [image, behind] = next_image(expected, 0);
    if (!actual.starts_with(expected.substr(0, image))) return false;
    at = image;
    while (image < expected.size()) {
        auto [next, next_behind] = next_image(expected, behind);
        std::string_view literal = expected.substr(behind, next - behind);
        if (next == expected.size()) return actual.size() >= at + literal.size() && actual.ends_with(literal);
        size_t found = actual.find(literal, at);
        if (found == std::string_view::npos) return false;
        at = found + literal.size();
        image = next, behind = next_behind;
    }
    return at == actual.size();
}

bool is_like(std::string_view expected, std::string_view actual, bool masked) {
    if (expected == actual) return true;
    std::string a, b; // as a trace holds them
    append_json_string(a, expected);
    append_json_string(b, actual);
    return a == b || (masked && is_like_masked(expected, actual));
}

static bool is_like_masked(const Datum& expected, const Datum& actual, bool secret = false) {
    if (expected == actual || (secret && expected.is_number() && actual.is_number())) return true;
    if (expected.kind() != actual.kind()) return false;
    if (expected.is(DatumKind::string) || expected.is(DatumKind::gml))
        return is_like_masked(expected.text(), actual.text());
    auto items = expected.items(), other_items = actual.items();
    auto entries = expected.entries(), other_entries = actual.entries();
    if (items.size() != other_items.size() || entries.size() != other_entries.size()) return false;
    for (size_t i = 0; i < items.size(); ++i)
        if (!is_like_masked(items[i], other_items[i], secret)) return false;
    for (size_t i = 0; i < entries.size(); ++i) {
        const DatumEntry &a = entries[i], &b = other_entries[i];
        bool by_key = secret || (a.key.is(DatumKind::string) && is_secret_key(a.key.text()));
        if (!is_like_masked(a.key, b.key) || !is_like_masked(a.value, b.value, by_key)) return false;
    }
    bool inner = expected.is(DatumKind::shared) || expected.is(DatumKind::constructed);
    if (inner) return expected.text() == actual.text() && is_like_masked(expected.inner(), actual.inner(), secret);
    return !items.empty() || !entries.empty();
}

// --- part by part

/// Compares part by part; each that differs is a difference.
class Comparison {
public:
    Comparison(std::vector<Divergence>& out, Divergence at, bool masked)
        : m_out(out)
        , m_at(std::move(at))
        , m_before(out.size())
        , m_masked(masked) {}

    bool masked() const { return m_masked; }

    bool differs() const { return m_out.size() > m_before; }
    void part(const std::string& what, const std::string& expected, const std::string& actual) {
        constexpr size_t most = 1000; // of one event
        if (m_out.size() >= most || is_like(expected, actual, m_masked)) return;
        Divergence found = m_at;
        found.what = what;
        found.expected = expected.empty() ? "nothing" : expected;
        found.actual = actual.empty() ? "nothing" : actual;
        m_out.push_back(std::move(found));
    }
    void value(const std::string& what, const std::optional<Datum>& expected, const std::optional<Datum>& actual) {
        bool secret = m_masked && is_secret_path(what);
        if (expected != actual && !(m_masked && expected && actual && is_like_masked(*expected, *actual, secret)))
            part(what, shown(expected), shown(actual));
    }

private:
    static std::string shown(const std::optional<Datum>& value) { return value ? write_typed_json(*value) : "absent"; }

    std::vector<Divergence>& m_out;
    Divergence m_at;
    size_t m_before;
    bool m_masked;
};

static std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& text : list) out += (out.empty() ? "" : ", ") + text;
    return out;
}

/// Changes and writes by name, so that a value that differs is named itself; the n-th of a name with the n-th.
template<typename Record> static void compare_named(Comparison& out, const std::string& prefix,
                                                    const std::vector<Record>& expected,
                                                    const std::vector<Record>& actual, std::string Record::*name) {
    std::unordered_multimap<std::string_view, size_t> by_name;
    for (size_t i = actual.size(); i-- > 0;) by_name.emplace(actual[i].*name, i);
    std::vector<bool> used(actual.size());
    auto changed = [](const Record& one) {
        return "changed to " + (one.new_value ? write_typed_json(*one.new_value) : std::string("absent"));
    };
    auto counterpart = [&](const Record& one) {
        size_t best = actual.size();
        auto [begin, end] = by_name.equal_range(one.*name);
        for (auto at = begin; at != end; ++at)
            if (!used[at->second]) best = std::min(best, at->second);
        for (size_t i = 0; out.masked() && best == actual.size() && i < actual.size(); ++i)
            if (!used[i] && is_like(one.*name, actual[i].*name, true)) best = i;
        return best;
    };
    for (const Record& one : expected) {
        size_t index = counterpart(one);
        if (index == actual.size()) {
            out.part(prefix + one.*name, changed(one), "unchanged");
            continue;
        }
        used[index] = true;
        out.value(prefix + one.*name + " before", one.old_value, actual[index].old_value);
        out.value(prefix + one.*name, one.new_value, actual[index].new_value);
    }
    for (size_t i = 0; i < actual.size(); ++i)
        if (!used[i]) out.part(prefix + actual[i].*name, "unchanged", changed(actual[i]));
}

static void compare_maps(Comparison& out, const Datum& expected, const Datum& actual) {
    if (expected == actual || (out.masked() && is_like_masked(expected, actual))) return;
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

std::vector<Divergence> differences(const EventLine& expected, const EventLine& actual, bool masked) {
    std::vector<Divergence> found;
    Divergence at;
    at.seq = expected.seq + 1;
    for (size_t i = 0; i < expected.dispatches.size(); ++i) {
        const DispatchRecord& one = expected.dispatches[i];
        at.dispatch = one.id;
        at.event = event_constant(one.event);
        Comparison whole(found, at, masked);
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
            Comparison runs(found, run_at, masked);
            compare_run(runs, run, other.handlers[k]);
        }
        whole.part("handler runs", std::to_string(one.handlers.size()), std::to_string(other.handlers.size()));
        whole.part("map destroyed", one.destroyed ? "yes" : "no", other.destroyed ? "yes" : "no");
    }
    Comparison(found, at, masked)
        .part("dispatches", std::to_string(expected.dispatches.size()), std::to_string(actual.dispatches.size()));
    return found;
}

} // namespace scope
