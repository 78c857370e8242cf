#pragma once
// Plays a `.uis` script into the window: one command a line, `#` comments, ends at the first failure with its line. One
// input action a frame and no clock, so a script gives the same frames every time. Expectations hold "eventually": they
// are tried for `patience` frames before they fail. Commands:
//   open PATH                         open a project or trace
//   click|double|right|hover "P/L"    the middle of what is visible of the item
//   drag "P/L" "P/L"|X,Y              to another item, or by that many pixels (at scale 1)
//   scroll "P/L" NOTCHES              positive is down
//   type "text"   key Ctrl+Enter      into whatever has the focus
//   wait N | "P/L" | no "P/L" | idle  frames, an item, its absence, no work in progress
//   expect "P/L" [text|~part|disabled|enabled]   absent "P/L"   (of a panel shown before)
//   shot FILE    size WxH    scale N    theme NAME    items (lists the names on stdout)

#include "core/base/result.h"
#include "ui/view/automation.h"
#include "ui/view/compat.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace scope {

/// What a script asks of the program that it cannot do by mouse and keyboard.
struct ScriptHost {
    std::function<Result<void>(const std::string& path)> open;
    std::function<Result<void>(const std::string& path)> shot; ///< writes the frame that was completed last
    std::function<Result<void>(int width, int height)> resize;
    std::function<Result<void>(float scale)> set_scale;
    std::function<Result<void>(const std::string& name)> set_theme;
    std::function<bool()> idle;
    float scale = 1; ///< pixels a unit of `drag X,Y`
};

class UiScript {
public:
    /// Frames an expectation may take to come true.
    static constexpr int patience = 60;
    /// Frames `wait` may take.
    static constexpr int long_patience = 3600;

    /// Reads the whole script; the first line that is no command is an error at `file`:line.
    static Result<UiScript> parse(std::string_view text, std::string file);

    /// To be called between frames (after the last Render, before NewFrame): plays at most one input action.
    void step(const Items& items, ScriptHost& host);
    bool done() const { return m_failure || (m_next >= m_commands.size() && m_actions.empty()); }
    const std::optional<Error>& failure() const { return m_failure; }

private:
    struct Command {
        int line = 0;
        std::vector<std::string> words; ///< quotes removed
    };
    enum class Outcome { done, retry };

    Outcome start(const Command& command, const Items& items, ScriptHost& host);
    Outcome pointer(const Command& command, const Items& items, ScriptHost& host);
    Outcome wait(const Command& command, const Items& items, ScriptHost& host);
    Outcome expect(const Command& command, const Items& items);
    Outcome settle(const Command& command, ScriptHost& host);
    Outcome retry(std::string why, int frames);
    void act(std::function<void()> action) { m_actions.push_back(std::move(action)); }
    void idle_frames(int count);
    void click_at(ImVec2 at, int button, int times);
    void fail_at(int line, std::string message);

    std::string m_file;
    std::vector<Command> m_commands;
    size_t m_next = 0;
    int m_tries = 0;
    std::deque<std::function<void()>> m_actions; ///< one a frame
    std::optional<Error> m_failure;
};

/// "Ctrl+Shift+P", "F5", "Enter", "Ctrl+Up"; nothing when a part is unknown.
std::optional<std::pair<compat::Key, compat::Modifiers>> parse_chord(std::string_view text);

/// "WIDTHxHEIGHT" of a window, from 320x240 to 8192x8192.
std::optional<std::pair<int, int>> window_size(std::string_view text);

} // namespace scope
