#include "core/world/files.h"

#include "core/base/text.h"

#include <algorithm>
#include <optional>
#include <set>

namespace scope {

namespace {

/// Greedy with one place to go back to: linear in practice, at worst mask times name. Counts its `steps`.
bool matches(std::string_view mask, std::string_view name, size_t& steps) {
    size_t m = 0, n = 0, star = std::string_view::npos, retry = 0;
    for (; n < name.size(); ++steps) {
        if (m < mask.size() && (mask[m] == '?' || mask[m] == name[n])) {
            ++m, ++n;
        } else if (m < mask.size() && mask[m] == '*') {
            star = m++;
            retry = n;
        } else if (star != std::string_view::npos) {
            m = star + 1;
            n = ++retry;
        } else {
            return false;
        }
    }
    while (m < mask.size() && mask[m] == '*') ++m;
    return m == mask.size();
}

std::string_view folder_of(std::string_view path) {
    size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view last_part(std::string_view path) {
    size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

} // namespace

Files::Files(std::shared_ptr<const Project> project, size_t quota) : m_project(std::move(project)), m_quota(quota) {
    if (!m_project) return;
    for (const IncludedFile& file : m_project->included_files) {
        Entry entry;
        entry.name = normal(file.name);
        entry.included = &file;
        if (!entry.name.empty()) m_entries.emplace(lower_ascii(entry.name), std::move(entry));
    }
}

/// The parts of a path; nothing when it leads out.
static std::optional<std::vector<std::string_view>> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    size_t at = 0;
    while (at <= path.size()) {
        size_t end = path.find_first_of("/\\", at);
        if (end == std::string_view::npos) end = path.size();
        std::string_view part = path.substr(at, end - at);
        at = end + 1;
        // A drive or root makes no difference: everything lives in one place.
        if (part.empty() || part == "." || (parts.empty() && part.size() == 2 && part[1] == ':')) continue;
        if (part == "..") {
            if (parts.empty()) return std::nullopt;
            parts.pop_back();
            continue;
        }
        parts.push_back(part);
    }
    return parts;
}

std::string Files::refusal_of_name(std::string_view path) {
    if (path.size() > longest_path) return "its name is longer than " + std::to_string(longest_path) + " bytes";
    if (path.find('\0') != std::string_view::npos) return "'" + escape_control(path) + "' holds a NUL character";
    auto parts = parts_of(path);
    if (!parts) return "'" + escape_control(path) + "' leads out of the game's own folder";
    if (parts->size() <= deepest + 1) return {};
    return "'" + escape_control(path) + "' is nested deeper than " + std::to_string(deepest) + " folders";
}

std::string Files::normal(std::string_view path) {
    if (path.size() > longest_path || path.find('\0') != std::string_view::npos) return {};
    std::string out;
    auto parts = parts_of(path);
    if (!parts || parts->size() > deepest + 1) return out;
    for (std::string_view part : *parts) {
        if (!out.empty()) out += '/';
        out += part;
    }
    return out;
}

bool Files::refused(std::string why) const {
    if (why.empty()) return false;
    if (listener.hear) listener.hear(std::move(why));
    return true;
}

std::string Files::key(std::string_view path) const {
    std::string name = lower_ascii(normal(path));
    if (name.empty()) refused(refusal_of_name(path));
    return name;
}

const Files::Entry* Files::entry(std::string_view path) const {
    auto found = m_entries.find(key(path));
    return found == m_entries.end() ? nullptr : &found->second;
}

bool Files::exists(std::string_view path) const {
    const Entry* found = entry(path);
    return found && !found->folder;
}

bool Files::folder_exists(std::string_view path) const {
    std::string name = key(path);
    if (name.empty()) return refusal_of_name(path).empty(); // the working directory itself
    auto found = m_entries.find(name);
    if (found != m_entries.end()) return found->second.folder;
    std::string prefix = name + '/';
    auto below = m_entries.lower_bound(prefix);
    return below != m_entries.end() && below->first.starts_with(prefix);
}

std::shared_ptr<const std::string> Files::read(std::string_view path) const {
    auto found = m_entries.find(key(path));
    if (found == m_entries.end() || found->second.folder) return nullptr;
    Entry& at = found->second;
    if (!at.content && at.included) {
        Result<std::string> content = read_included_file(*m_project, *at.included);
        if (!content) {
            refused(content.error().message);
            return nullptr;
        }
        at.content = std::make_shared<const std::string>(std::move(*content));
    }
    return at.content;
}

bool Files::write(std::string_view path, std::string content) {
    if (refused(refusal(path, content.size()))) return false;
    std::string name = normal(path);
    Entry& entry = m_entries[lower_ascii(name)];
    if (!entry.included && entry.content) m_used -= entry.content->size();
    m_used += content.size();
    if (entry.name.empty()) entry.name = name;
    entry.content = std::make_shared<const std::string>(std::move(content));
    entry.included = nullptr;
    entry.folder = false;
    return true;
}

std::string Files::refusal(std::string_view path, size_t bytes) const {
    if (std::string why = refusal_of_name(path); !why.empty()) return why;
    std::string name = normal(path);
    if (folder_exists(name)) return name.empty() ? "its name is empty" : "'" + escape_control(name) + "' is a folder";
    std::string lower = lower_ascii(name);
    for (size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
        auto above = m_entries.find(std::string_view(lower).substr(0, slash));
        if (above != m_entries.end() && !above->second.folder)
            return "'" + escape_control(above->second.name) + "' is a file, so nothing can be below it";
    }
    auto found = m_entries.find(lower);
    if (found == m_entries.end() && m_entries.size() >= most_files)
        return "'" + escape_control(name) + "' is too many: there are " + std::to_string(most_files) + " files";
    bool replaces = found != m_entries.end() && !found->second.included && found->second.content;
    if (m_used - (replaces ? found->second.content->size() : 0) + bytes <= m_quota) return {};
    return "'" + escape_control(name) + "' does not fit: the game's quota of " + std::to_string(m_quota >> 20) +
           " MB is used up";
}

bool Files::remove(std::string_view path) {
    auto found = m_entries.find(key(path));
    if (found == m_entries.end() || found->second.folder) return false;
    const Entry& entry = found->second;
    if (!entry.included && entry.content) m_used -= entry.content->size();
    m_entries.erase(found);
    return true;
}

bool Files::copy(std::string_view from, std::string_view to) {
    std::shared_ptr<const std::string> content = read(from);
    return content && write(to, *content);
}

bool Files::rename(std::string_view from, std::string_view to) {
    bool other_case = key(from) == key(to); // as Windows does, which keeps the spelling
    if (!exists(from) || (!other_case && (exists(to) || folder_exists(to))) || refused(refusal(to))) return false;
    std::string name = normal(to);
    auto found = m_entries.find(lower_ascii(normal(from)));
    size_t bytes =
        found->second.included && read(from) ? found->second.content->size() : 0; // the game's own from now on
    if (!found->second.content || bytes > m_quota - m_used) return false;
    m_used += bytes;
    auto moved = m_entries.extract(found);
    moved.key() = lower_ascii(name);
    moved.mapped().name = std::move(name);
    moved.mapped().included = nullptr;
    m_entries.insert(std::move(moved));
    return true;
}

bool Files::make_folder(std::string_view path) {
    if (!refusal_of_name(path).empty()) return !refused(refusal_of_name(path));
    std::string name = normal(path);
    if (name.empty() || exists(name)) return false;
    if (folder_exists(name)) return true;
    if (refused(refusal(path))) return false;
    Entry& entry = m_entries[lower_ascii(name)];
    entry = {};
    entry.name = name;
    entry.folder = true;
    return true;
}

bool Files::remove_folder(std::string_view path) {
    std::string name = key(path);
    if (name.empty() || !folder_exists(name)) return false;
    std::string prefix = name + '/';
    auto at = m_entries.lower_bound(prefix);
    while (at != m_entries.end() && at->first.starts_with(prefix)) {
        if (!at->second.included && at->second.content) m_used -= at->second.content->size();
        at = m_entries.erase(at);
    }
    m_entries.erase(name);
    return true;
}

std::vector<std::string> Files::find(std::string_view mask, bool folders,
                                     const std::function<bool(size_t)>& may_go_on) const {
    // normal() drops nothing of a mask: '*' and '?' are ordinary characters to it.
    std::string wanted = key(mask);
    std::string_view folder = folder_of(wanted);
    std::string_view pattern = last_part(wanted);
    if (pattern == "*.*") pattern = "*"; // as Windows reads it
    std::string prefix = folder.empty() ? std::string() : std::string(folder) + '/';
    std::vector<std::string> found;
    std::set<std::string_view> told; // folders, which arise from every file in them
    for (auto at = m_entries.lower_bound(prefix); at != m_entries.end() && at->first.starts_with(prefix); ++at) {
        std::string_view below = std::string_view(at->first).substr(prefix.size());
        size_t slash = below.find('/');
        bool is_folder = slash != std::string_view::npos || at->second.folder;
        if (is_folder && !folders) continue;
        std::string_view name = below.substr(0, slash);
        size_t steps = name.size();
        bool fits = !name.empty() && matches(pattern, name, steps);
        if (!may_go_on(steps)) break;
        if (!fits) continue;
        if (!is_folder || told.insert(name).second) found.push_back(at->second.name.substr(prefix.size(), name.size()));
    }
    return found;
}

std::vector<std::pair<std::string, std::shared_ptr<const std::string>>> Files::written() const {
    std::vector<std::pair<std::string, std::shared_ptr<const std::string>>> out;
    for (const auto& [key, entry] : m_entries)
        if (entry.folder || (!entry.included && entry.content)) out.emplace_back(entry.name, entry.content);
    return out;
}

} // namespace scope
