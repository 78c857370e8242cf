#pragma once
// Writes a ZIP archive in memory, deflated as far as that goes. Archives of the same files are the same bytes: they
// carry no time.

#include <cstdint>
#include <string>
#include <string_view>

namespace scope {

class ZipWriter {
public:
    /// False when the file cannot be in an archive: too large, too long a name, or one too many.
    bool add(std::string_view name, std::string_view content);
    /// The archive; the writer is empty then.
    std::string finish();

private:
    std::string m_files;
    std::string m_directory;
    uint32_t m_entries = 0;
};

} // namespace scope
