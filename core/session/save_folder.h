#pragma once
// The folder of --files: what the game finds before it starts, and where what it wrote, removed and renamed goes
// afterwards. The only files a session writes besides its trace, and only because the user named the folder: no link
// inside it is followed, in or out. The game ignores letter case and the disk does not, so what was found keeps the
// spelling that it has there. Costs one entry per file; contents are shared with the game's files.

#include "core/base/diagnostic.h"
#include "core/base/file_access.h"
#include "core/base/result.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

class Files;

class SaveFolder {
public:
    /// Puts what is in the folder into `files`; nothing when the folder is missing. What is neither file nor folder,
    /// and what the game could not tell from another file, is left alone there and in export_from(), which `findings`
    /// says. What cannot be read is an error: the game would take it for missing.
    Result<void> import_into(Files& files, const std::string& folder, std::vector<Diagnostic>& findings);

    /// Makes the folder hold what `files` does. First everything is written that can be; what the game removed goes
    /// afterwards, and stays when something could not be written. The findings are errors: each that failed, and why.
    std::vector<Diagnostic> export_from(const Files& files);

private:
    /// What is known of the disk.
    struct Entry {
        std::string name;                           ///< the path below the folder, as it is spelled there
        std::shared_ptr<const std::string> content; ///< null: a folder
        std::string left_alone;                     ///< why, when it was not imported
    };
    struct Import;
    struct Export;

    std::string m_folder;
    std::map<std::string, Entry, std::less<>> m_entries; ///< by lower-case path
};

} // namespace scope
