#include "core/lib/ini_text.h"

#include <optional>
#include <unordered_map>

namespace scope {

static std::string_view trimmed(std::string_view text) {
    size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Where one of `ends` is in `text`, or its length; what stands behind a backslash is none.
static size_t find_end(std::string_view text, size_t from, std::string_view ends) {
    for (size_t at = from; at < text.size(); ++at) {
        if (ends.find(text[at]) != std::string_view::npos) return at;
        if (text[at] == '\\') ++at;
    }
    return text.size();
}

/// The value of what stands behind '='; nothing when only blanks or a comment do.
static std::optional<std::string_view> value_of(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return {};
    char first = text.front();
    if (first == '#' || first == ';') return {};
    if (first == '"' || first == '\'') return text.substr(1, find_end(text, 1, text.substr(0, 1)) - 1);
    if (first == '[' || first == '{') return text;
    return trimmed(text.substr(0, find_end(text, 0, "#;")));
}

std::vector<IniSection> parse_ini(std::string_view text) {
    std::vector<IniSection> sections;
    std::unordered_map<std::string, size_t> section_places;
    std::vector<std::unordered_map<std::string, size_t>> key_places; // by section
    size_t current = ~size_t(0);
    for (size_t at = 0; at < text.size();) {
        size_t end = text.find_first_of("\r\n", at);
        if (end == std::string_view::npos) end = text.size();
        std::string_view line = trimmed(text.substr(at, end - at));
        at = end + 1;
        if (line.empty() || line.front() == '#' || line.front() == ';') continue;
        size_t bracket = line.find(']');
        if (line.front() == '[' && bracket != std::string_view::npos) {
            std::string name(line.substr(1, bracket - 1));
            auto [place, fresh] = section_places.emplace(name, sections.size());
            if (fresh) {
                sections.push_back({std::move(name), {}});
                key_places.emplace_back();
            }
            current = place->second;
            continue;
        }
        size_t equals = line.find('=');
        if (equals == std::string_view::npos || current == ~size_t(0)) continue;
        std::optional<std::string_view> said = value_of(line.substr(equals + 1));
        if (!said) continue;
        std::string key(trimmed(line.substr(0, equals))), value(*said);
        auto& keys = sections[current].keys;
        auto [place, fresh] = key_places[current].emplace(key, keys.size());
        if (fresh)
            keys.emplace_back(std::move(key), std::move(value));
        else
            keys[place->second].second = std::move(value);
    }
    return sections;
}

std::string print_ini(const std::vector<IniSection>& sections) {
    std::string out;
    for (const IniSection& section : sections) {
        out.append("[").append(section.name).append("]\r\n");
        for (const auto& [key, value] : section.keys) {
            std::string_view quote = value.find('"') == std::string::npos    ? "\""
                                     : value.find('\'') == std::string::npos ? "'"
                                                                             : "";
            out.append(key).append("=").append(quote).append(value).append(quote).append("\r\n");
        }
    }
    return out;
}

} // namespace scope
