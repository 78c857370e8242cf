#include "core/world/files.h"

#include "core/base/text.h"

#include <algorithm>

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

std::string Files::normal(std::string_view path) {
    if (path.size() > longest_path) return {};
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
            if (parts.empty()) return {};
            parts.pop_back();
            continue;
        }
        parts.push_back(part);
    }
    std::string out;
    for (std::string_view part : parts) {
        if (!out.empty()) out += '/';
        out += part;
    }
    return out;
}

const Files::Entry* Files::entry(std::string_view path) const {
    auto found = m_entries.find(lower_ascii(normal(path)));
    return found == m_entries.end() || found->second.removed ? nullptr : &found->second;
}

bool Files::exists(std::string_view path) const {
    const Entry* found = entry(path);
    return found && !found->folder;
}

bool Files::folder_exists(std::string_view path) const {
    std::string name = lower_ascii(normal(path));
    if (name.empty()) return true; // the working directory itself
    const Entry* found = entry(path);
    if (found) return found->folder;
    std::string prefix = name + '/';
    for (auto at = m_entries.lower_bound(prefix); at != m_entries.end() && at->first.starts_with(prefix); ++at)
        if (!at->second.removed) return true;
    return false;
}

std::shared_ptr<const std::string> Files::read(std::string_view path) const {
    auto found = m_entries.find(lower_ascii(normal(path)));
    if (found == m_entries.end() || found->second.removed || found->second.folder) return nullptr;
    Entry& at = found->second;
    if (!at.content && at.included) {
        Result<std::string> content = read_included_file(*m_project, *at.included);
        if (!content) return nullptr;
        at.content = std::make_shared<const std::string>(std::move(*content));
    }
    return at.content;
}

bool Files::write(std::string_view path, std::string content) {
    std::string name = normal(path);
    if (name.empty() || folder_exists(name)) return false;
    std::string key = lower_ascii(name);
    auto found = m_entries.find(key);
    if (found == m_entries.end() && m_entries.size() >= most_files) return false;
    size_t before = found != m_entries.end() && !found->second.included && found->second.content
                        ? found->second.content->size()
                        : 0;
    if (m_used - before + content.size() > m_quota) return false;
    m_used = m_used - before + content.size();
    Entry& entry = found != m_entries.end() ? found->second : m_entries[key];
    if (entry.name.empty() || entry.removed) entry.name = name;
    entry.content = std::make_shared<const std::string>(std::move(content));
    entry.included = nullptr;
    entry.removed = false;
    return true;
}

std::string Files::refusal(std::string_view path) const {
    std::string name = normal(path);
    if (path.size() > longest_path) return "its name is longer than " + std::to_string(longest_path) + " bytes";
    if (name.empty()) return "'" + std::string(path) + "' leads out of the game's own folder";
    if (folder_exists(name)) return "'" + name + "' is a folder";
    if (m_entries.size() >= most_files) return "there are " + std::to_string(most_files) + " files already";
    return "the game's quota of " + std::to_string(m_quota >> 20) + " MB is used up";
}

bool Files::remove(std::string_view path) {
    auto found = m_entries.find(lower_ascii(normal(path)));
    if (found == m_entries.end() || found->second.removed || found->second.folder) return false;
    Entry& entry = found->second;
    if (!entry.included && entry.content) m_used -= entry.content->size();
    entry.removed = true;
    entry.content = nullptr;
    entry.included = nullptr;
    return true;
}

bool Files::copy(std::string_view from, std::string_view to) {
    std::shared_ptr<const std::string> content = read(from);
    return content && write(to, *content);
}

bool Files::rename(std::string_view from, std::string_view to) {
    if (!exists(from) || exists(to) || folder_exists(to)) return false;
    std::shared_ptr<const std::string> content = read(from);
    if (!content) return false;
    std::string copy_of = *content;
    remove(from); // first, so that the quota is not needed twice
    if (write(to, copy_of)) return true;
    (void)write(from, std::move(copy_of));
    return false;
}

bool Files::make_folder(std::string_view path) {
    std::string name = normal(path);
    if (name.empty() || exists(name)) return false;
    if (folder_exists(name)) return true;
    if (m_entries.size() >= most_files) return false;
    Entry& entry = m_entries[lower_ascii(name)];
    entry = {};
    entry.name = name;
    entry.folder = true;
    return true;
}

bool Files::remove_folder(std::string_view path) {
    std::string name = lower_ascii(normal(path));
    if (name.empty() || !folder_exists(name)) return false;
    std::string prefix = name + '/';
    for (auto at = m_entries.lower_bound(prefix); at != m_entries.end() && at->first.starts_with(prefix); ++at) {
        if (at->second.folder)
            at->second.removed = true;
        else
            remove(at->first);
    }
    auto itself = m_entries.find(name);
    if (itself != m_entries.end()) itself->second.removed = true;
    return true;
}

std::vector<std::string> Files::find(std::string_view mask, bool folders,
                                     const std::function<bool(size_t)>& may_go_on) const {
    // normal() drops nothing of a mask: '*' and '?' are ordinary characters to it.
    std::string wanted = lower_ascii(normal(mask));
    std::string_view folder = folder_of(wanted);
    std::string_view pattern = last_part(wanted);
    if (pattern == "*.*") pattern = "*"; // as Windows reads it
    std::string prefix = folder.empty() ? std::string() : std::string(folder) + '/';
    std::vector<std::string> found;
    for (auto at = m_entries.lower_bound(prefix); at != m_entries.end() && at->first.starts_with(prefix); ++at) {
        if (at->second.removed) continue;
        std::string_view below = std::string_view(at->first).substr(prefix.size());
        size_t slash = below.find('/');
        bool is_folder = slash != std::string_view::npos || at->second.folder;
        if (is_folder && !folders) continue;
        std::string_view name = below.substr(0, slash);
        size_t steps = name.size();
        bool fits = !name.empty() && matches(pattern, name, steps);
        if (!may_go_on(steps)) break;
        if (!fits) continue;
        // Entries are sorted without regard to case, so one folder's spellings stand together.
        std::string shown = at->second.name.substr(prefix.size(), name.size());
        if (found.empty() || !equal_ignoring_case(found.back(), shown)) found.push_back(std::move(shown));
    }
    return found;
}

std::vector<std::pair<std::string, std::shared_ptr<const std::string>>> Files::written() const {
    std::vector<std::pair<std::string, std::shared_ptr<const std::string>>> out;
    for (const auto& [key, entry] : m_entries)
        if (!entry.removed && !entry.folder && !entry.included && entry.content)
            out.emplace_back(entry.name, entry.content);
    return out;
}

} // namespace scope
