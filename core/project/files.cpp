#include "core/project/files.h"

#include "core/base/file_access.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>

namespace scope {

namespace fs = std::filesystem;

namespace {

tl::unexpected<FileError> file_error(FileProblem problem, std::string message) {
    return tl::unexpected(FileError{problem, std::move(message)});
}

std::string in_quotes(std::string_view path) {
    constexpr size_t most = 300; // hostile names may be megabytes long
    return "'" + escape_control(path.substr(0, most)) + (path.size() > most ? "...'" : "'");
}

} // namespace

ProjectFiles::ProjectFiles(std::string root) : m_root(std::move(root)) {}

std::string ProjectFiles::absolute(std::string_view path) const {
    std::string out = m_root;
    if (!path.empty()) {
        if (out.empty() || out.back() != '/') out += '/';
        out += path;
    }
    return out;
}

const ProjectFiles::Folder& ProjectFiles::folder(const std::string& path) {
    auto [at, added] = m_folders.try_emplace(path);
    if (!added) return at->second;
    std::error_code error;
    fs::directory_iterator entries(absolute(path), error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        std::error_code ignored;
        std::string name = entries->path().filename().string();
        std::string lower = lower_ascii(name);
        at->second.push_back({std::move(lower), std::move(name), entries->is_symlink(ignored)});
    }
    if (error && error != std::errc::not_a_directory) m_unreadable[path] = error.message();
    std::sort(at->second.begin(), at->second.end(),
              [](const Entry& a, const Entry& b) { return a.lower != b.lower ? a.lower < b.lower : a.name < b.name; });
    return at->second;
}

bool ProjectFiles::link_stays_inside(const std::string& path) const {
    std::error_code error;
    std::string real = fs::canonical(path, error).string();
    if (error) return false;
    std::string prefix = absolute("");
    if (prefix.back() != '/') prefix += '/';
    return real == m_root || real.compare(0, prefix.size(), prefix) == 0;
}

tl::expected<FileFound, FileError> ProjectFiles::find(std::string_view path) {
    auto refuse = [&](std::string_view why) {
        return file_error(FileProblem::refused, in_quotes(path) + " is refused: " + std::string(why));
    };
    if (path.empty()) return file_error(FileProblem::missing, "the path is empty");
    if (path.front() == '/' || path.front() == '\\' || (path.size() > 1 && path[1] == ':'))
        return refuse("the path is absolute");
    if (path.find('\0') != std::string_view::npos) return refuse("the path holds a NUL character");
    FileFound found;
    for (size_t begin = 0; begin <= path.size();) {
        size_t end = std::min(path.find_first_of("/\\", begin), path.size());
        std::string_view part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == ".") continue;
        if (part == "..") return refuse("the path holds '..'");
        const Folder& entries = folder(found.path);
        std::string lower = lower_ascii(part);
        auto at = std::lower_bound(entries.begin(), entries.end(), lower,
                                   [](const Entry& entry, const std::string& key) { return entry.lower < key; });
        bool known = at != entries.end() && at->lower == lower;
        if (auto blind = m_unreadable.find(found.path); !known && blind != m_unreadable.end())
            return file_error(FileProblem::unreadable, in_quotes(path) + " cannot be read: its folder " +
                                                           in_quotes(found.path.empty() ? m_root : found.path) + ": " +
                                                           blind->second);
        if (!known) return file_error(FileProblem::missing, in_quotes(path) + " does not exist");
        const Entry* entry = &*at; // an exact match wins over one of another case
        for (; at != entries.end() && at->lower == lower; ++at) {
            if (at->name == part) entry = &*at;
        }
        if (!found.path.empty()) found.path += '/';
        found.path += entry->name;
        if (entry->link && !link_stays_inside(absolute(found.path)))
            return refuse("a link in it is broken or leaves the project");
    }
    found.absolute = absolute(found.path);
    struct stat info {};
    if (stat(found.absolute.c_str(), &info) != 0)
        return file_error(FileProblem::unreadable, in_quotes(path) + " cannot be read: " + std::strerror(errno));
    found.folder = S_ISDIR(info.st_mode);
    if (!found.folder && !S_ISREG(info.st_mode))
        return file_error(FileProblem::unreadable, in_quotes(path) + " is not a regular file");
    if (!found.folder) found.size = static_cast<uint64_t>(info.st_size);
    return found;
}

tl::expected<std::string, FileError> ProjectFiles::read(const FileFound& file) {
    auto give_up = [&](std::string_view why) {
        return file_error(FileProblem::unreadable, in_quotes(file.path) + " cannot be read: " + std::string(why));
    };
    auto in = open_to_read(working_folder, file.absolute, LinkRule::followed);
    if (!in) return give_up(in.error());
    auto text = read_rest(*in, max_file);
    if (!text) return give_up(text.error());
    if (m_total + text->size() > max_total) return give_up("the project holds more than 2 GB of text");
    m_total += text->size();
    return std::move(*text);
}

std::vector<std::string> ProjectFiles::list(std::string_view path) {
    std::vector<std::string> names;
    tl::expected<FileFound, FileError> found = FileFound{"", m_root, 0, true};
    if (!path.empty()) found = find(path);
    if (!found || !found->folder) return names;
    for (const Entry& entry : folder(found->path)) names.push_back(entry.name);
    return names;
}

} // namespace scope
