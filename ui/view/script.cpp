#include "ui/view/script.h"

#include "core/base/numbers.h"
#include "core/base/text.h"

#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace scope {

namespace {

struct Grammar {
    std::string_view name;
    size_t least, most; ///< arguments
};
constexpr Grammar grammar[] = {{"open", 1, 1},   {"click", 1, 1},  {"double", 1, 1}, {"right", 1, 1}, {"hover", 1, 1},
                               {"drag", 2, 2},   {"scroll", 2, 2}, {"type", 1, 1},   {"key", 1, 1},   {"wait", 1, 2},
                               {"expect", 1, 2}, {"absent", 1, 1}, {"shot", 1, 1},   {"size", 1, 1},  {"scale", 1, 1},
                               {"theme", 1, 1},  {"items", 0, 0}};

/// "A<separator>B" as two numbers.
std::optional<std::pair<double, double>> pair_of(std::string_view text, char separator) {
    size_t at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    auto a = finite_number(text.substr(0, at)), b = finite_number(text.substr(at + 1));
    if (!a || !b) return std::nullopt;
    return std::pair(*a, *b);
}

/// Words are separated by spaces; a quoted one may hold them, and \" \\ \n \t. The rest of an `expect` line is one
/// word.
Result<std::vector<std::string>> split(std::string_view line) {
    std::vector<std::string> words;
    size_t i = 0;
    while (true) {
        while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
        if (i >= line.size()) return words;
        if (words.size() == 2 && words[0] == "expect" && line[i] != '"') {
            size_t end = line.find_last_not_of(" \t\r");
            words.emplace_back(line.substr(i, end - i + 1));
            return words;
        }
        std::string word;
        if (line[i] != '"') {
            if (line[i] == '#' && !words.empty() && words[0] != "type") return words;
            while (i < line.size() && line[i] != ' ' && line[i] != '\t') word += line[i++];
            words.push_back(std::move(word));
            continue;
        }
        for (++i; i < line.size() && line[i] != '"'; ++i) {
            if (line[i] != '\\' || i + 1 >= line.size())
                word += line[i];
            else if (char c = line[++i]; c == 'n')
                word += '\n';
            else
                word += c == 't' ? '\t' : c;
        }
        if (i >= line.size()) return fail("this text has no closing quote");
        ++i;
        words.push_back(std::move(word));
    }
}

/// A name on a line of its own: in quotes, as split() reads it, where it holds what would not stay one.
std::string as_word(const std::string& name) {
    std::string out = escape_control(name);
    if (out == name && name.find_first_of("\"\\") == std::string::npos) return out;
    out.clear();
    for (char c : name) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return '"' + escape_control(out) + '"';
}

std::optional<std::string> complaint(const std::vector<std::string>& words) {
    for (const Grammar& g : grammar) {
        if (g.name != words[0]) continue;
        if (words.size() - 1 < g.least || words.size() - 1 > g.most)
            return fmt::format("`{}` takes {} argument{}", g.name,
                               g.least == g.most ? fmt::format("{}", g.most) : fmt::format("{} to {}", g.least, g.most),
                               g.most == 1 ? "" : "s");
        if (g.name == "key" && !parse_chord(words[1]))
            return fmt::format("`{}` is no key; try Ctrl+Enter, F5, Escape, Down", words[1]);
        if (g.name == "scroll" && !finite_number(words[2])) return "`scroll` takes an item and a number of notches";
        if (g.name == "size" && !window_size(words[1])) return "`size` takes WIDTHxHEIGHT from 320x240 to 8192x8192";
        if (g.name == "wait" && words.size() == 3 && words[1] != "no")
            return "`wait` takes a number of frames, an item, `no` and an item, or `idle`";
        if (g.name == "wait" && finite_number(words[1]) && !whole_number(words[1], UiScript::long_patience))
            return fmt::format("`wait` takes 1 to {} frames, not {}", UiScript::long_patience, words[1]);
        if (g.name == "scale" && !finite_number(words[1])) return "`scale` takes a number";
        return std::nullopt;
    }
    return fmt::format("`{}` is no command", words[0]);
}

} // namespace

std::optional<std::pair<int, int>> window_size(std::string_view text) {
    static constexpr uint64_t most = 8192;
    size_t at = std::min(text.find('x'), text.size());
    auto width = whole_number(text.substr(0, at), most);
    auto height = whole_number(text.substr(std::min(at + 1, text.size())), most);
    if (!width || !height || *width < 320 || *height < 240) return std::nullopt;
    return std::pair(static_cast<int>(*width), static_cast<int>(*height));
}

std::optional<std::pair<compat::Key, compat::Modifiers>> parse_chord(std::string_view text) {
    static constexpr std::pair<std::string_view, compat::Key> named[] = {{"enter", compat::Key::enter},
                                                                         {"escape", compat::Key::escape},
                                                                         {"tab", compat::Key::tab},
                                                                         {"backspace", compat::Key::backspace},
                                                                         {"delete", compat::Key::del},
                                                                         {"insert", compat::Key::insert},
                                                                         {"space", compat::Key::space},
                                                                         {"up", compat::Key::up},
                                                                         {"down", compat::Key::down},
                                                                         {"left", compat::Key::left},
                                                                         {"right", compat::Key::right},
                                                                         {"home", compat::Key::home},
                                                                         {"end", compat::Key::end},
                                                                         {"pageup", compat::Key::page_up},
                                                                         {"pagedown", compat::Key::page_down},
                                                                         {",", compat::Key::comma},
                                                                         {"-", compat::Key::minus},
                                                                         {"=", compat::Key::equal}};
    compat::Modifiers modifiers;
    std::string rest = lower_ascii(text);
    auto take = [&](std::string_view prefix, bool& flag) {
        if (!rest.starts_with(prefix)) return false;
        rest.erase(0, prefix.size());
        return flag = true;
    };
    while (take("ctrl+", modifiers.ctrl) || take("shift+", modifiers.shift) || take("alt+", modifiers.alt)) {
    }
    for (auto& [name, key] : named)
        if (rest == name) return std::pair(key, modifiers);
    if (rest.size() == 1 && ((rest[0] >= 'a' && rest[0] <= 'z') || (rest[0] >= '0' && rest[0] <= '9')))
        return std::pair(static_cast<compat::Key>(rest[0] >= 'a' ? rest[0] - 'a' + 'A' : rest[0]), modifiers);
    if (rest.size() >= 2 && rest[0] == 'f')
        if (auto n = finite_number(std::string_view(rest).substr(1));
            n && *n >= 1 && *n <= 12 && *n == static_cast<int>(*n))
            return std::pair(static_cast<compat::Key>(static_cast<int>(compat::Key::f1) + static_cast<int>(*n) - 1),
                             modifiers);
    return std::nullopt;
}

Result<UiScript> UiScript::parse(std::string_view text, std::string file) {
    UiScript script;
    script.m_file = std::move(file);
    int line_number = 0;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        at = end + 1;
        ++line_number;
        size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos || line[start] == '#') continue;
        std::string place = fmt::format("{}:{}", script.m_file, line_number);
        auto words = split(line);
        if (!words) return fail(words.error().message, place);
        if (auto message = complaint(*words)) return fail(*message, place);
        script.m_commands.push_back({line_number, std::move(*words)});
    }
    return script;
}

void UiScript::step(const Items& items, ScriptHost& host) {
    if (compat::input_waits()) return;
    while (m_actions.empty() && !m_failure && m_next < m_commands.size()) {
        if (start(m_commands[m_next], items, host) == Outcome::retry) return;
        ++m_next;
        m_tries = 0;
    }
    if (m_actions.empty() || m_failure) return;
    auto action = std::move(m_actions.front());
    m_actions.pop_front();
    action();
}

void UiScript::fail_at(int line, std::string message) {
    m_failure = Error{std::move(message), fmt::format("{}:{}", m_file, line)};
}

UiScript::Outcome UiScript::retry(std::string why, int frames) {
    if (++m_tries > frames) fail_at(m_commands[m_next].line, std::move(why));
    return Outcome::retry;
}

void UiScript::idle_frames(int count) {
    for (int i = 0; i < count; ++i) act([] {});
}

void UiScript::click_at(ImVec2 at, int button, int times) {
    act([at] { compat::feed_mouse(at); });
    for (int i = 0; i < times; ++i) {
        act([button] { compat::feed_button(button, true); });
        act([button] { compat::feed_button(button, false); });
    }
    idle_frames(2);
}

UiScript::Outcome UiScript::start(const Command& command, const Items& items, ScriptHost& host) {
    const std::string& verb = command.words[0];
    if (verb == "wait") return wait(command, items, host);
    if (verb == "expect" || verb == "absent") return expect(command, items);
    if (verb == "type") {
        act([text = command.words[1]] { ImGui::GetIO().AddInputCharactersUTF8(text.c_str()); });
        idle_frames(1);
        return Outcome::done;
    }
    if (verb == "key") {
        auto chord = *parse_chord(command.words[1]);
        act([chord] {
            compat::feed_modifiers(chord.second);
            compat::feed_key(chord.first, true);
        });
        act([chord] {
            compat::feed_key(chord.first, false);
            compat::feed_modifiers({});
        });
        idle_frames(2);
        return Outcome::done;
    }
    if (verb == "items") {
        for (const std::string& name : items.visible_names()) std::printf("%s\n", as_word(name).c_str());
        return Outcome::done;
    }
    if (verb == "open" || verb == "shot" || verb == "size" || verb == "scale" || verb == "theme")
        return settle(command, host);
    return pointer(command, items, host);
}

UiScript::Outcome UiScript::settle(const Command& command, ScriptHost& host) {
    const std::string &verb = command.words[0], &argument = command.words[1];
    Result<void> result;
    if (verb == "open")
        result = host.open(argument);
    else if (verb == "shot")
        result = host.shot(argument);
    else if (verb == "theme")
        result = host.set_theme(argument);
    else if (verb == "scale")
        result = host.set_scale(static_cast<float>(*finite_number(argument)));
    else {
        auto [width, height] = *window_size(argument);
        result = host.resize(width, height);
    }
    if (!result)
        fail_at(command.line, result.error().message);
    else if (verb != "shot")
        idle_frames(2);
    return Outcome::done;
}

UiScript::Outcome UiScript::pointer(const Command& command, const Items& items, ScriptHost& host) {
    const std::string &verb = command.words[0], &name = command.words[1];
    const Item* item = items.find(name);
    if (!item || (!item->enabled && verb != "hover" && verb != "scroll")) {
        std::string why =
            item ? fmt::format("\"{}\" is disabled", name) : fmt::format("\"{}\" is not to be seen", name);
        auto near = item ? std::vector<std::string>{} : items.similar(name);
        if (!near.empty()) why += fmt::format("; there is \"{}\"", fmt::join(near, "\", \""));
        return retry(std::move(why), patience);
    }
    ImVec2 at = item->visible.center();
    if (verb == "click")
        click_at(at, 0, 1);
    else if (verb == "double")
        click_at(at, 0, 2);
    else if (verb == "right")
        click_at(at, 1, 1);
    else if (verb == "hover") {
        act([at] { compat::feed_mouse(at); });
        idle_frames(1);
    } else if (verb == "scroll") {
        float notches = static_cast<float>(*finite_number(command.words[2]));
        act([at] { compat::feed_mouse(at); });
        act([notches] { compat::feed_wheel(0, -notches); });
        act([] { compat::feed_wheel(0, 0); });
    } else {
        ImVec2 to;
        if (const Item* target = items.find(command.words[2]))
            to = target->visible.center();
        else if (auto by = pair_of(command.words[2], ','))
            to = {at.x + static_cast<float>(by->first) * host.scale,
                  at.y + static_cast<float>(by->second) * host.scale};
        else
            return retry(fmt::format("\"{}\" is neither an item to be seen nor X,Y", command.words[2]), patience);
        act([at] { compat::feed_mouse(at); });
        idle_frames(1);
        act([] { compat::feed_button(0, true); });
        for (int i = 1; i <= 4; ++i) {
            float part = static_cast<float>(i) / 4;
            act([=] {
                compat::feed_mouse({std::round(at.x + (to.x - at.x) * part), std::round(at.y + (to.y - at.y) * part)});
            });
        }
        act([] { compat::feed_button(0, false); });
        idle_frames(2);
    }
    return Outcome::done;
}

UiScript::Outcome UiScript::wait(const Command& command, const Items& items, ScriptHost& host) {
    const std::string& what = command.words[1];
    if (command.words.size() == 3) {
        if (!items.find(command.words[2])) return Outcome::done;
        return retry(fmt::format("\"{}\" is still there", command.words[2]), long_patience);
    }
    if (auto frames = whole_number(what, long_patience)) {
        idle_frames(std::max(static_cast<int>(*frames), 1));
        return Outcome::done;
    }
    if (what == "idle") return host.idle() ? Outcome::done : retry("the work in progress does not end", long_patience);
    if (items.find(what)) return Outcome::done;
    return retry(fmt::format("\"{}\" did not appear", what), long_patience);
}

UiScript::Outcome UiScript::expect(const Command& command, const Items& items) {
    const std::string& name = command.words[1];
    const Item* item = items.find(name);
    if (command.words[0] == "absent") {
        if (item) return retry(fmt::format("\"{}\" is there, it should not be", name), patience);
        if (items.knows_panel_of(name)) return Outcome::done;
        return retry(fmt::format("\"{}\" is in no panel that was ever shown", name), patience);
    }
    if (!item) {
        auto near = items.similar(name);
        std::string hint = near.empty() ? "" : fmt::format("; there is \"{}\"", fmt::join(near, "\", \""));
        return retry(fmt::format("\"{}\" is not to be seen{}", name, hint), patience);
    }
    if (command.words.size() < 3) return Outcome::done;
    const std::string& wanted = command.words[2];
    bool holds = wanted == "disabled"      ? !item->enabled
                 : wanted == "enabled"     ? item->enabled
                 : wanted.starts_with('~') ? item->text.find(std::string_view(wanted).substr(1)) != std::string::npos
                                           : item->text == wanted;
    if (holds) return Outcome::done;
    return retry(fmt::format("\"{}\" says `{}`, expected `{}`", name, item->text, wanted), patience);
}

} // namespace scope
