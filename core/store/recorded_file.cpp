#include "core/store/recorded_file.h"

#include "core/store/block_format.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scope {

static constexpr const char* recorded_elsewhere = "another session records to this file";

static tl::unexpected<std::string> cannot_write() {
    return tl::unexpected("cannot write the trace: " + std::string(std::strerror(errno)));
}

bool write_at(int file, const void* bytes, size_t count, uint64_t offset) {
    const char* from = static_cast<const char*>(bytes);
    while (count) {
        ssize_t done = ::pwrite(file, from, count, static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR) continue;
        if (done == 0) errno = ENOSPC;
        if (done <= 0) return false;
        from += done;
        count -= static_cast<size_t>(done);
        offset += static_cast<uint64_t>(done);
    }
    return true;
}

/// Whether what is there may be replaced; locks it.
static tl::expected<void, std::string> may_replace(const Descriptor& old, int folder, const std::string& name,
                                                   bool overwrite) {
    if (::flock(old.number(), LOCK_EX | LOCK_NB) != 0) return tl::unexpected<std::string>(recorded_elsewhere);
    // Whoever held the lock until now may have put another file there.
    struct stat locked {
    }, named{};
    if (::fstat(old.number(), &locked) != 0 || ::fstatat(folder, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0)
        return cannot_write();
    if (locked.st_ino != named.st_ino || locked.st_dev != named.st_dev)
        return tl::unexpected<std::string>(recorded_elsewhere);
    std::array<std::byte, trace_kind_bytes> begin;
    ssize_t count = ::pread(old.number(), begin.data(), begin.size(), 0);
    if (count < 0) return cannot_write();
    if (!overwrite && count > 0 && trace_kind(std::span(begin).first(static_cast<size_t>(count))) == TraceKind::none)
        return tl::unexpected<std::string>("this file is there and is no trace; --overwrite replaces it");
    return {};
}

tl::expected<RecordedFile, std::string> RecordedFile::beside(const std::string& path, bool overwrite) {
    RecordedFile made;
    size_t slash = path.rfind('/');
    made.m_name = slash == std::string::npos ? path : path.substr(slash + 1);
    std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    auto opened = open_folder(working_folder, folder, LinkRule::followed);
    if (!opened) return tl::unexpected("cannot write the trace: " + opened.error());
    made.m_folder = std::move(*opened);
    struct stat there {};
    if (made.m_name.empty()) return tl::unexpected<std::string>("cannot write the trace: it is a folder, not a file");
    if (made.m_name.find('\0') == std::string::npos &&
        ::fstatat(made.m_folder.number(), made.m_name.c_str(), &there, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) return cannot_write();
    } else {
        auto old = open_to_read(made.m_folder.number(), made.m_name, LinkRule::refused);
        if (!old) return tl::unexpected("cannot write the trace: " + old.error());
        auto may = may_replace(*old, made.m_folder.number(), made.m_name, overwrite);
        if (!may) return tl::unexpected(may.error());
        made.m_old = std::move(*old);
    }
    made.m_file = create_beside(made.m_folder.number(), made.m_temporary);
    if (!made.m_file.is_open()) {
        made.m_temporary.clear();
        return cannot_write();
    }
    if (made.m_old.is_open()) ::fchmod(made.m_file.number(), there.st_mode & 0777);
    ::flock(made.m_file.number(), LOCK_EX | LOCK_NB);
    return made;
}

RecordedFile::~RecordedFile() {
    if (m_folder.is_open() && !m_temporary.empty()) ::unlinkat(m_folder.number(), m_temporary.c_str(), 0);
}

tl::expected<void, std::string> RecordedFile::publish() {
    if (::fdatasync(m_file.number()) != 0) return cannot_write();
    int folder = m_folder.number();
    // Where nothing was, somebody else may have begun meanwhile. Not every file system can tell.
    bool done =
        !m_old.is_open() && ::renameat2(folder, m_temporary.c_str(), folder, m_name.c_str(), RENAME_NOREPLACE) == 0;
    if (!done && !m_old.is_open() && errno == EEXIST) return tl::unexpected<std::string>(recorded_elsewhere);
    if (!done && ::renameat(folder, m_temporary.c_str(), folder, m_name.c_str()) != 0) return cannot_write();
    m_temporary.clear();
    m_old = Descriptor();
    return {};
}

} // namespace scope
