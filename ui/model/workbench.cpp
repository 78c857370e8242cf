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
    m_compose.history = CompositionHistory(composition());
}

void Workbench::show(std::unique_ptr<SessionPort> port, std::string path) {
    m_port = port ? std::move(port) : std::make_unique<SessionPort>();
    m_path = std::move(path);
    m_unchecked = true;
    forget_events();
    follow_session();
}

/// The session starts anew, or is another one.
void Workbench::forget_events() {
    ++m_era;
    m_running = false;
    m_frames_owed = 0;
    m_seen_generation = UINT64_MAX;
    std::string filter = std::move(m_events.filter);
    m_events = EventsState();
    m_events.filter = std::move(filter);
    m_window.instance = 0;
    m_window.instance_chosen = false;
}

Result<void> Workbench::open(const std::string& path) {
    if (!m_host.open) return fail("nothing can be opened here");
    auto port = m_host.open(path);
    if (!port) return tl::unexpected<Error>(port.error());
    show(std::move(*port), path);
    remember(path);
    say(fmt::format("opened {}", m_port->title()), Tone::ok);
    return {};
}

void Workbench::apply(CommandQueue& queue) {
    m_window.focus_filter = m_window.focus_console = false;
    m_window.panel_step = 0;
    m_events.search.focus = false;
    for (const Command& command : queue.take()) {
        if (!is_enabled(command.id)) {
            say(fmt::format("{} cannot be used now", info_of(command.id).title), Tone::warning);
            continue;
        }
        bool known = apply_payload(command) || apply_selection(command) || apply_code(command) ||
                     apply_session(command) || apply_view(command);
        if (!known) say(fmt::format("{} is not understood", info_of(command.id).name), Tone::fault);
    }
    follow_session();
    check_payload();
}

void Workbench::tick(float seconds) {
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
    m_port->run(static_cast<uint64_t>(whole));
}

bool Workbench::is_enabled(CommandId id) const {
    switch (info_of(id).rule) {
    case CommandRule::always: return true;
    case CommandRule::live: return m_port->is_live();
    case CommandRule::can_undo: return m_compose.history.can_undo();
    case CommandRule::can_redo: return m_compose.history.can_redo();
    case CommandRule::has_key: return !m_compose.selected_path.empty();
    case CommandRule::has_event: return selected_dispatch() != nullptr;
    case CommandRule::live_and_event: return m_port->is_live() && selected_dispatch();
    case CommandRule::has_rows: return !m_events.index.rows().empty();
    case CommandRule::has_code: return m_port->source(shown_place().file) != nullptr;
    case CommandRule::has_filter: return !m_events.filter.empty();
    }
    return false;
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

const DispatchRecord* Workbench::selected_dispatch() const {
    return dispatch_at(m_port->events(), m_events.selected);
}

const HandlerRecord* Workbench::selected_handler() const {
    const DispatchRecord* dispatch = selected_dispatch();
    if (!dispatch) return nullptr;
    for (const HandlerRecord& handler : dispatch->handlers)
        if (handler.id == m_events.handler) return &handler;
    return nullptr;
}

Place Workbench::shown_place() const {
    if (!m_events.place.file.empty()) return m_events.place;
    const HandlerRecord* handler = selected_handler();
    if (!handler) return {};
    if (handler->fault && m_port->source(handler->fault->place.file)) return handler->fault->place;
    return {handler->file, 0, 0};
}

float Workbench::split(const std::string& name, float usual) const {
    auto found = m_window.splits.find(name);
    return found == m_window.splits.end() ? usual : found->second;
}

void Workbench::follow_session() {
    // The oldest events have left memory: what was selected has another place now, or none.
    if (m_port->events().size() < m_events.index.lines()) m_events.selected = {};
    m_events.index.update(m_port->events(), m_events.filter);
    if (m_seen_generation == m_port->generation()) return;
    m_seen_generation = m_port->generation();
    m_unchecked = true;
    if (m_port->ended()) m_running = false;
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
}

} // namespace scope
