#include "ui/model/commands.h"

#include <algorithm>

namespace scope {

static constexpr CommandInfo table[] = {
#define COMMAND(id, title, icon, shortcut, menu, when)                                                                 \
    {CommandId::id, #id, title, icon, shortcut, menu, CommandRule::when},
#include "ui/model/commands.def"
#undef COMMAND
};

std::span<const CommandInfo> all_commands() {
    return table;
}
const CommandInfo& info_of(CommandId id) {
    return table[static_cast<size_t>(id)];
}

std::vector<std::string_view> command_menus() {
    std::vector<std::string_view> menus;
    for (const CommandInfo& info : table)
        if (!info.menu.empty() && std::find(menus.begin(), menus.end(), info.menu) == menus.end())
            menus.push_back(info.menu);
    return menus;
}

int fuzzy_score(std::string_view text, std::string_view typed) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (typed.empty()) return 1;
    int score = 0, run = 0;
    size_t at = 0;
    for (char wanted : typed) {
        if (wanted == ' ') continue;
        size_t found = at;
        while (found < text.size() && lower(text[found]) != lower(wanted)) ++found;
        if (found == text.size()) return 0;
        bool word_start = found == 0 || text[found - 1] == ' ' || text[found - 1] == '_' || text[found - 1] == '-';
        run = found == at ? run + 1 : 0;
        score += 1 + run * 4 + (word_start ? 6 : 0) - static_cast<int>(std::min<size_t>(found - at, 4)) / 2;
        at = found + 1;
    }
    return std::max(1, score * 4 - static_cast<int>(std::min<size_t>(text.size(), 60)) / 8);
}

} // namespace scope
