#include "core/harness/compare_runs.h"

#include "core/data/typed_json.h"
#include "core/harness/match.h"
#include "core/harness/source_diff.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace scope {

/// Where an event as a whole belongs, for a difference about it.
static Divergence about_event(const EventLine& line) {
    Divergence out;
    out.seq = line.seq + 1;
    if (line.dispatches.empty()) return out;
    out.dispatch = line.dispatches.front().id;
    out.event = event_constant(line.dispatches.front().event);
    return out;
}

namespace {

class RunComparer {
public:
    RunComparer(const RecordedRun& left, const RecordedRun& right, const CompareOptions& options)
        : m_left(left)
        , m_right(right)
        , m_options(options)
        , m_like(left.masked, &m_out.renames) {}

    Result<RunComparison> run() {
        compare_files();
        compare_environment();
        bind_requests();
        m_out.pairs = align(m_left.digests, m_right.digests);
        cut_what_follows();
        for (size_t at = 0; at < m_out.pairs.size(); ++at) {
            if (m_options.progress && at % 64 == 0 &&
                !m_options.progress(static_cast<double>(at) / static_cast<double>(m_out.pairs.size())))
                return fail("stopped");
            if (auto done = compare(m_out.pairs[at]); !done) return tl::unexpected(done.error());
        }
        compare_faults();
        compare_outputs();
        m_out.renamed = m_out.renames.count();
        return std::move(m_out);
    }

private:
    /// A run that was cut off says nothing of what came after.
    void cut_what_follows() {
        if (m_left.complete) return;
        while (!m_out.pairs.empty() && m_out.pairs.back().kind == PairKind::added) m_out.pairs.pop_back();
    }

    void compare_files() {
        for (const auto& [path, source] : m_left.sources) {
            const SourceRecord* other = m_right.source(path);
            if (other && other->hash == source.hash) continue; // of what it was before secrets were masked in it
            ChangedFile file{path, !other, "", {}};
            if (other) {
                for (const SourceHunk& hunk : source_diff(source.text, other->text, m_left.masked)) {
                    file.diff += hunk.unified();
                    file.lines.push_back({hunk.first_changed, hunk.last_changed});
                }
                if (file.lines.empty()) continue; // but for white space
            }
            m_out.files.push_back(std::move(file));
        }
    }

    /// What both asked for and got another answer to.
    void compare_environment() {
        std::map<std::string, Datum> first;
        for (const EnvironmentRecord& one : m_left.environment) first.emplace(one.what, one.value);
        std::map<std::string, bool> seen;
        for (const EnvironmentRecord& one : m_right.environment) {
            auto found = first.find(one.what);
            if (found == first.end() || !seen.try_emplace(one.what, true).second) continue;
            if (!m_like.value(found->second, one.value, true))
                m_environment =
                    one.what + " was " + write_typed_json(found->second) + ", is " + write_typed_json(one.value);
        }
    }

    void bind_requests() {
        std::vector<uint64_t> left, right;
        for (const RunRequest& one : m_left.requests) left.push_back(one.hash);
        for (const RunRequest& one : m_right.requests) right.push_back(one.hash);
        uint32_t kind = identity_kind("request");
        for (const Match& found : match(left, right))
            m_out.renames.bind({kind, m_left.requests[found.left].id, true},
                               {kind, m_right.requests[found.right].id, true});
    }

    Result<void> compare(EventPair& pair) {
        if (pair.kind == PairKind::added || pair.kind == PairKind::missing) return alone(pair);
        bool in_order = pair.kind != PairKind::moved;
        if (pair.kind != PairKind::changed && ids_agree(pair, in_order)) {
            if (in_order) return ++m_out.same, Result<void>();
            return moved(pair);
        }
        auto left = m_left.event(pair.left), right = m_right.event(pair.right);
        if (!left || !right) return fail("an event cannot be read again", left ? m_right.name : m_left.name);
        if (!note(differences(*left, *right, m_like), left.get(), right.get())) {
            if (!in_order) return moved(pair);
            pair.kind = PairKind::same;
            return ++m_out.same, Result<void>();
        }
        if (in_order) pair.kind = PairKind::changed;
        ++(in_order ? m_out.changed : m_out.moved);
        return {};
    }

    /// Whether what both name by ids is the same; of alike events, whose ids come in the same order.
    bool ids_agree(const EventPair& pair, bool in_order) {
        auto left = m_left.digests.ids_of(pair.left), right = m_right.digests.ids_of(pair.right);
        if (left.size() != right.size() || !in_order) return !in_order;
        bool agree = true;
        for (size_t i = 0; i < left.size(); ++i) agree &= m_out.renames.bind(left[i], right[i]);
        if (!agree) return false;
        // The same ids in another order have not shifted.
        auto instances = [&](std::span<const EventIdentity> ids) {
            static const uint32_t kind = identity_kind("instance");
            std::vector<uint32_t> out;
            for (const EventIdentity& id : ids)
                if (id.kind == kind) out.push_back(id.number);
            return out;
        };
        std::vector<uint32_t> a = instances(left), b = instances(right);
        if (a == b) return true;
        std::sort(a.begin(), a.end()), std::sort(b.begin(), b.end());
        return a != b;
    }

    Result<void> alone(EventPair& pair) {
        bool missing = pair.kind == PairKind::missing;
        auto line = missing ? m_left.event(pair.left) : m_right.event(pair.right);
        if (!line) return fail("an event cannot be read again", missing ? m_left.name : m_right.name);
        Divergence out = about_event(*line);
        out.kind = missing ? DifferenceKind::missing : DifferenceKind::added;
        out.what = "event";
        out.expected = missing ? "delivered" : "not delivered";
        out.actual = missing ? "not delivered" : "delivered";
        if (!line->dispatches.empty()) {
            std::string summary = summary_of(line->dispatches[0].payload, 60);
            if (!summary.empty()) (missing ? out.expected : out.actual) += " (" + summary + ")";
        }
        if (note({out}, missing ? line.get() : nullptr, missing ? nullptr : line.get()))
            ++(missing ? m_out.missing : m_out.added);
        else
            ++m_out.same;
        return {};
    }

    Result<void> moved(const EventPair& pair) {
        auto left = m_left.event(pair.left), right = m_right.event(pair.right);
        if (!left || !right) return fail("an event cannot be read again", left ? m_right.name : m_left.name);
        Divergence out = about_event(*left);
        out.kind = DifferenceKind::moved;
        out.what = "order";
        out.expected = "event " + std::to_string(out.dispatch);
        out.actual = "event " + std::to_string(about_event(*right).dispatch);
        ++(note({out}, left.get(), right.get()) ? m_out.moved : m_out.same);
        m_moved = true;
        return {};
    }

    /// Whether any is left when what is ignored is gone.
    bool note(std::vector<Divergence> found, const EventLine* left, const EventLine* right) {
        constexpr size_t most_groups = 1000;
        bool any = false;
        m_other_payloads.clear();
        for (const Divergence& one : found)
            if (one.about == DifferenceAbout::payload) m_other_payloads.insert(one.dispatch);
        for (Divergence& one : found) {
            if (m_options.ignore && m_options.ignore->ignores(one)) continue;
            any = true;
            auto [group, fresh] = m_groups.try_emplace(one.cause(), m_out.groups.size());
            if (!fresh) {
                ++m_out.groups[group->second].count;
            } else if (m_out.groups.size() < most_groups) {
                DivergenceGroup made{std::move(one), 1, DifferenceReason::unknown, "", ""};
                give_reason(made, left, right);
                m_out.groups.push_back(std::move(made));
            } else {
                m_groups.erase(group);
            }
        }
        return any;
    }

    // --- why

    static const HandlerRecord* run_of(const EventLine* line, const Divergence& at) {
        if (!line || at.handler == 0) return nullptr;
        for (const DispatchRecord& dispatch : line->dispatches)
            for (const HandlerRecord& run : dispatch.handlers)
                if (run.id == at.handler) return &run;
        return nullptr;
    }

    const ChangedFile* changed_file(const std::string& path) const {
        auto found = std::find_if(m_out.files.begin(), m_out.files.end(),
                                  [&](const ChangedFile& file) { return file.path == path; });
        return found == m_out.files.end() ? nullptr : &*found;
    }

    /// Code of the run itself, then whatever else of that object, then anything.
    const ChangedFile* code_of(const DivergenceGroup& group, const EventLine* left, const EventLine* right) const {
        if (m_out.files.empty()) return nullptr;
        const Divergence& at = group.first;
        if (const ChangedFile* file = changed_file(at.place.file)) return file;
        if (const ChangedFile* file = changed_file(at.file)) return file;
        for (const EventLine* line : {left, right})
            if (const HandlerRecord* run = run_of(line, at))
                for (const auto& [path, lines] : run->lines)
                    if (const ChangedFile* file = changed_file(path)) return file;
        // An event that came or stayed away: whoever had a handler run in it.
        for (const EventLine* line : {left, right})
            for (size_t i = 0; line && at.what == "event" && i < line->dispatches.size(); ++i)
                for (const HandlerRecord& run : line->dispatches[i].handlers)
                    for (const auto& [path, lines] : run.lines)
                        if (const ChangedFile* file = changed_file(path)) return file;
        return nullptr;
    }

    void say_code(DivergenceGroup& group, const ChangedFile& file) const {
        group.reason = DifferenceReason::code;
        group.source_diff = file.diff;
        if (file.gone || file.lines.empty()) {
            group.why = file.path + " is gone";
            return;
        }
        uint32_t line = file.lines.front().first;
        for (auto [first, last] : file.lines)
            if (group.first.place.file == file.path && first <= group.first.place.line + 3) line = first;
        group.why = file.path + ":" + std::to_string(line) + " is other code";
    }

    void give_reason(DivergenceGroup& group, const EventLine* left, const EventLine* right) {
        const Divergence& at = group.first;
        bool before = at.what.ends_with(" before");
        if (at.kind == DifferenceKind::moved) {
            group.reason = DifferenceReason::order;
            group.why = "events or handlers came in another order";
            return;
        }
        bool of_payload = at.about == DifferenceAbout::payload;
        if (const ChangedFile* file = code_of(group, left, right); file && !before) return say_code(group, *file);
        if (!of_payload && m_other_payloads.contains(at.dispatch)) {
            group.reason = DifferenceReason::payload;
            group.why = "the payload of event " + std::to_string(at.dispatch) + " differs";
            return;
        }
        // Of the object whose state it is.
        for (const ChangedFile& file : m_out.files)
            if (!at.object.empty() && file.path.find("/" + at.object + "/") != std::string::npos &&
                m_out.groups.empty())
                return say_code(group, file);
        if (!m_environment.empty()) {
            group.reason = DifferenceReason::environment;
            group.why = "from outside: " + m_environment;
        } else if (m_moved) {
            group.reason = DifferenceReason::order;
            group.why = "events came in another order before";
        } else if (!m_out.groups.empty()) {
            group.reason = DifferenceReason::earlier;
            group.why = "may follow from what differs before, first in event " +
                        std::to_string(m_out.groups.front().first.dispatch);
        } else if (!m_out.files.empty()) {
            say_code(group, m_out.files.front());
        }
    }

    // --- outside of events

    /// Pairs by hash what belongs to no event. Of what is left between two pairs `differ(one, other, number, out)`
    /// hears side by side, where one of them may be null; it says in what they differ, or false.
    template<typename T, typename Hash, typename Differ> void
    compare_lists(const std::vector<T>& left, const std::vector<T>& right, const Hash& hash, const Differ& differ) {
        auto hashes = [&](const std::vector<T>& list) {
            std::vector<uint64_t> out;
            for (const T& one : list) out.push_back(hash(one));
            return out;
        };
        size_t i = 0, k = 0;
        auto gap = [&](size_t left_end, size_t right_end) {
            while (i < left_end || k < right_end) {
                const T* one = i < left_end ? &left[i++] : nullptr;
                const T* other = k < right_end ? &right[k++] : nullptr;
                Divergence out;
                out.kind = !one ? DifferenceKind::added : other ? DifferenceKind::changed : DifferenceKind::missing;
                if (!differ(one, other, one ? i : k, out)) continue;
                if (one || m_left.complete) note({out}, nullptr, nullptr);
            }
        };
        for (const Match& found : match(hashes(left), hashes(right))) {
            gap(found.left, found.right);
            ++i, ++k;
        }
        gap(left.size(), right.size());
    }

    void compare_faults() {
        auto text = [](const FaultRecord& fault) {
            return (fault.object.empty() ? "" : fault.object + " " + fault.event + ": ") + fault.message;
        };
        auto hash = [&](const FaultRecord& fault) { return std::hash<std::string>()(without_images(text(fault))); };
        auto differ = [&](const FaultRecord* one, const FaultRecord* other, size_t number, Divergence& out) {
            if (one && other && m_like.text(text(*one), text(*other))) return false;
            out.about = DifferenceAbout::fault;
            out.what = "fault outside of handlers " + std::to_string(number);
            out.object = one ? one->object : other->object;
            out.place = other ? other->place : one->place;
            out.file = out.place.file;
            out.expected = one ? text(*one) : "nothing";
            out.actual = other ? text(*other) : "nothing";
            return true;
        };
        compare_lists(m_left.faults, m_right.faults, hash, differ);
    }

    void compare_outputs() {
        size_t alone = 0;
        auto hash = [](const RunOutput& line) { return line.hash; };
        auto differ = [&](const RunOutput* one, const RunOutput* other, size_t number, Divergence& out) {
            alone += one && !other;
            if (one && other && m_like.text(one->text, other->text)) return false;
            out.about = DifferenceAbout::log;
            out.what = "output line " + std::to_string(number);
            out.expected = one ? "\"" + one->text + "\"" : "absent";
            out.actual = other ? "\"" + other->text + "\"" : "absent";
            return true;
        };
        compare_lists(m_left.outputs, m_right.outputs, hash, differ);
        m_out.outputs = m_left.outputs.size() - alone; // those that have a counterpart
    }

    const RecordedRun &m_left, &m_right;
    const CompareOptions& m_options;
    RunComparison m_out;
    Likeness m_like;
    std::unordered_map<std::string, size_t> m_groups; ///< by cause
    std::string m_environment;                        ///< what differs of it
    std::set<uint32_t> m_other_payloads;              ///< events of the pair at hand
    bool m_moved = false;
};

} // namespace

Result<RunComparison> compare_runs(const RecordedRun& left, const RecordedRun& right, const CompareOptions& options) {
    return RunComparer(left, right, options).run();
}

std::vector<Divergence> differences_of(const RecordedRun& left, const RecordedRun& right, const EventPair& pair,
                                       RunComparison& comparison) {
    if (pair.left == EventPair::none || pair.right == EventPair::none) return {};
    auto one = left.event(pair.left), other = right.event(pair.right);
    if (!one || !other) return {};
    return differences(*one, *other, Likeness(left.masked, &comparison.renames));
}

} // namespace scope
