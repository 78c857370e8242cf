#pragma once
// The files of one project folder, found as GameMaker on Windows finds them (any case, either slash) and never outside
// the folder: no absolute paths, no "..", no link that leaves it, regular files of at most 64 MB only. Each folder is
// listed once and kept, so a look-up costs one binary search for each part of the path.

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

enum class FileProblem : uint8_t {
    missing,    ///< nothing of that name
    refused,    ///< the path or a link in it leads outside, or the name is not allowed
    unreadable, ///< not a regular file, too large, or the system says no
};

struct FileError {
    FileProblem problem = FileProblem::missing;
    std::string message; ///< a sentence with the path in it
};

struct FileFound {
    std::string path;     ///< project-relative, forward slashes, case as on disk
    std::string absolute; ///< what to open
    uint64_t size = 0;    ///< bytes; 0 for a folder
    bool folder = false;
};

class ProjectFiles {
public:
    static constexpr uint64_t max_file = 64ull << 20;
    static constexpr uint64_t max_total = 2ull << 30; ///< of all reads together

    /// `root` is a canonical absolute folder.
    explicit ProjectFiles(std::string root);

    const std::string& root() const { return m_root; }
    tl::expected<FileFound, FileError> find(std::string_view path);
    tl::expected<std::string, FileError> read(const FileFound& file);
    /// Names in a folder, sorted without regard to case; empty when it is missing or refused.
    std::vector<std::string> list(std::string_view folder);
    /// Folders that were looked into and could not be read: path as on disk, what the system said.
    const std::map<std::string, std::string>& unreadable_folders() const { return m_unreadable; }

private:
    struct Entry {
        std::string lower;
        std::string name;
        bool link = false;
    };
    using Folder = std::vector<Entry>; ///< sorted by (lower, name)

    const Folder& folder(const std::string& path);
    bool link_stays_inside(const std::string& absolute) const;
    std::string absolute(std::string_view path) const;

    std::string m_root;
    std::unordered_map<std::string, Folder> m_folders; ///< by path as on disk, "" is the root
    std::map<std::string, std::string> m_unreadable;
    uint64_t m_total = 0;
};

} // namespace scope
