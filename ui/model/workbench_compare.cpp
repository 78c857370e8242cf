#include "ui/model/workbench.h"

#include "ui/model/text.h"

#include <fmt/format.h>

namespace scope {

CompareShown Workbench::compare_shown() const {
    if (m_compare.state() == CompareModel::State::empty) return CompareShown::none;
    static constexpr PanelId place[] = {PanelId::events, PanelId::compare};
    return front_of(place, m_window.raised) == PanelId::compare ? CompareShown::front : CompareShown::behind;
}

/// What is open with a trace: a trace event by event, a project by what it makes of the trace today.
void Workbench::compare_with(const std::string& path) {
    m_window.overlay = Overlay::none;
    if (m_port->is_live())
        m_compare.start({path, "", m_path});
    else
        m_compare.start({m_path, path, ""});
    raise(PanelId::compare);
    say("comparing");
}

bool Workbench::apply_compare(const Command& command) {
    switch (command.id) {
    case CommandId::compare_trace:
        m_window.overlay = Overlay::open;
        m_window.open_to_compare = true;
        m_window.refused_open.clear();
        break;
    case CommandId::compare_path:
        if (is_trace_name(command.text))
            compare_with(command.text);
        else
            say(m_window.refused_open = command.text + " is no trace: its name does not end in .astrace", Tone::fault);
        break;
    case CommandId::replay_trace:
        m_compare.start({m_path, "", ""});
        raise(PanelId::compare);
        say("replaying");
        break;
    case CommandId::show_compare: raise(PanelId::compare); break;
    case CommandId::next_difference: m_compare.move(1); break;
    case CommandId::previous_difference: m_compare.move(-1); break;
    case CommandId::select_pair: m_compare.select(static_cast<size_t>(command.number)); break;
    case CommandId::show_all_pairs: m_compare.show_all(command.number != 0); break;
    case CommandId::toggle_compared_key: m_compare.toggle_key(command.text); break;
    case CommandId::cancel_comparison:
    case CommandId::close_comparison: {
        bool working = m_compare.state() == CompareModel::State::working;
        m_compare.cancel();
        raise(PanelId::events);
        say(working ? "comparing was cancelled" : "");
        break;
    }
    default: return false;
    }
    return true;
}

void Workbench::follow_comparison() {
    if (!m_compare.poll()) return;
    if (m_compare.state() == CompareModel::State::failed) return say(m_compare.error().text(), Tone::fault);
    say(m_compare.summary(), m_compare.tone());
}

} // namespace scope
