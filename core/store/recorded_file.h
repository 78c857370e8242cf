#pragma once
// The file that a recording or a packed trace goes into: made beside the one that it becomes, under a hidden name, and
// put in its place when it has begun well. Nothing but a trace that nobody records to is replaced unasked. Messages are
// complete but for the path.

#include "core/base/file_access.h"

namespace scope {

class RecordedFile {
public:
    /// Makes the new file, which is locked (flock) until the last copy of its descriptor is closed. What is there
    /// already is replaced later when it is a trace or empty, any other file only with `overwrite`, and nothing else
    /// than a file ever; not while somebody records to it, and no link.
    static tl::expected<RecordedFile, std::string> beside(const std::string& path, bool overwrite);
    RecordedFile(RecordedFile&&) = default;
    RecordedFile& operator=(RecordedFile&&) = default;
    ~RecordedFile(); ///< removes what was not published

    const Descriptor& file() const { return m_file; }
    /// Syncs what was written and gives the file its name.
    tl::expected<void, std::string> publish();

private:
    RecordedFile() = default;

    Descriptor m_folder;
    Descriptor m_old; // what is replaced, locked until then
    Descriptor m_file;
    std::string m_name;
    std::string m_temporary; // empty once published
};

/// Writes all of it at `offset`; false with errno.
bool write_at(int file, const void* bytes, size_t count, uint64_t offset);

} // namespace scope
