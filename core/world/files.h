#pragma once
// The files GML sees: the project's included files below, what the game writes above, nothing of the machine. Names are
// matched without regard to case, as on Windows; '\' is '/'. Contents are shared until written, so a clone costs one
// entry per file.

#include "core/base/result.h"
#include "core/project/project.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct WorldParts;

class Files {
public:
    static constexpr size_t default_quota = size_t(256) << 20; ///< bytes that the game may write in all
    static constexpr size_t most_files = 100000;
    static constexpr size_t longest_path = 4096; ///< bytes
    static constexpr size_t deepest = 64;        ///< folders, one in the other

    /// Included files are read from `project` when first asked for; null: none.
    explicit Files(std::shared_ptr<const Project> project = nullptr, size_t quota = default_quota);

    bool exists(std::string_view path) const; ///< a file, not a folder
    bool folder_exists(std::string_view path) const;
    /// Null when there is none or it cannot be read. Valid as long as it is held.
    std::shared_ptr<const std::string> read(std::string_view path) const;
    /// Replaces or creates. False when refusal() has something to say.
    [[nodiscard]] bool write(std::string_view path, std::string content);
    /// Why nothing goes by that name: it leads out of the game's own folder, or is none. "" when it is fine.
    static std::string refusal_of_name(std::string_view path);
    /// Why `bytes` cannot be written to `path`, in words: its name, what is in the way, too much. "" when they can.
    std::string refusal(std::string_view path, size_t bytes = 0) const;
    /// Also an included file is gone from then on. False when there is none.
    bool remove(std::string_view path);
    bool rename(std::string_view from, std::string_view to); ///< false when `from` is missing or `to` exists
    bool copy(std::string_view from, std::string_view to);
    bool make_folder(std::string_view path);
    bool remove_folder(std::string_view path); ///< with all that is below
    /// Names (not paths) of files, and of folders when asked for, in the folder of `mask` that match its last part
    /// (`*`, `?`), sorted. `may_go_on` is told of the work as it is done, in characters, and may end the search.
    std::vector<std::string> find(std::string_view mask, bool folders,
                                  const std::function<bool(size_t)>& may_go_on) const;
    /// Every folder the game made, without a content, and every file it wrote: path and content, sorted. What `--files`
    /// exports.
    std::vector<std::pair<std::string, std::shared_ptr<const std::string>>> written() const;
    size_t written_bytes() const { return m_used; }

    /// Forward slashes, no leading "./", the working directory's and save area's prefix dropped, ".." folded; empty
    /// when refusal_of_name() has something to say, and for the folder itself.
    static std::string normal(std::string_view path);

    /// Hears whatever is refused, in words; a game itself sees no more than a file that is missing. Stays with this one
    /// when files are copied.
    struct Listener {
        std::function<void(std::string&& why)> hear;
        Listener& operator=(const Listener&) { return *this; }
        Listener() = default;
        Listener(const Listener&) {}
    } listener;

private:
    friend struct WorldParts;
    struct Entry {
        std::string name; ///< as first written
        std::shared_ptr<const std::string> content;
        const IncludedFile* included = nullptr; ///< the project's own; its content is read when asked for
        bool folder = false;
    };
    const Entry* entry(std::string_view path) const;
    /// The key of a path; "" when it is refused, which is told, and for the folder itself.
    std::string key(std::string_view path) const;
    bool refused(std::string why) const; ///< tells of `why`, if there is one

    std::shared_ptr<const Project> m_project;
    mutable std::map<std::string, Entry, std::less<>> m_entries; // by lower-case path
    size_t m_quota;
    size_t m_used = 0;
};

} // namespace scope
