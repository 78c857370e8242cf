#include "ui/model/workbench.h"

#include "core/base/numbers.h"
#include "core/data/payload_way.h"
#include "core/harness/replay.h"

#include "ui/model/text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace scope {

static constexpr size_t most_console_entries = 1000;

bool Workbench::apply_session(const Command& command) {
    switch (command.id) {
    case CommandId::fire:
        if (!show_obstacle()) fire(composition());
        break;
    case CommandId::fire_selected:
        if (const DispatchRecord* dispatch = selected_dispatch())
            fire({std::string(event_constant(dispatch->event)), "", dispatch->payload});
        break;
    case CommandId::run:
        m_running = !m_running;
        m_frames_owed = 0;
        say(m_running ? "running" : fmt::format("paused at frame {}", m_port->frame()));
        break;
    case CommandId::cancel: cancel(); break;
    case CommandId::step:
        m_running = false;
        run_frames(1);
        break;
    case CommandId::advance: input("advance", Datum::structure({{"us", 1e6}}), "one second later"); break;
    case CommandId::restart: restart(false); break;
    case CommandId::reload: restart(true); break;
    case CommandId::repeat: repeat(); break;
    case CommandId::open_path: {
        auto result = open(command.text);
        m_window.refused_open = result ? "" : result.error().text();
        if (!result)
            say(m_window.refused_open, Tone::fault);
        else
            m_window.overlay = Overlay::none;
        break;
    }
    case CommandId::run_console: run_console(command.text); break;
    case CommandId::look_into:
        run_console(fmt::format("handle_parse(\"{}\")", command.text));
        m_window.bottom = BottomTab::console;
        m_window.bottom_shown = true;
        raise(PanelId::bottom);
        break;
    case CommandId::go_to_room:
        input("room", Datum::structure({{"name", command.text}}),
              [this, wanted = command.text] { return room_reached(wanted); });
        break;
    case CommandId::create_instance:
        input("create", Datum::structure({{"object", command.text}, {"variables", Datum::structure({})}}),
              fmt::format("created {}", command.text));
        break;
    case CommandId::perform_event:
        input("perform",
              Datum::structure({{"object", fmt::format("{}", command.number)}, {"index", -1}, {"event", command.text}}),
              fmt::format("performed {} of {}", command.text, command.number));
        break;
    case CommandId::set_variable: set_variable(command); break;
    default: return false;
    }
    return true;
}

void Workbench::set_variable(const Command& command) {
    std::erase_if(m_window.rejected, [&](const RejectedEdit& edit) { return edit.path == command.text; });
    Before start = before();
    auto begun = m_port->apply({"set_var", Datum::structure({{"path", command.text}, {"gml", command.more}})});
    when_through([this, start, begun, command] {
        StatusLine said = value_of(command.text);
        conclude(start, begun ? m_port->outcome() : begun, std::move(said.text), said.tone);
        if (m_window.status.tone == Tone::fault)
            m_window.rejected.push_back(
                {command.text, false, command.more, m_window.status.text, static_cast<uint32_t>(command.number)});
    });
}

/// What was typed of a variable goes with its instance.
void Workbench::forget_gone_variables() {
    if (m_window.rejected.empty()) return;
    std::vector<InstanceView> all = m_port->instances();
    std::erase_if(m_window.rejected, [&](const RejectedEdit& edit) {
        return edit.instance != 0 &&
               std::none_of(all.begin(), all.end(), [&](const InstanceView& each) { return each.id == edit.instance; });
    });
}

bool Workbench::show_obstacle() {
    std::string error;
    forget_gone_variables();
    if (!drafts().json_error.empty()) {
        error = drafts().json_error;
        m_compose.mode = PayloadMode::json;
    } else if (!drafts().rejected.empty()) {
        const RejectedEdit& edit = drafts().rejected.front();
        error = edit.error;
        m_compose.mode = PayloadMode::table;
        m_compose.selected_path = edit.path;
        for (PayloadWay above = PayloadWay::read(edit.path).parent(); !above.empty(); above = above.parent())
            m_compose.open_paths.insert(above.text());
    } else if (!m_window.rejected.empty()) {
        const RejectedEdit& edit = m_window.rejected.front();
        error = edit.error;
        m_window.instance = edit.instance;
        m_window.instance_chosen = true;
        m_window.bottom = BottomTab::instances;
        m_window.bottom_shown = true;
        raise(PanelId::bottom);
    } else {
        return false;
    }
    say(fmt::format("nothing was fired: {}", error), Tone::fault);
    return true;
}

void Workbench::fire(const Composition& composition) {
    Before start = before();
    auto begun = m_port->fire({composition.event, "", composition.payload, {}});
    if (!begun) return conclude(start, begun, "");
    when_through([this, start] {
        auto line = m_port->fired_line();
        if (!line) return conclude(start, tl::unexpected<Error>(line.error()), "");
        EventRef fired{static_cast<uint32_t>(*line), 0};
        EventRow row = event_row(m_port->events(), fired);
        std::string text = fmt::format("#{} {}: {}", row.id, row.title, row.result);
        select(fired);
        conclude(start, {}, std::move(text), row.tone);
    });
}

void Workbench::restart(bool from_disk) {
    auto done = m_port->restart(from_disk);
    if (!done) return say(done.error().text(), Tone::fault);
    forget_events();
    when_through([this, from_disk] { conclude_start(from_disk ? "read again and started" : "started again"); });
}

void Workbench::run_frames(uint64_t count) {
    Before start = before();
    m_port->run(count);
    when_through([this, start] { conclude(start, {}, fmt::format("frame {}", m_port->frame()), Tone::plain); });
}

/// "no problems, now 1 error".
static std::string told_counts(const ProblemCounts& before, const ProblemCounts& now) {
    auto text = [](const ProblemCounts& counts) { return counts.text().empty() ? "no problems" : counts.text(); };
    return fmt::format("{}, now {}", text(before), text(now));
}

/// The same inputs to the project as it is on disk now, and what comes out differently.
void Workbench::repeat() {
    Repeat repeat{m_port->inputs().size(), m_port->events().shared_from_this(), m_port->faults(), before().problems,
                  m_events.selected};
    auto begun = m_port->repeat();
    forget_events();
    when_through(
        [this, begun, before = std::move(repeat)] { conclude_repeat(before, begun ? m_port->outcome() : begun); });
}

void Workbench::conclude_repeat(const Repeat& repeated, const Result<void>& done) {
    if (!done) return conclude({}, done, "");
    const auto& [inputs, events_before, faults, problems, selected] = repeated;
    const EventStore &before = *events_before, &after = m_port->events();
    size_t common = std::min(before.size(), after.size());
    for (size_t i = std::max(before.first(), after.first()); i < common; ++i) {
        auto was = before.event(i), is = after.event(i);
        if (!was || !is) continue;
        if (auto found = differences(*was, *is); !found.empty())
            m_events.differences[static_cast<uint32_t>(i)] =
                found.front().text() + (found.size() > 1 ? fmt::format(", and {} more", found.size() - 1) : "");
    }
    m_events.index.update(after, m_port->faults(), m_events.filter, EventIndex::to_the_end);
    select(selected);
    std::string what = fmt::format("repeated {}", counted(inputs, "input"));
    auto same_fault = [](const FaultRecord& a, const FaultRecord& b) {
        return a.message == b.message && a.place == b.place && a.after == b.after;
    };
    bool same_faults =
        std::equal(faults.begin(), faults.end(), m_port->faults().begin(), m_port->faults().end(), same_fault);
    if (!m_events.differences.empty()) {
        select({m_events.differences.begin()->first, 0});
        return say(fmt::format("{}; {}; first: {}", what,
                               m_events.differences.size() == 1
                                   ? std::string("1 event differs")
                                   : fmt::format("{} events differ", m_events.differences.size()),
                               m_events.differences.begin()->second),
                   Tone::warning);
    }
    if (before.size() != after.size())
        return say(fmt::format("{}: there were {} events, now {}", what, before.size(), after.size()), Tone::warning);
    if (!same_faults)
        return say(fmt::format("{}: outside of events there were {}, now {}", what, counted(faults.size(), "fault"),
                               counted(m_port->faults().size(), "fault")),
                   Tone::warning);
    m_problems.update(m_port->problems());
    if (!(m_problems.counts() == problems))
        return say(fmt::format("{}: there were {} ({})", what, told_counts(problems, m_problems.counts()),
                               info_of(CommandId::show_problems).shortcut),
                   Tone::warning);
    bool sound = !fault_since({}) && !m_port->failed_start();
    say(fmt::format("{}: everything is as it was{}", what, sound ? "" : ", faults included"),
        sound ? Tone::ok : Tone::warning);
}

void Workbench::run_console(const std::string& code) {
    if (code.find_first_not_of(" \t\r\n") == std::string::npos) return;
    Before start = before();
    auto begun = m_port->console(code);
    when_through([this, start, begun, code] {
        conclude_console(start, code, begun ? m_port->console_answer() : tl::unexpected<Error>(begun.error()));
    });
}

void Workbench::conclude_console(const Before& start, const std::string& code, Result<ConsoleAnswer> answer) {
    if (answer)
        m_window.console.push_back({code, std::move(answer->text), false, std::move(answer->content)});
    else
        m_window.console.push_back({code, answer.error().message, true, {}});
    ++m_window.console_count;
    if (m_window.console.size() > most_console_entries) m_window.console.erase(m_window.console.begin());
    m_window.focus_console = true;
    // What is being looked at stays; the answer stands below what was typed.
    if (m_port->faults().size() > start.faults)
        say_fault(m_port->faults()[start.faults]);
    else if (!answer)
        say(answer.error().message, Tone::fault);
    else
        m_window.status = with_problems({}, start);
}

void Workbench::input(std::string kind, Datum arguments, Done done) {
    Before start = before();
    auto begun = m_port->apply({std::move(kind), std::move(arguments)});
    when_through([this, start, begun, done = std::move(done)] {
        StatusLine said = done();
        conclude(start, begun ? m_port->outcome() : begun, std::move(said.text), said.tone);
    });
}

void Workbench::input(std::string kind, Datum arguments, std::string done) {
    input(std::move(kind), std::move(arguments), [said = StatusLine{std::move(done), Tone::ok}] { return said; });
}

/// Room Start may have gone on to another one.
StatusLine Workbench::room_reached(const std::string& wanted) const {
    std::string room = m_port->room_name();
    if (room == wanted) return {fmt::format("in {}", wanted), Tone::ok};
    return {fmt::format("left for {}, in {} now", wanted, room.empty() ? "no room" : room), Tone::warning};
}

/// What "(100001).gold" or "global.gold" holds now: what was typed may have done more than to set it.
StatusLine Workbench::value_of(const std::string& path) const {
    size_t dot = path.find('.');
    std::string owner = path.substr(0, dot), name = dot == std::string::npos ? "" : path.substr(dot + 1);
    bool global = owner == "global";
    VariablesView all = m_port->variables(
        global ? 0 : static_cast<uint32_t>(std::strtoul(owner.c_str() + owner.starts_with('('), nullptr, 10)));
    for (const auto* part : {&all.own, &all.builtin})
        for (const auto& [each, value] : *part)
            if (each == name) return {fmt::format("{} is {} now", path, value_text(value, 60)), Tone::ok};
    if (!global && all.own.empty() && all.builtin.empty())
        return {fmt::format("{} was set, and {} does not exist any more", path, owner), Tone::warning};
    return {fmt::format("there is no {} now", path), Tone::warning};
}

bool Workbench::apply_selection(const Command& command) {
    switch (command.id) {
    case CommandId::set_filter: m_events.filter = command.text; break;
    case CommandId::clear_filter: m_events.filter.clear(); break;
    case CommandId::stop_search: m_events.index.stop(!m_events.index.stopped()); break;
    case CommandId::find: m_window.focus_filter = true; break;
    case CommandId::select_event:
        select({static_cast<uint32_t>(command.number >> 32), static_cast<uint32_t>(command.number & 0xFFFFFFFF)});
        break;
    case CommandId::select_dispatch: select_dispatch(static_cast<uint32_t>(command.number)); break;
    case CommandId::select_handler: select_handler(static_cast<uint32_t>(command.number)); break;
    case CommandId::next_event: move_event(1); break;
    case CommandId::previous_event: move_event(-1); break;
    case CommandId::next_handler: move_handler(1); break;
    case CommandId::previous_handler: move_handler(-1); break;
    case CommandId::toggle_key:
        if (!m_events.open_keys.erase(command.text)) m_events.open_keys.insert(command.text);
        if (const DispatchRecord* dispatch = selected_dispatch())
            m_events.matrix = matrix_view(*dispatch, m_events.open_keys);
        break;
    case CommandId::select_detail:
        m_events.detail = static_cast<DetailTab>(std::clamp<int64_t>(command.number, 0, 5));
        break;
    case CommandId::toggle_problems:
        if (!m_window.open_problems.erase(command.text)) m_window.open_problems.insert(command.text);
        break;
    case CommandId::go_to:
        if (command.more.empty())
            go_to(command.text, static_cast<uint32_t>(std::max<int64_t>(0, command.number)));
        else
            go_to_typed_line(command.text, command.more);
        break;
    case CommandId::select_instance:
        m_window.instance = static_cast<uint32_t>(command.number);
        m_window.instance_chosen = true;
        break;
    default: return false;
    }
    return true;
}

void Workbench::select(EventRef ref) {
    if (ref.is_fault() && ref.fault() < m_port->faults().size()) {
        m_events.selected = ref;
        m_dispatch.reset();
        m_events.matrix = {};
        m_events.place = {};
        m_events.handler = 0;
        return;
    }
    auto dispatch = dispatch_at(m_port->events(), ref);
    if (!dispatch) return;
    m_events.selected = ref;
    m_dispatch = dispatch;
    m_events.matrix = matrix_view(*dispatch, m_events.open_keys);
    m_events.place = {};
    m_events.handler = dispatch->handlers.empty() ? 0 : dispatch->handlers.front().id;
    for (const HandlerRecord& handler : dispatch->handlers) {
        if (!handler.fault) continue;
        m_events.handler = handler.id; // the run that failed is what one wants to see
        break;
    }
}

void Workbench::select_dispatch(uint32_t id) {
    auto event = m_port->events().event(m_events.selected.line);
    for (size_t i = 0; event && i < event->dispatches.size(); ++i)
        if (event->dispatches[i].id == id) return select({m_events.selected.line, static_cast<uint32_t>(i)});
}

void Workbench::select_handler(uint32_t id) {
    m_events.handler = id;
    m_events.place = {};
}

void Workbench::move_event(int by) {
    const std::vector<EventRef>& rows = event_rows();
    if (rows.empty()) return;
    bool sorted = &rows != &m_events.index.rows();
    auto found = sorted ? std::find(rows.begin(), rows.end(), m_events.selected) : rows.end();
    int64_t at = !sorted ? m_events.index.find(m_events.selected) : found != rows.end() ? found - rows.begin() : -1;
    int64_t last = static_cast<int64_t>(rows.size()) - 1;
    select(rows[static_cast<size_t>(at < 0 ? (by > 0 ? 0 : last) : std::clamp<int64_t>(at + by, 0, last))]);
}

void Workbench::move_handler(int by) {
    const auto& columns = m_events.matrix.cells.columns;
    if (columns.empty()) return;
    int64_t at = 0, last = static_cast<int64_t>(columns.size()) - 1;
    for (int64_t i = 0; i <= last; ++i)
        if (columns[static_cast<size_t>(i)].handler == m_events.handler) at = i;
    select_handler(columns[static_cast<size_t>(std::clamp<int64_t>(at + by, 0, last))].handler);
}

void Workbench::go_to(std::string file, uint32_t line) {
    if (!m_port->source(file)) return say(fmt::format("{} is not a file of this project", file), Tone::warning);
    m_events.place = {std::move(file), line, 0};
    raise(PanelId::handler);
}

/// The line whose number somebody typed, the last one at most.
void Workbench::go_to_typed_line(const std::string& file, std::string_view typed) {
    const SourceView* source = m_port->source(file);
    if (!source) return;
    size_t last = static_cast<size_t>(std::count(source->text.begin(), source->text.end(), '\n'));
    if (!source->text.ends_with('\n')) ++last;
    while (typed.starts_with(' ')) typed.remove_prefix(1);
    while (typed.ends_with(' ')) typed.remove_suffix(1);
    bool digits = !typed.empty() && typed.find_first_not_of("0123456789") == std::string_view::npos;
    uint64_t line = digits ? whole_number(typed).value_or(UINT64_MAX) : 0;
    if (line == 0) {
        m_events.search.focus = true;
        return say(fmt::format("`{}` is no line of {}, which has {}", typed, file, counted(last, "line")),
                   Tone::warning);
    }
    go_to(file, static_cast<uint32_t>(std::min<uint64_t>(line, std::max<size_t>(1, last))));
    m_events.search.bar = CodeBar::none;
}

bool Workbench::apply_code(const Command& command) {
    CodeSearch& search = m_events.search;
    auto open = [&](CodeBar bar) {
        search.bar = bar;
        search.focus = true;
        raise(PanelId::handler);
    };
    switch (command.id) {
    case CommandId::find_in_code: open(CodeBar::find); break;
    case CommandId::go_to_line: open(CodeBar::line); break;
    case CommandId::find_next:
    case CommandId::find_previous:
        if (search.text.empty())
            open(CodeBar::find);
        else
            find_in_code(search.text, command.id == CommandId::find_next ? 1 : -1);
        search.focus |= command.text == "again";
        break;
    case CommandId::set_code_search: find_in_code(command.text, 0); break;
    case CommandId::close_code_bar: search.bar = CodeBar::none; break;
    default: return false;
    }
    return true;
}

/// Looks for `text` in the file that shows and goes to the match `by` further.
void Workbench::find_in_code(const std::string& text, int by) {
    CodeSearch& search = m_events.search;
    Place shown = shown_place();
    const SourceView* source = m_port->source(shown.file);
    if (!source) return;
    bool same = search.file == shown.file && search.text == text;
    search.look(source->text, shown.file, text, shown.line);
    if (same) search.move(by);
    if (search.matches.empty()) {
        if (!text.empty()) say(fmt::format("`{}` does not occur in {}", text, shown.file), Tone::warning);
        return;
    }
    const CodeMatch& match = search.matches[search.current];
    m_events.place = {shown.file, match.line, match.column + 1};
}

/// Another file shows while the strip is open: what is searched for is looked for there, and nothing moves.
void Workbench::follow_search() {
    CodeSearch& search = m_events.search;
    if (search.bar != CodeBar::find || search.text.empty()) return;
    Place shown = shown_place();
    if (search.file == shown.file) return;
    if (const SourceView* source = m_port->source(shown.file))
        search.look(source->text, shown.file, search.text, std::max(1u, shown.line));
}

/// An absolute path, so that it means the same from any folder.
void Workbench::remember(const std::string& path) {
    constexpr size_t most = 12;
    std::error_code error;
    std::filesystem::path absolute = std::filesystem::absolute(path, error);
    std::string kept = error ? path : absolute.lexically_normal().string();
    std::vector<std::string>& all = m_window.recents;
    std::erase(all, kept);
    all.insert(all.begin(), kept);
    if (all.size() > most) all.resize(most);
}

void Workbench::raise(PanelId panel) {
    std::erase(m_window.raised, panel);
    m_window.raised.insert(m_window.raised.begin(), panel);
}

bool Workbench::apply_view(const Command& command) {
    auto show_bottom = [&](BottomTab tab) {
        m_window.bottom = tab;
        raise(PanelId::bottom);
        m_window.bottom_shown = true;
        m_window.focus_console = tab == BottomTab::console;
    };
    auto set_scale = [&](float scale) {
        m_window.scale = bounded(static_cast<double>(scale), 0.5f, 4.0f, m_window.scale);
    };
    switch (command.id) {
    case CommandId::quit: m_quit = true; break;
    case CommandId::palette:
        m_window.overlay = m_window.overlay == Overlay::palette ? Overlay::none : Overlay::palette;
        break;
    case CommandId::open:
        m_window.overlay = Overlay::open;
        m_window.open_to_compare = false;
        m_window.refused_open.clear();
        break;
    case CommandId::shortcuts: m_window.overlay = Overlay::shortcuts; break;
    case CommandId::close_overlay: m_window.overlay = Overlay::none; break;
    case CommandId::show_console: show_bottom(BottomTab::console); break;
    case CommandId::show_output: show_bottom(BottomTab::output); break;
    case CommandId::show_problems: show_bottom(BottomTab::problems); break;
    case CommandId::show_instances: show_bottom(BottomTab::instances); break;
    case CommandId::show_ledger: show_bottom(BottomTab::ledger); break;
    case CommandId::hide_bottom: m_window.bottom_shown = !m_window.bottom_shown; break;
    case CommandId::show_panel: raise(static_cast<PanelId>(std::clamp<int64_t>(command.number, 0, last_panel))); break;
    case CommandId::next_panel: m_window.panel_step = 1; break;
    case CommandId::previous_panel: m_window.panel_step = -1; break;
    case CommandId::copy_text:
        if (m_host.set_clipboard) m_host.set_clipboard(command.text);
        say(command.more.empty() ? "copied" : fmt::format("copied {}", command.more), Tone::ok);
        break;
    case CommandId::toggle_theme: m_window.theme = m_window.theme == "dark" ? "light" : "dark"; break;
    case CommandId::larger: set_scale(m_window.scale + 0.25f); break;
    case CommandId::smaller: set_scale(m_window.scale - 0.25f); break;
    case CommandId::set_theme: m_window.theme = command.text; break;
    case CommandId::set_scale: set_scale(command.ratio); break;
    case CommandId::reset_layout:
        m_window.splits.clear();
        m_window.lists.clear();
        m_window.raised.clear();
        break;
    case CommandId::set_list: m_window.lists[command.text] = ListLook::read(command.more); break;
    case CommandId::set_split: m_window.splits[command.text] = std::clamp(command.ratio, 0.02f, 0.98f); break;
    default: return false;
    }
    return true;
}

} // namespace scope
