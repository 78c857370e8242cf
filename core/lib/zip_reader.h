#pragma once
// Reads a ZIP archive held in memory, file by file in the order of its central directory: stored and deflated entries,
// sizes checked against what the archive declares. An archive cannot make it use more memory than `most_file` bytes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scope {

class ZipReader {
public:
    static constexpr size_t most_file = size_t(64) << 20; ///< larger entries count as damage

    /// `archive` must outlive the reader.
    explicit ZipReader(std::string_view archive);
    /// The next file; folders, encrypted and unreadable entries are passed over. False at the end.
    bool next(std::string& name, std::string& content);
    /// Whether something could not be read: no archive at all, or entries passed over.
    bool damaged() const { return m_damaged; }

private:
    uint32_t number(size_t at, int bytes) const; ///< little-endian; 0 beyond the end
    bool unpack(size_t local, uint32_t method, uint32_t packed, uint32_t size, std::string& content);

    std::string_view m_archive;
    size_t m_at = 0;      ///< next entry of the central directory
    size_t m_entries = 0; ///< still to come
    bool m_damaged = false;
};

} // namespace scope
