#include "core/base/file_access.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace scope {

const int working_folder = AT_FDCWD;

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor() {
    if (m_number >= 0) close(m_number);
}

int Descriptor::release() {
    return std::exchange(m_number, -1);
}

namespace {

tl::unexpected<std::string> system_says() {
    return tl::unexpected<std::string>(std::strerror(errno));
}

tl::unexpected<std::string> no_file(mode_t mode) {
    const char* what = S_ISDIR(mode)                    ? "a folder"
                       : S_ISFIFO(mode)                 ? "a pipe"
                       : S_ISLNK(mode)                  ? "a link"
                       : S_ISSOCK(mode)                 ? "a socket"
                       : S_ISCHR(mode) || S_ISBLK(mode) ? "a device"
                                                        : "something else";
    return tl::unexpected("it is " + std::string(what) + ", not a file");
}

bool write_all(int file, std::string_view content) {
    while (!content.empty()) {
        ssize_t done = write(file, content.data(), content.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        content.remove_prefix(static_cast<size_t>(done));
    }
    return true;
}

constexpr std::string_view unfinished_start = ".asyncscope-", unfinished_end = ".part";

tl::unexpected<std::string> holds_nul() {
    return tl::unexpected<std::string>("its name holds a NUL character");
}

} // namespace

Descriptor create_beside(int folder, std::string& name) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        name = std::string(unfinished_start) + std::to_string(getpid()) + "-" + std::to_string(attempt);
        name += unfinished_end;
        Descriptor made(openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
        if (made.is_open() || errno != EEXIST) return made;
    }
    return Descriptor();
}

tl::expected<Descriptor, std::string> open_to_read(int folder, const std::string& name, LinkRule links) {
    if (name.find('\0') != std::string::npos) return holds_nul();
    int follow = links == LinkRule::refused ? O_NOFOLLOW : 0;
    // O_NONBLOCK: a pipe that nobody writes to would be waited for.
    Descriptor file(openat(folder, name.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | follow));
    if (!file.is_open() && follow && errno == ELOOP) return tl::unexpected<std::string>("it is a link, not a file");
    if (!file.is_open()) return system_says();
    struct stat info {};
    if (fstat(file.number(), &info) != 0) return system_says();
    if (!S_ISREG(info.st_mode)) return no_file(info.st_mode);
    return file;
}

tl::expected<std::string, std::string> read_rest(const Descriptor& file, size_t most_bytes) {
    std::string text;
    struct stat info {};
    if (fstat(file.number(), &info) == 0 && S_ISREG(info.st_mode))
        text.reserve(std::min(static_cast<size_t>(info.st_size), most_bytes));
    char block[65536];
    for (;;) {
        ssize_t got = read(file.number(), block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_says();
        if (got == 0) return text;
        text.append(block, static_cast<size_t>(got));
        if (text.size() > most_bytes)
            return tl::unexpected("it is larger than " + std::to_string(most_bytes >> 20) + " MB");
    }
}

tl::expected<Descriptor, std::string> open_folder(int folder, const std::string& name, LinkRule links, bool make) {
    if (name.find('\0') != std::string::npos) return holds_nul();
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (links == LinkRule::refused ? O_NOFOLLOW : 0);
    Descriptor opened(openat(folder, name.c_str(), flags));
    if (!opened.is_open() && errno == ENOENT && make && mkdirat(folder, name.c_str(), 0777) == 0)
        opened = Descriptor(openat(folder, name.c_str(), flags));
    if (opened.is_open()) return opened;
    struct stat info {};
    bool link = links == LinkRule::refused && fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISLNK(info.st_mode);
    return link ? tl::unexpected<std::string>("it is a link, not a folder") : system_says();
}

tl::expected<bool, std::string> is_folder(int folder, const std::string& name) {
    struct stat info {};
    if (fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return system_says();
    if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) return no_file(info.st_mode);
    return S_ISDIR(info.st_mode);
}

tl::expected<std::vector<std::string>, std::string> list_folder(const Descriptor& folder) {
    DIR* entries = fdopendir(dup(folder.number()));
    if (!entries) return system_says();
    rewinddir(entries);
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = readdir(entries)) {
        std::string name = entry->d_name;
        if (name != "." && name != "..") names.push_back(std::move(name));
    }
    int why = errno;
    closedir(entries);
    if ((errno = why) != 0) return system_says();
    std::sort(names.begin(), names.end());
    return names;
}

tl::expected<void, std::string> replace_file(int folder, const std::string& name, std::string_view content) {
    if (name.find('\0') != std::string::npos) return holds_nul();
    struct stat old {};
    bool exists = fstatat(folder, name.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0;
    if (!exists && errno != ENOENT) return system_says();
    if (exists && !S_ISREG(old.st_mode)) return no_file(old.st_mode);
    std::string temporary;
    Descriptor file = create_beside(folder, temporary);
    if (!file.is_open()) return system_says();
    bool done = write_all(file.number(), content) && (!exists || fchmod(file.number(), old.st_mode & 07777) == 0);
    done = close(file.release()) == 0 && done; // some systems say only now that the disk is full
    done = done && renameat(folder, temporary.c_str(), folder, name.c_str()) == 0;
    if (done) return {};
    int why = errno;
    unlinkat(folder, temporary.c_str(), 0);
    errno = why;
    return system_says();
}

bool is_unfinished(std::string_view name) {
    return name.starts_with(unfinished_start) && name.ends_with(unfinished_end);
}

tl::expected<void, std::string> remove_entry(int folder, const std::string& name) {
    if (name.find('\0') != std::string::npos) return holds_nul();
    struct stat info {};
    bool there = fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there && errno != ENOENT) return system_says();
    if (!there) return {};
    if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) return no_file(info.st_mode);
    if (unlinkat(folder, name.c_str(), S_ISDIR(info.st_mode) ? AT_REMOVEDIR : 0) == 0) return {};
    return system_says();
}

} // namespace scope
