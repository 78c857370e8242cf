#include "core/harness/compare.h"

#include "core/data/typed_json.h"
#include "core/harness/match.h"
#include "core/trace/secrets.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace scope {

namespace {

/// Compares part by part; each that differs is a difference.
class Comparison {
public:
    Comparison(std::vector<Divergence>& out, Divergence place, const Likeness& likeness)
        : like(likeness)
        , at(std::move(place))
        , m_out(out)
        , m_before(out.size()) {}

    const Likeness& like;
    Divergence at; ///< what every difference says of its place

    bool differs() const { return m_out.size() > m_before; }
    void note(DifferenceAbout about, const std::string& what, const std::string& expected, const std::string& actual,
              const Place& place = {}) {
        constexpr size_t most = 1000; // of one event
        if (m_out.size() >= most) return;
        Divergence found = at;
        found.about = about;
        found.what = what;
        found.expected = expected.empty() ? "nothing" : expected;
        found.actual = actual.empty() ? "nothing" : actual;
        found.place = place;
        m_out.push_back(std::move(found));
    }
    void part(DifferenceAbout about, const std::string& what, const std::string& expected, const std::string& actual) {
        if (!like.text(expected, actual)) note(about, what, expected, actual);
    }
    void value(DifferenceAbout about, const std::string& what, const std::optional<Datum>& expected,
               const std::optional<Datum>& actual, const Place& place = {}) {
        if (!like.value(expected, actual, like.masked() && is_secret_path(what)))
            note(about, what, shown(expected), shown(actual), place);
    }
    static std::string shown(const std::optional<Datum>& value) { return value ? write_typed_json(*value) : "absent"; }

private:
    std::vector<Divergence>& m_out;
    size_t m_before;
};

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& text : list) out += (out.empty() ? "" : ", ") + text;
    return out;
}

uint64_t hash_of(const std::string& text, bool masked) {
    return std::hash<std::string>()(masked ? without_images(text) : text);
}

/// Two lists in order. `both` is called with each pair (in order, indices), with `none` for who has no counterpart;
/// what stands between two pairs belongs together one by one.
constexpr size_t none = SIZE_MAX;
template<typename Visit>
void side_by_side(const std::vector<uint64_t>& left, const std::vector<uint64_t>& right, const Visit& both) {
    size_t i = 0, k = 0;
    auto until = [&](size_t left_end, size_t right_end) {
        while (i < left_end && k < right_end) both(i++, k++);
        while (i < left_end) both(i++, none);
        while (k < right_end) both(none, k++);
    };
    for (const Match& found : match(left, right)) {
        until(found.left, found.right);
        both(i++, k++);
    }
    until(left.size(), right.size());
}

void compare_texts(Comparison& out, DifferenceAbout about, const std::string& what,
                   const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
    std::vector<uint64_t> left, right;
    for (const std::string& text : expected) left.push_back(hash_of(text, out.like.masked()));
    for (const std::string& text : actual) right.push_back(hash_of(text, out.like.masked()));
    if (left == right) return;
    side_by_side(left, right, [&](size_t i, size_t k) {
        out.part(about, what + " " + std::to_string((i != none ? i : k) + 1), i != none ? expected[i] : "",
                 k != none ? actual[k] : "");
    });
}

/// Changes and writes by name, so that a value that differs is named itself; the n-th of a name with the n-th.
template<typename Record> void compare_named(Comparison& out, DifferenceAbout about, const std::string& prefix,
                                             const std::vector<Record>& expected, const std::vector<Record>& actual,
                                             std::string Record::*name,
                                             const std::function<bool(const Record&, const Record&)>& is_request) {
    std::unordered_multimap<std::string_view, size_t> by_name;
    for (size_t i = actual.size(); i-- > 0;) by_name.emplace(actual[i].*name, i);
    std::vector<bool> used(actual.size());
    auto changed = [](const Record& one) { return "changed to " + Comparison::shown(one.new_value); };
    auto counterpart = [&](const Record& one) {
        size_t best = actual.size();
        auto [begin, end] = by_name.equal_range(one.*name);
        for (auto at = begin; at != end; ++at)
            if (!used[at->second]) best = std::min(best, at->second);
        for (size_t i = 0; best == actual.size() && i < actual.size(); ++i)
            if (!used[i] && out.like.text(one.*name, actual[i].*name)) best = i;
        return best;
    };
    for (const Record& one : expected) {
        size_t index = counterpart(one);
        if (index == actual.size()) {
            out.note(about, prefix + one.*name, changed(one), "unchanged", one.place);
            continue;
        }
        used[index] = true;
        const Record& other = actual[index];
        if (is_request(one, other)) continue;
        out.value(about, prefix + one.*name + " before", one.old_value, other.old_value);
        out.value(about, prefix + one.*name, one.new_value, other.new_value, other.place);
    }
    for (size_t i = 0; i < actual.size(); ++i)
        if (!used[i]) out.note(about, prefix + actual[i].*name, "unchanged", changed(actual[i]), actual[i].place);
}

/// What differs in `told` already is no news.
using Told = std::vector<std::string>;
void compare_maps(Comparison& out, DifferenceAbout about, const Datum& expected, const Datum& actual, Told& told,
                  bool tells = false) {
    if (expected == actual) return;
    bool by_key = false, all_like = expected.size() == actual.size();
    auto key = [&](const Datum& name, const Datum* before, const Datum* after) {
        if (before && after && out.like.key(name.text(), *before, *after)) return;
        auto value = [](const Datum* one) { return one ? std::optional<Datum>(*one) : std::nullopt; };
        by_key = true;
        if (std::find(told.begin(), told.end(), name.text()) != told.end()) return;
        if (tells) told.push_back(std::string(name.text()));
        out.note(about, "async_load." + std::string(name.text()), Comparison::shown(value(before)),
                 Comparison::shown(value(after)));
    };
    auto entries = expected.entries(), others = actual.entries();
    for (size_t i = 0; i < entries.size() && all_like; ++i) all_like = out.like.value(entries[i].key, others[i].key);
    for (size_t i = 0; i < entries.size(); ++i)
        key(entries[i].key, &entries[i].value, all_like ? &others[i].value : actual.find_key(entries[i].key));
    for (const DatumEntry& entry : others)
        if (!all_like && !expected.find_key(entry.key)) key(entry.key, nullptr, &entry.value);
    if (!by_key && !all_like)
        out.part(about, "async_load", write_payload(expected), write_payload(actual)); // their order
    if (!by_key && all_like && entries.empty() && !out.like.value(expected, actual))
        out.part(about, "async_load", write_payload(expected), write_payload(actual));
}

std::string call_text(const std::string& name, const std::vector<Datum>& args) {
    std::string out = name + "(";
    for (size_t i = 0; i < args.size(); ++i) out += (i ? ", " : "") + write_typed_json(args[i]);
    return out + ")";
}

void compare_structures(Comparison& out, const std::string& what, const std::vector<AllocationRecord>& expected,
                        const std::vector<AllocationRecord>& actual, bool fresh) {
    bool alike = expected.size() == actual.size();
    for (size_t i = 0; alike && i < expected.size(); ++i) {
        auto from = handle_parts(expected[i].ref), to = handle_parts(actual[i].ref);
        if (fresh && out.like.renames() && from && to && from->first == to->first) {
            uint32_t kind = identity_kind(from->first);
            out.like.renames()->bind({kind, from->second, true}, {kind, to->second, true});
        }
        alike = out.like.handle(expected[i].ref, actual[i].ref);
    }
    if (alike) return;
    auto refs = [](const std::vector<AllocationRecord>& list) {
        std::string text;
        for (const AllocationRecord& one : list) text += (text.empty() ? "" : ", ") + one.ref;
        return text;
    };
    out.note(DifferenceAbout::structure, what, refs(expected), refs(actual));
}

void compare_requests(Comparison& out, const HandlerRecord& expected, const HandlerRecord& actual) {
    std::vector<std::string> texts, others;
    for (const RequestRecord& one : expected.requests) texts.push_back(call_text(one.kind, one.args));
    for (const RequestRecord& one : actual.requests) others.push_back(call_text(one.kind, one.args));
    for (size_t i = 0; i < std::min(texts.size(), others.size()); ++i) {
        const Datum &id = expected.requests[i].id, &other = actual.requests[i].id;
        if (!out.like.renames() || !id.is_number() || !other.is_number()) continue;
        uint32_t kind = identity_kind("request");
        out.like.renames()->bind({kind, static_cast<uint32_t>(id.as_int64()), true},
                                 {kind, static_cast<uint32_t>(other.as_int64()), true});
    }
    compare_texts(out, DifferenceAbout::request, "request", texts, others);
}

/// A variable that holds the id of a request: it was given it in this run or in one before.
bool is_request_holder(const Likeness& like, const HandlerRecord& run, const ChangeRecord& one,
                       const ChangeRecord& other) {
    Renames* renames = like.renames();
    if (!renames) return false;
    std::string name = run.object + "\n" + one.path;
    auto made = [&](const ChangeRecord& change) {
        return std::any_of(run.requests.begin(), run.requests.end(), [&](const RequestRecord& request) {
            return change.new_value && request.id.is_number() && request.id == *change.new_value;
        });
    };
    bool held = renames->holds_request(name), given = made(one);
    if (given) renames->note_request_holder(name);
    auto like_one = [&](bool may, const std::optional<Datum>& a, const std::optional<Datum>& b) {
        return like.value(a, b) || (may && a && b && like.request(*a, *b));
    };
    return (held || given) && like_one(held, one.old_value, other.old_value) &&
           like_one(held || given, one.new_value, other.new_value);
}

void compare_course(Comparison& out, const HandlerRecord& expected, const HandlerRecord& actual, Told& told) {
    using enum DifferenceAbout;
    compare_maps(out, key, expected.before, actual.before, told);
    compare_requests(out, expected, actual);
    compare_structures(out, "data structures made", expected.allocated, actual.allocated, true);
    if (!out.like.text(expected.fault ? expected.fault->message : "", actual.fault ? actual.fault->message : ""))
        out.note(fault, "fault", expected.fault ? expected.fault->message : "",
                 actual.fault ? actual.fault->message : "", actual.fault ? actual.fault->place : expected.fault->place);
    compare_named<KeyWriteRecord>(out, key, "async_load.", expected.writes, actual.writes, &KeyWriteRecord::key,
                                  [](const KeyWriteRecord&, const KeyWriteRecord&) { return false; });
    compare_named<ChangeRecord>(out, variable, "", expected.changes, actual.changes, &ChangeRecord::path,
                                [&](const ChangeRecord& one, const ChangeRecord& other) {
                                    return is_request_holder(out.like, expected, one, other);
                                });
    out.part(key, "reads", joined(expected.reads), joined(actual.reads));
    out.part(key, "missing", joined(expected.missing), joined(actual.missing));
    out.part(key, "tested", joined(expected.tested), joined(actual.tested));
    std::string because = expected.left ? expected.left->because : "", other = actual.left ? actual.left->because : "";
    if (!out.like.guard(because, other))
        out.note(handler, "guard", because, other, actual.left ? actual.left->place : Place());
    std::vector<std::string> texts, others;
    for (const LogRecord& log_line : expected.log) texts.push_back(log_line.text);
    for (const LogRecord& log_line : actual.log) others.push_back(log_line.text);
    compare_texts(out, log, "log line", texts, others);
    texts.clear(), others.clear();
    for (const CallOutRecord& one : expected.calls) texts.push_back(call_text(one.function, one.args));
    for (const CallOutRecord& one : actual.calls) others.push_back(call_text(one.function, one.args));
    compare_texts(out, call, "call out", texts, others);
    compare_structures(out, "data structures freed", expected.freed, actual.freed, false);
    compare_maps(out, key, expected.after, actual.after, told);
}

Divergence at_run(Divergence at, const HandlerRecord& run, DifferenceKind kind) {
    at.kind = kind;
    at.handler = run.id;
    at.object = run.object;
    at.instance = run.instance;
    at.file = run.file;
    return at;
}

class EventComparison {
public:
    EventComparison(const EventLine& expected, const EventLine& actual, const Likeness& like)
        : m_expected(expected)
        , m_actual(actual)
        , m_like(like) {}

    std::vector<Divergence> run() {
        // What belongs to another handler run or event is the same wherever it stands, so nested ones have their
        // parent's name.
        std::vector<uint64_t> left = keys(m_expected), right = keys(m_actual);
        side_by_side(left, right, [&](size_t i, size_t k) {
            if (i != none && k != none) return dispatches(m_expected.dispatches[i], m_actual.dispatches[k]);
            const DispatchRecord& one = i != none ? m_expected.dispatches[i] : m_actual.dispatches[k];
            Comparison whole(m_found, fired_by(i != none ? m_expected : m_actual, one), m_like);
            whole.at.kind = i != none ? DifferenceKind::missing : DifferenceKind::added;
            whole.note(DifferenceAbout::event, "nested event", i != none ? "fired" : "not fired",
                       i != none ? "not fired" : "fired");
        });
        return std::move(m_found);
    }

private:
    static std::vector<uint64_t> keys(const EventLine& line) {
        std::unordered_map<uint32_t, const HandlerRecord*> runs;
        for (const DispatchRecord& one : line.dispatches)
            for (const HandlerRecord& run : one.handlers) runs[run.id] = &run;
        std::vector<uint64_t> out;
        for (const DispatchRecord& one : line.dispatches) {
            auto parent = runs.find(one.parent);
            std::string text = std::to_string(one.event.type) + " " + std::to_string(one.event.number);
            if (parent != runs.end()) text += parent->second->object + "\n" + parent->second->file;
            out.push_back(std::hash<std::string>()(text));
        }
        return out;
    }

    Divergence place(const DispatchRecord& one) const {
        Divergence out;
        out.seq = m_expected.seq + 1;
        out.dispatch = one.id;
        out.event = event_constant(one.event);
        return out;
    }

    /// A nested event belongs to the run that fired it.
    Divergence fired_by(const EventLine& line, const DispatchRecord& one) const {
        for (const DispatchRecord& dispatch : line.dispatches)
            for (const HandlerRecord& run : dispatch.handlers)
                if (one.parent != 0 && run.id == one.parent) return at_run(place(one), run, DifferenceKind::changed);
        return place(one);
    }

    void dispatches(const DispatchRecord& one, const DispatchRecord& other) {
        Comparison whole(m_found, fired_by(m_expected, one), m_like);
        whole.part(DifferenceAbout::event, "event", std::string(event_constant(one.event)),
                   std::string(event_constant(other.event)));
        if (whole.differs()) return; // what follows belongs to something else
        auto from = handle_parts(one.async_load), to = handle_parts(other.async_load);
        if (m_like.renames() && from && to) {
            uint32_t kind = identity_kind(from->first);
            m_like.renames()->bind({kind, from->second, true}, {identity_kind(to->first), to->second, true});
        }
        Told told;
        compare_maps(whole, DifferenceAbout::payload, one.payload, other.payload, told, true);
        order(whole, one, other);
        std::vector<uint64_t> left, right;
        for (const HandlerRecord& run : one.handlers) left.push_back(key_of(run));
        for (const HandlerRecord& run : other.handlers) right.push_back(key_of(run));
        size_t gone = 0, fresh = 0;
        side_by_side(left, right, [&](size_t i, size_t k) {
            if (i != none && k != none) return runs(place(one), one.handlers[i], other.handlers[k], told);
            gone += i != none, fresh += k != none;
            const HandlerRecord& run = i != none ? one.handlers[i] : other.handlers[k];
            Comparison alone(
                m_found, at_run(place(one), run, i != none ? DifferenceKind::missing : DifferenceKind::added), m_like);
            alone.note(DifferenceAbout::handler, "handler run", i != none ? "there" : "not there",
                       i != none ? "not there" : "there", {run.file, 0, 0});
        });
        whole.part(DifferenceAbout::event, "map destroyed", one.destroyed ? "yes" : "no",
                   other.destroyed ? "yes" : "no");
    }

    /// The same instances in another order are no ids that shifted.
    void order(Comparison& whole, const DispatchRecord& one, const DispatchRecord& other) const {
        std::vector<uint32_t> left, right;
        for (const HandlerRecord& run : one.handlers) left.push_back(run.instance);
        for (const HandlerRecord& run : other.handlers) right.push_back(run.instance);
        if (left == right) return;
        std::vector<uint32_t> left_sorted = left, right_sorted = right;
        std::sort(left_sorted.begin(), left_sorted.end()), std::sort(right_sorted.begin(), right_sorted.end());
        if (left_sorted != right_sorted) return;
        auto text = [](const DispatchRecord& dispatch) {
            std::string out;
            for (size_t i = 0; i < dispatch.handlers.size() && i < 20; ++i)
                out += (i ? ", " : "") + dispatch.handlers[i].object + " #" +
                       std::to_string(dispatch.handlers[i].instance);
            return out;
        };
        whole.at.kind = DifferenceKind::moved;
        whole.note(DifferenceAbout::event, "order of handler runs", text(one), text(other));
        whole.at.kind = DifferenceKind::changed;
    }

    static uint64_t key_of(const HandlerRecord& run) {
        return std::hash<std::string>()(run.object + "\n" + run.owner + "\n" + run.file);
    }

    /// After differences of what a run met those of what came of it are no news.
    void runs(Divergence at, const HandlerRecord& one, const HandlerRecord& other, Told& told) {
        Comparison out(m_found, at_run(std::move(at), one, DifferenceKind::changed), m_like);
        out.part(DifferenceAbout::handler, "handler", one.object + " of " + one.owner,
                 other.object + " of " + other.owner);
        uint32_t kind = identity_kind("instance");
        bool known = m_like.renames()
                         ? m_like.renames()->bind({kind, one.instance, false}, {kind, other.instance, false})
                         : one.instance == other.instance;
        if (!known) {
            if (m_like.renames()) m_like.renames()->rebind({kind, one.instance, false}, {kind, other.instance, false});
            out.note(DifferenceAbout::handler, "instance", std::to_string(one.instance),
                     std::to_string(other.instance));
        }
        out.part(DifferenceAbout::handler, "file", one.file, other.file);
        if (!out.differs()) compare_course(out, one, other, told);
    }

    const EventLine &m_expected, &m_actual;
    const Likeness& m_like;
    std::vector<Divergence> m_found;
};

} // namespace

std::vector<Divergence> differences(const EventLine& expected, const EventLine& actual, const Likeness& like) {
    return EventComparison(expected, actual, like).run();
}

} // namespace scope
