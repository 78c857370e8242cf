#include "ui/model/compare_model.h"

#include "core/harness/match.h"
#include "core/harness/replay.h"
#include "ui/model/text.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <functional>

namespace scope {

/// What the thread and the window share. The thread alone writes `left` to `notes` until `done` is set.
struct CompareModel::Work {
    std::atomic<bool> cancelled{false}, done{false};
    std::atomic<int> phase{0}; ///< index of a word
    std::atomic<uint64_t> frame{0};
    std::atomic<double> part{-1};
    std::optional<Error> error;
    std::shared_ptr<RecordedRun> left, right;
    RunComparison comparison;
    std::vector<Diagnostic> notes;

    static constexpr const char* phases[] = {"reading", "replaying", "comparing"};

    CompareProgress progress(int of_phase) {
        return [this, of_phase](double share) {
            phase = of_phase;
            part = share;
            return !cancelled;
        };
    }

    Result<std::shared_ptr<RecordedRun>> read(const std::string& path) {
        auto trace = RecordedTrace::open(path);
        if (!trace) return tl::unexpected(trace.error());
        for (const Diagnostic& damage : (*trace)->reader().damage()) notes.push_back(damage);
        if (!(*trace)->reader().has_end())
            notes.push_back(
                {"no-end", Severity::warning, "this trace has no end; what came after is unknown", {path, 0, 0}, ""});
        auto run = RecordedTrace::read(*trace, progress(0));
        if (!run) return tl::unexpected(run.error());
        return std::make_shared<RecordedRun>(std::move(*run));
    }

    Result<void> compare(const CompareRequest& request) {
        auto one = read(request.left);
        if (!one) return tl::unexpected(one.error());
        auto other = read(request.right);
        if (!other) return tl::unexpected(other.error());
        left = *one, right = *other;
        auto compared = compare_runs(*left, *right, {nullptr, progress(2)});
        if (!compared) return tl::unexpected(compared.error());
        comparison = std::move(*compared);
        return {};
    }

    Result<void> replayed(const CompareRequest& request) {
        ReplayOptions options;
        options.project = request.project;
        options.on_frame = [this](uint64_t now) {
            phase = 1;
            part = -1;
            frame = now;
        };
        options.should_stop = [this] { return cancelled.load(); };
        auto report = replay(request.left, options);
        if (!report) return tl::unexpected(report.error());
        left = report->recorded, right = report->actual;
        comparison = std::move(report->comparison);
        notes = std::move(report->damage);
        notes.insert(notes.end(), report->notes.begin(), report->notes.end());
        if (report->cut)
            notes.push_back({"no-end",
                             Severity::warning,
                             "this trace has no end; what came after is unknown",
                             {request.left, 0, 0},
                             ""});
        return {};
    }
};

CompareModel::~CompareModel() {
    cancel();
}

void CompareModel::start(CompareRequest request) {
    cancel();
    m_request = std::move(request);
    m_work = std::make_shared<Work>();
    m_state = State::working;
    m_thread = std::thread([work = m_work, asked = m_request] {
        auto result = asked.right.empty() ? work->replayed(asked) : work->compare(asked);
        if (!result) work->error = result.error();
        work->done = true;
    });
}

void CompareModel::cancel() {
    if (m_work) m_work->cancelled = true;
    if (m_thread.joinable()) m_thread.join();
    m_work.reset();
    m_event.reset();
    m_rows.clear();
    m_row_cache.clear();
    m_selected = SIZE_MAX;
    m_state = State::empty;
}

bool CompareModel::poll() {
    if (m_state != State::working || !m_work->done) return false;
    m_thread.join();
    if (m_work->error) {
        m_error = *m_work->error;
        m_state = State::failed;
        return true;
    }
    m_left_name = m_work->left->name;
    m_right_name = m_work->right->name + (m_request.right.empty() ? ", as it is now" : "");
    m_state = State::done;
    m_all = !m_work->comparison.differs();
    show_rows();
    return true;
}

std::string CompareModel::activity() const {
    if (!m_work) return "";
    std::string out = Work::phases[m_work->phase];
    if (m_work->phase == 1) out += fmt::format(", frame {}", grouped(m_work->frame));
    return out;
}
double CompareModel::progress() const {
    return m_work ? m_work->part.load() : -1;
}

RunComparison& CompareModel::result() const {
    static RunComparison none;
    return m_state == State::done ? m_work->comparison : none;
}
const RunComparison& CompareModel::comparison() const {
    return result();
}
const std::vector<Diagnostic>& CompareModel::notes() const {
    static const std::vector<Diagnostic> none;
    return m_state == State::done ? m_work->notes : none;
}

std::string CompareModel::summary() const {
    const RunComparison& all = result();
    std::string out;
    for (auto [count, word] : {std::pair(all.changed, "changed"), std::pair(all.added, "added"),
                               std::pair(all.missing, "missing"), std::pair(all.moved, "moved")})
        if (count) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, word);
    if (!out.empty()) return fmt::format("{} of {}", out, counted(all.pairs.size(), "event"));
    if (all.differs()) return "all events are the same; what happened outside of them differs";
    return fmt::format("{}, all the same", counted(all.pairs.size(), "event"));
}
Tone CompareModel::tone() const {
    return result().differs() ? Tone::warning : Tone::ok;
}

void CompareModel::show_all(bool all) {
    if (m_state != State::done || all == m_all) return;
    uint32_t pair = m_selected < m_rows.size() ? m_rows[m_selected] : 0;
    m_all = all;
    show_rows();
    auto at = std::lower_bound(m_rows.begin(), m_rows.end(), pair);
    if (at != m_rows.end()) select(static_cast<size_t>(at - m_rows.begin()));
}

void CompareModel::show_rows() {
    m_rows.clear();
    const std::vector<EventPair>& pairs = result().pairs;
    for (uint32_t i = 0; i < pairs.size(); ++i)
        if (m_all || pairs[i].kind != PairKind::same) m_rows.push_back(i);
    m_selected = SIZE_MAX;
    m_event.reset();
    if (m_rows.empty()) return;
    size_t first = 0;
    while (first < m_rows.size() && pairs[m_rows[first]].kind == PairKind::same) ++first;
    select(first < m_rows.size() ? first : 0);
}

CompareRow CompareModel::row(size_t index) const {
    uint32_t at = m_rows[index];
    auto known = m_row_cache.find(at);
    if (known != m_row_cache.end()) return known->second;
    const EventPair& pair = result().pairs[at];
    CompareRow out;
    out.kind = pair.kind;
    out.pair = at;
    auto head = [&](const RecordedRun& run, uint32_t event, uint32_t& number) {
        auto line = event == EventPair::none ? nullptr : run.event(event);
        if (!line || line->dispatches.empty()) return;
        const DispatchRecord& dispatch = line->dispatches.front();
        number = dispatch.id;
        out.event = dispatch.event.number;
        out.title = short_event_title(dispatch.event);
        out.summary = summary_of(dispatch.payload);
    };
    head(*m_work->left, pair.left, out.left);
    head(*m_work->right, pair.right, out.right);
    if (m_row_cache.size() > 2000) m_row_cache.clear();
    m_row_cache.emplace(at, out);
    return out;
}

void CompareModel::select(size_t row) {
    if (row >= m_rows.size() || (row == m_selected && m_event)) return;
    m_selected = row;
    m_open_keys.clear();
    show_selected();
}

void CompareModel::move(int by) {
    const std::vector<EventPair>& pairs = result().pairs;
    size_t at = m_selected;
    while (at < m_rows.size()) {
        at = by < 0 ? (at == 0 ? m_rows.size() : at - 1) : at + 1;
        if (at < m_rows.size() && pairs[m_rows[at]].kind != PairKind::same) return select(at);
    }
}

void CompareModel::toggle_key(const std::string& path) {
    if (!m_open_keys.erase(path)) m_open_keys.insert(path);
    if (m_selected < m_rows.size()) show_selected();
}

namespace {

bool is_same_cell(const MatrixCell& a, const MatrixCell& b, const Likeness& like, const std::string& path) {
    if (a.access != b.access || a.read != b.read) return false;
    auto same = [&](const std::optional<Datum>& one, const std::optional<Datum>& other) {
        if (!one || !other) return !one && !other;
        return like.key(path, *one, *other);
    };
    return same(a.value, b.value) && same(a.old_value, b.old_value);
}

/// Pairs of two lists in order, with who stands alone between them.
template<typename Visit>
void walk_pairs(const std::vector<uint64_t>& left, const std::vector<uint64_t>& right, const Visit& visit) {
    constexpr size_t none = ComparedKey::none;
    size_t i = 0, k = 0;
    for (const Match& found : match(left, right)) {
        while (i < found.left) visit(i++, none);
        while (k < found.right) visit(none, k++);
        visit(i++, k++);
    }
    while (i < left.size()) visit(i++, none);
    while (k < right.size()) visit(none, k++);
}

/// Of the rows of `other` that `matrix` does not have, the rows whose parts they are.
void add_parents_of_others(std::set<std::string>& open, const HandlerMatrix& matrix, const HandlerMatrix& other) {
    std::set<std::string> known;
    for (const MatrixRow& row : matrix.rows) known.insert(row.path);
    for (const MatrixRow& row : other.rows) {
        if (row.depth == 0 || known.contains(row.path)) continue;
        size_t step = std::max(row.path.rfind('/') + 1, row.path.rfind(" > ") + 1); // 0: none
        if (step > 1) open.insert(row.path.substr(0, step - 1));
    }
}

void mark_differences(ComparedEvent& event, const Likeness& like) {
    constexpr size_t none = ComparedKey::none;
    std::vector<uint64_t> left, right;
    for (const MatrixColumn& one : event.left.columns) left.push_back(std::hash<std::string>()(one.object));
    for (const MatrixColumn& one : event.right.columns) right.push_back(std::hash<std::string>()(one.object));
    walk_pairs(left, right, [&](size_t i, size_t k) {
        ComparedColumn column{i, k, i == none || k == none};
        if (!column.differs) {
            const Outcome &a = event.left.columns[i].outcome, &b = event.right.columns[k].outcome;
            column.differs = a.end != b.end || !like.guard(a.because, b.because);
        }
        event.columns.push_back(column);
    });
    left.clear(), right.clear();
    for (const MatrixRow& one : event.left.rows) left.push_back(std::hash<std::string>()(one.path));
    for (const MatrixRow& one : event.right.rows) right.push_back(std::hash<std::string>()(one.path));
    walk_pairs(left, right, [&](size_t i, size_t k) {
        ComparedKey row{i, k, i == none || k == none};
        for (size_t c = 0; c < event.columns.size() && !row.differs; ++c) {
            const ComparedColumn& column = event.columns[c];
            if (column.left == none || column.right == none) continue;
            row.differs = !is_same_cell(event.left.rows[i].cells[column.left], event.right.rows[k].cells[column.right],
                                        like, event.left.rows[i].path);
        }
        event.rows.push_back(row);
    });
}

} // namespace

void CompareModel::show_selected() {
    RunComparison& all = result();
    const EventPair& pair = all.pairs[m_rows[m_selected]];
    m_event = std::make_unique<ComparedEvent>();
    ComparedEvent& out = *m_event;
    std::set<std::string> open = m_open_keys;
    auto side = [&](const RecordedRun& run, uint32_t event, HandlerMatrix& matrix, uint32_t& number,
                    std::string& title) {
        auto line = event == EventPair::none ? nullptr : run.event(event);
        if (!line || line->dispatches.empty()) return;
        matrix = handler_matrix(line->dispatches.front(), open);
        number = line->dispatches.front().id;
        title = short_event_title(line->dispatches.front().event);
    };
    auto both = [&] {
        side(*m_work->left, pair.left, out.left, out.left_number, out.left_title);
        side(*m_work->right, pair.right, out.right, out.right_number, out.right_title);
    };
    both();
    // A part that one side looked at shows on the other one too.
    size_t before = open.size();
    add_parents_of_others(open, out.left, out.right);
    add_parents_of_others(open, out.right, out.left);
    if (open.size() > before) both();
    out.differences = differences_of(*m_work->left, *m_work->right, pair, all);
    for (const Divergence& one : out.differences) {
        auto group = std::find_if(all.groups.begin(), all.groups.end(),
                                  [&](const DivergenceGroup& each) { return each.first.cause() == one.cause(); });
        out.reasons.push_back(group == all.groups.end() ? "" : group->why);
    }
    mark_differences(out, Likeness(m_work->left->masked, &all.renames));
}

} // namespace scope
