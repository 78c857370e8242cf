#include "ui/model/workbench.h"

#include "ui/model/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace scope {

Workbench::Workbench(const Catalog& catalog, WorkbenchHost host)
    : m_catalog(catalog)
    , m_host(std::move(host))
    , m_port(std::make_unique<SessionPort>()) {
    choose_event("ev_async_web");
    m_suggested = composition();
    m_compose.history = CompositionHistory(m_suggested);
}

void Workbench::show(std::unique_ptr<SessionPort> port, std::string path) {
    m_port = port ? std::move(port) : std::make_unique<SessionPort>();
    m_then = nullptr;
    m_behind_frame.clear();
    m_path = std::move(path);
    m_unchecked = true;
    forget_events();
    follow_session();
    suggest_event();
}

/// An event that the project handles, instead of one that nobody chose or that nobody there would receive: the first of
/// the catalogue with a live receiver, or else the first that some object handles.
void Workbench::suggest_event() {
    bool untouched = composition() == m_suggested && drafts() == Drafts();
    if (!untouched && event() && !m_port->receivers(event()->number).empty()) return;
    const CatalogEvent* best = nullptr;
    for (const CatalogEvent& each : m_catalog.events()) {
        std::vector<Receiver> receivers = m_port->receivers(each.number);
        if (!best && !receivers.empty()) best = &each;
        bool live = std::any_of(receivers.begin(), receivers.end(),
                                [](const Receiver& receiver) { return !receiver.instances.empty(); });
        if (!live) continue;
        best = &each;
        break;
    }
    if (!best || best->constant == composition().event) return;
    choose_event(best->constant);
    m_suggested = composition();
    if (untouched) m_compose.history = CompositionHistory(m_suggested);
}

/// The session starts anew, or is another one.
void Workbench::forget_events() {
    ++m_era;
    m_running = false;
    m_frames_owed = 0;
    m_seen_generation = UINT64_MAX;
    std::string filter = std::move(m_events.filter);
    m_events = EventsState();
    m_dispatch.reset();
    m_events.filter = std::move(filter);
    m_problems = {};
    m_window.instance = 0;
    m_window.instance_chosen = false;
    m_window.rejected.clear();
}

Result<void> Workbench::open(const std::string& path) {
    if (!m_host.open) return fail("nothing can be opened here");
    auto port = m_host.open(path);
    if (!port) return tl::unexpected<Error>(port.error());
    show(std::move(*port), path);
    remember(path);
    when_through([this] {
        suggest_event();
        conclude_start(fmt::format("opened {}", m_port->title()));
    });
    return {};
}

void Workbench::when_through(std::function<void()> then) {
    m_worked = 0;
    m_then = std::move(then);
    if (m_port->works()) return;
    then = std::exchange(m_then, nullptr);
    then();
}

void Workbench::go_on_working(float seconds) {
    m_worked += static_cast<double>(seconds);
    m_port->work();
    if (m_port->works()) return;
    if (auto then = std::exchange(m_then, nullptr)) then();
}

void Workbench::cancel() {
    m_running = false;
    m_behind_frame.clear();
    Before start = before();
    m_port->cancel();
    if (auto then = std::exchange(m_then, nullptr)) then();
    if (auto row = fault_since(start)) select(*row);
    const FaultRecord* fault = selected_fault();
    say(fmt::format("cancelled after {}{}", duration_text(static_cast<uint64_t>(m_worked * 1e6)),
                    fault && !fault->place.file.empty() ? fmt::format(" ({})", fault->place.text()) : ""),
        Tone::warning);
}

/// Whether such a command needs the session for itself.
static bool drives(CommandRule rule) {
    return rule == CommandRule::live || rule == CommandRule::plays || rule == CommandRule::plays_and_event;
}

void Workbench::apply(CommandQueue& queue) {
    m_window.focus_filter = m_window.focus_console = false;
    m_window.panel_step = 0;
    m_events.search.focus = false;
    std::vector<Command> commands = std::exchange(m_behind_frame, {});
    for (Command& command : queue.take()) commands.push_back(std::move(command));
    for (const Command& command : commands) {
        // Between two frames of a running game there is room for it.
        if (m_running && m_port->works() && drives(info_of(command.id).rule) && command.id != CommandId::run) {
            m_behind_frame.push_back(command);
            continue;
        }
        if (std::string why = refusal(command.id); !why.empty()) {
            say(std::move(why), Tone::warning);
            continue;
        }
        bool known = apply_payload(command) || apply_selection(command) || apply_code(command) ||
                     apply_session(command) || apply_compare(command) || apply_view(command);
        if (!known) say(fmt::format("{} is not understood", info_of(command.id).name), Tone::fault);
    }
    follow_session();
    follow_comparison();
    check_payload();
}

void Workbench::tick(float seconds) {
    if (m_port->works()) return go_on_working(seconds);
    if (!m_running) return;
    if (m_port->ended()) {
        m_running = false;
        say("the game has ended", Tone::warning);
        return;
    }
    // At most a quarter of a second is caught up, so that a slow frame does not make the next one slower.
    m_frames_owed =
        std::min(m_frames_owed + static_cast<double>(seconds) * m_port->game_speed(), m_port->game_speed() / 4 + 1);
    double whole = std::floor(m_frames_owed + 1e-6);
    if (whole < 1) return;
    m_frames_owed -= whole;
    // GameMaker would end the game at a fault; here it pauses, so that the first of many is seen.
    Before start = before();
    m_port->run(static_cast<uint64_t>(whole));
    when_through([this, start] {
        if (!fault_since(start)) return;
        m_running = false;
        conclude(start, {}, "");
    });
}

bool Workbench::is_enabled(CommandId id) const {
    switch (info_of(id).rule) {
    case CommandRule::always: return true;
    case CommandRule::live:
    case CommandRule::plays: return m_port->is_live() && !is_busy();
    case CommandRule::can_undo: return m_compose.history.can_undo();
    case CommandRule::can_redo: return m_compose.history.can_redo();
    case CommandRule::has_key: return !m_compose.selected_path.empty();
    case CommandRule::has_event: return selected_dispatch() != nullptr;
    case CommandRule::plays_and_event: return m_port->is_live() && !is_busy() && selected_dispatch();
    case CommandRule::has_rows: return !m_events.index.rows().empty();
    case CommandRule::has_code: return m_port->source(shown_place().file) != nullptr;
    case CommandRule::has_filter: return !m_events.filter.empty();
    case CommandRule::searches: return m_events.index.searches();
    case CommandRule::opened: return !m_port->title().empty();
    case CommandRule::has_trace: return !m_port->is_live() && is_trace_name(m_path);
    case CommandRule::has_comparison: return m_compare.state() != CompareModel::State::empty;
    case CommandRule::works: return m_port->works();
    }
    return false;
}

std::string Workbench::refusal(CommandId id) const {
    const CommandInfo& info = info_of(id);
    if (drives(info.rule) && is_busy())
        return fmt::format("{}: {} is still in progress; wait for it, or cancel it ({})", info.title,
                           m_port->at_work().what, info_of(CommandId::cancel).shortcut);
    if (!is_enabled(id)) return fmt::format("{} cannot be used now", info.title);
    bool plays = info.rule == CommandRule::plays || info.rule == CommandRule::plays_and_event;
    if (!plays || !m_port->ended() || m_running) return {};
    return fmt::format("{}: the game has ended; restart it first ({})", info.title,
                       info_of(CommandId::restart).shortcut);
}

const std::vector<EventRef>& Workbench::event_rows() const {
    auto look = m_window.lists.find("Events/List");
    return m_order.of(m_events.index, m_port->events(), m_port->faults(),
                      look == m_window.lists.end() ? 0 : look->second.sort, m_era);
}

const CatalogEvent* Workbench::event() const {
    return m_catalog.find(composition().event);
}

const CatalogShape* Workbench::shape() const {
    const CatalogEvent* known = event();
    if (!known) return nullptr;
    for (const CatalogShape& shape : known->shapes)
        if (shape.name == composition().shape) return &shape;
    return nullptr;
}

const HandlerRecord* Workbench::selected_handler() const {
    const DispatchRecord* dispatch = selected_dispatch();
    if (!dispatch) return nullptr;
    for (const HandlerRecord& handler : dispatch->handlers)
        if (handler.id == m_events.handler) return &handler;
    return nullptr;
}

const FaultRecord* Workbench::selected_fault() const {
    const std::vector<FaultRecord>& faults = m_port->faults();
    if (m_events.selected.is_fault())
        return m_events.selected.fault() < faults.size() ? &faults[m_events.selected.fault()] : nullptr;
    const HandlerRecord* handler = selected_handler();
    return handler && handler->fault ? &*handler->fault : nullptr;
}

Place Workbench::shown_place() const {
    if (!m_events.place.file.empty()) return m_events.place;
    const HandlerRecord* handler = selected_handler();
    if (!handler && selected_fault()) return selected_fault()->place;
    if (!handler) return {};
    if (handler->fault && m_port->source(handler->fault->place.file)) return handler->fault->place;
    return {handler->file, 0, 0};
}

const RejectedEdit* Workbench::rejected_variable(std::string_view path) const {
    for (const RejectedEdit& edit : m_window.rejected)
        if (edit.path == path) return &edit;
    return nullptr;
}

float Workbench::split(const std::string& name, float usual) const {
    auto found = m_window.splits.find(name);
    return found == m_window.splits.end() ? usual : found->second;
}

Workbench::Before Workbench::before() {
    m_problems.update(m_port->problems());
    return {m_port->events().size(), m_port->faults().size(), m_problems.counts(), m_port->problems().size(),
            m_port->ended()};
}

std::optional<EventRef> Workbench::fault_since(const Before& before) {
    std::optional<EventRef> first;
    m_events.index.update(m_port->events(), m_port->faults(), m_events.filter, EventIndex::to_the_end);
    const DispatchTable& table = m_events.index.table();
    for (size_t at = table.row_of(before.events); at < table.rows().size() && !first; ++at)
        if (const DispatchRow& row = table.rows()[at]; row.is(RowFlag::fault)) first = EventRef{row.line, row.dispatch};
    const std::vector<FaultRecord>& faults = m_port->faults();
    if (before.faults >= faults.size()) return first;
    size_t lines = table.lines_before(faults[before.faults].after).value_or(table.lines());
    EventRef outside = EventRef::of_fault(lines, before.faults);
    return first && *first < outside ? first : outside;
}

void Workbench::say_fault(const FaultRecord& fault) {
    say(fmt::format("{}: {}", fault_row(fault).title, fault.message), Tone::fault);
}

/// What was said, with the problems that have come up meanwhile (one in its own words, more by their number) and
/// whether the game ended.
StatusLine Workbench::with_problems(StatusLine said, const Before& before) {
    auto add = [&](const std::string& what) {
        said.text += said.text.empty() ? what : "; " + what;
        said.tone = std::max(said.tone, Tone::warning);
    };
    m_problems.update(m_port->problems());
    size_t now = m_problems.counts().serious(), then = before.problems.serious();
    const std::vector<Diagnostic>& all = m_port->problems();
    auto first = std::find_if(all.begin() + static_cast<ptrdiff_t>(std::min(before.problem_count, all.size())),
                              all.end(), [](const Diagnostic& each) { return each.severity != Severity::note; });
    if (now == then + 1 && first != all.end())
        add(first->message);
    else if (now > then)
        add(fmt::format("{} ({})", counted(now - then, "problem"), info_of(CommandId::show_problems).shortcut));
    if (m_port->ended() && !before.ended) add("the game has ended");
    return said;
}

void Workbench::conclude(const Before& before, const Result<void>& result, std::string done, Tone tone) {
    if (auto row = fault_since(before)) {
        select(*row);
        if (const FaultRecord* fault = selected_fault()) return say_fault(*fault);
    }
    if (!result) {
        const Error& error = result.error();
        return say(error.place.empty() ? error.message : fmt::format("{} ({})", error.message, error.place),
                   Tone::fault);
    }
    m_window.status = with_problems({std::move(done), tone}, before);
}

void Workbench::conclude_start(std::string done) {
    // The faults in a trace are what was recorded.
    if (m_port->is_live()) {
        conclude({}, {}, done);
        if (m_window.status.tone == Tone::fault) return;
    }
    if (const Diagnostic* failed = m_port->failed_start())
        return say(fmt::format("{}, but the game did not start: {}", done, failed->message), Tone::fault);
    m_problems.update(m_port->problems());
    const ProblemCounts& counts = m_problems.counts();
    StatusLine said{std::move(done), counts.errors      ? Tone::fault
                                     : counts.warnings  ? Tone::warning
                                     : counts.notes > 0 ? Tone::plain
                                                        : Tone::ok};
    if (std::string what = counts.text(); !what.empty())
        said.text += fmt::format(": {} ({})", what, info_of(CommandId::show_problems).shortcut);
    if (m_port->ended()) {
        said.text += "; the game has ended";
        said.tone = std::max(said.tone, Tone::warning);
    }
    m_window.status = std::move(said);
}

void Workbench::follow_session() {
    if (m_port->events().size() < m_events.index.lines()) { // it started anew
        m_events.selected = {};
        m_dispatch.reset();
    }
    m_events.index.update(m_port->events(), m_port->faults(), m_events.filter);
    follow_search();
    if (m_seen_generation == m_port->generation()) return;
    m_seen_generation = m_port->generation();
    m_problems.update(m_port->problems());
    m_unchecked = true;
    if (m_running && m_port->ended()) {
        m_running = false;
        say("the game has ended", Tone::warning);
    }
}

void Workbench::check_payload() {
    // While the game runs its instances change all the time; who listens is looked up a few times a second.
    bool wait = m_running && ++m_frames_unchecked < 15;
    if ((!m_unchecked || wait) && m_checked == composition()) return;
    m_frames_unchecked = 0;
    m_checked = composition();
    m_unchecked = false;
    const CatalogEvent* known = event();
    const CatalogShape* chosen = shape();
    m_compose.findings = known && chosen ? validate(*known, *chosen, composition().payload) : std::vector<KeyFinding>();
    m_compose.receivers = known ? m_port->receivers(known->number) : std::vector<Receiver>();
    std::stable_partition(m_compose.receivers.begin(), m_compose.receivers.end(),
                          [](const Receiver& receiver) { return !receiver.instances.empty(); });
}

} // namespace scope
