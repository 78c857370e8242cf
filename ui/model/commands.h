#pragma once
// Commands as data. Panels push them while they draw; Workbench::apply works them off at the start of the next frame
// and is the only writer, so a panel never sees a half-made change.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class CommandId : uint8_t {
#define COMMAND(id, title, icon, shortcut, menu, when) id,
#include "ui/model/commands.def"
#undef COMMAND
};

/// When a command can be used.
enum class CommandRule : uint8_t {
    always,
    live,
    plays, ///< live, and lets the game go on: refused in words once it has ended
    can_undo,
    can_redo,
    has_key,
    has_event,
    plays_and_event,
    has_rows,
    has_code,
    has_filter,
    searches,  ///< the filter has not seen every event yet
    opened,    ///< a project or a trace
    has_trace, ///< a trace
    has_comparison,
    works ///< something is in progress
};

struct CommandInfo {
    CommandId id;
    std::string_view name; ///< "copy_gml"
    std::string_view title;
    std::string_view icon;
    std::string_view shortcut;
    std::string_view menu;
    CommandRule rule;
};

/// Every command in the order of the table.
std::span<const CommandInfo> all_commands();
const CommandInfo& info_of(CommandId id);
/// The menus in the order in which they first occur.
std::vector<std::string_view> command_menus();

/// A command with its arguments; which ones count depends on the command.
struct Command {
    CommandId id;
    std::string text = {};
    std::string more = {};
    int64_t number = 0;
    float ratio = 0;
};

class CommandQueue {
public:
    void push(CommandId id) { m_commands.push_back({id}); }
    void push(Command command) { m_commands.push_back(std::move(command)); }
    /// What a field holds that was being typed into. It goes before whatever else was pushed in this frame, a shortcut
    /// for instance, so that every command acts on what can be seen.
    void commit(Command command) {
        m_commands.insert(m_commands.begin() + static_cast<std::ptrdiff_t>(m_committed++), std::move(command));
    }
    /// Whether somebody wants something other than to commit.
    bool wants_action() const { return m_commands.size() > m_committed; }
    bool empty() const { return m_commands.empty(); }
    std::vector<Command> take() {
        std::vector<Command> taken;
        taken.swap(m_commands);
        m_committed = 0;
        return taken;
    }

private:
    std::vector<Command> m_commands;
    size_t m_committed = 0;
};

/// How well `text` fits what was typed, for the palette: 0 not at all; letters in order, starts of words count more.
int fuzzy_score(std::string_view text, std::string_view typed);

} // namespace scope
