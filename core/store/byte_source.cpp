#include "core/store/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace scope {

namespace {

class FileBytes : public ByteSource {
public:
    explicit FileBytes(Descriptor file) : m_file(std::move(file)) {}

    uint64_t size() const override {
        struct stat status {};
        return ::fstat(m_file.number(), &status) == 0 ? static_cast<uint64_t>(status.st_size) : 0;
    }

    size_t read(uint64_t offset, std::span<std::byte> into) const override {
        size_t had = 0;
        while (had < into.size()) {
            ssize_t got =
                ::pread(m_file.number(), into.data() + had, into.size() - had, static_cast<off_t>(offset + had));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) break;
            had += static_cast<size_t>(got);
        }
        return had;
    }

    uint64_t next_data(uint64_t offset) const override {
        off_t at = ::lseek(m_file.number(), static_cast<off_t>(offset), SEEK_DATA);
        if (at >= 0) return static_cast<uint64_t>(at);
        return errno == ENXIO ? std::max(offset, size()) : offset;
    }

private:
    Descriptor m_file;
};

} // namespace

std::unique_ptr<ByteSource> file_bytes(Descriptor file) {
    return std::make_unique<FileBytes>(std::move(file));
}

} // namespace scope
