#include "ui/model/file_browser.h"

#include "core/base/text.h"
#include "core/trace/trace_reader.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace scope {

namespace fs = std::filesystem;
using Kind = BrowserEntry::Kind;

static std::string with_slash(std::string path) {
    if (!path.ends_with('/')) path += '/';
    return path;
}

/// "/home/me/game/" of "~/game/x", "/games/" of "" in the working folder "/games".
static std::string folder_of(const std::string& text) {
    std::string folder = text.substr(0, text.rfind('/') + 1);
    const char* home = std::getenv("HOME");
    if (folder.starts_with("~/") && home) folder = home + folder.substr(1);
    std::error_code error;
    fs::path absolute = fs::absolute(folder.empty() ? "." : folder, error);
    return error ? folder : with_slash(absolute.lexically_normal().string());
}

static std::optional<Kind> kind_of(const fs::directory_entry& entry) {
    std::error_code error;
    if (entry.is_directory(error)) return Kind::folder;
    std::string ending = lower_ascii(entry.path().extension().string());
    if (ending == ".yyp") return Kind::project;
    if (is_trace_name(lower_ascii(entry.path().filename().string()))) return Kind::trace;
    if (ending == ".gml") return Kind::code;
    return std::nullopt;
}

void FileBrowser::start(const std::string& current, std::vector<std::string> recents) {
    m_recents.clear();
    for (std::string& path : recents) {
        fs::path known(path);
        m_recents.push_back({Kind::recent, known.filename().string(), path, known.parent_path().string()});
    }
    m_read = false;
    m_untouched = true;
    std::error_code error;
    bool folder = fs::is_directory(current, error);
    fs::path beside = current.empty() ? fs::path() : folder ? fs::path(current) : fs::path(current).parent_path();
    m_text = folder_of(beside.empty() ? "" : with_slash(beside.string()));
    read_folder();
    filter();
}

void FileBrowser::set_text(std::string text) {
    m_text = std::move(text);
    m_untouched = m_text.empty();
    read_folder();
    filter();
}

void FileBrowser::read_folder() {
    std::string folder = folder_of(m_text);
    if (m_read && folder == m_folder) return;
    m_folder = folder;
    m_read = true;
    m_all.clear();
    m_error.clear();
    std::error_code error;
    constexpr size_t most = 5000;
    size_t looked_at = 0;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && looked_at < most;
         at.increment(error), ++looked_at) {
        std::string name = at->path().filename().string();
        auto kind = kind_of(*at);
        if (name.starts_with('.') || !kind) continue;
        if (*kind == Kind::folder) name += '/';
        m_all.push_back({*kind, name, folder + name, {}});
    }
    if (error) m_error = error.message();
    if (folder != "/")
        m_all.push_back({Kind::up, "../", with_slash(fs::path(folder).parent_path().parent_path().string()), {}});
    std::sort(m_all.begin(), m_all.end(), [](const BrowserEntry& a, const BrowserEntry& b) {
        return a.kind != b.kind ? a.kind < b.kind : lower_ascii(a.name) < lower_ascii(b.name);
    });
}

void FileBrowser::filter() {
    m_filter = lower_ascii(m_text.substr(m_text.rfind('/') + 1));
    m_shown.clear();
    m_selected = 0;
    auto take = [&](const std::vector<BrowserEntry>& from) {
        for (const BrowserEntry& entry : from)
            if (lower_ascii(entry.name).find(m_filter) != std::string::npos) m_shown.push_back(entry);
    };
    // A text without a slash may mean what was opened lately just as well.
    if (m_untouched || m_text.find('/') == std::string::npos) take(m_recents);
    take(m_all);
    std::stable_partition(m_shown.begin(), m_shown.end(), [&](const BrowserEntry& entry) {
        return m_filter.empty() || lower_ascii(entry.name).starts_with(m_filter);
    });
    if (m_shown.size() > 1 && m_shown.front().kind == Kind::up) m_selected = 1; // one came to go on, not back
}

void FileBrowser::select(int64_t index) {
    m_selected = std::clamp<int64_t>(index, 0, std::max<int64_t>(0, static_cast<int64_t>(m_shown.size()) - 1));
}

std::optional<std::string> FileBrowser::enter() {
    if (m_shown.empty()) return m_text.empty() ? std::nullopt : std::optional(m_text);
    BrowserEntry entry = m_shown[static_cast<size_t>(m_selected)];
    if (entry.kind != Kind::folder && entry.kind != Kind::up) return entry.path;
    set_text(entry.path);
    return std::nullopt;
}

} // namespace scope
