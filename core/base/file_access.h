#pragma once
// Opening files that somebody else named, the one way for all of us: nothing is waited for (a pipe), nothing endless is
// read (a device), and where a folder is the border no link leads out of it. Messages are complete but for the path.

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// A file descriptor that is closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int number() const { return m_number; }
    bool is_open() const { return m_number >= 0; }
    int release();

private:
    int m_number;
};

enum class LinkRule : uint8_t { followed, refused };

/// The current folder, as the folder that a name is looked up in.
extern const int working_folder;

/// Opens a regular file for reading; what is none is an error in words ("it is a pipe, not a file").
tl::expected<Descriptor, std::string> open_to_read(int folder, const std::string& name, LinkRule links);
/// From where it stands to its end.
tl::expected<std::string, std::string> read_rest(const Descriptor& file, size_t most_bytes);

/// Opens a folder; with `make` it is made when it is missing.
tl::expected<Descriptor, std::string> open_folder(int folder, const std::string& name, LinkRule links,
                                                  bool make = false);
/// Whether `name` is a folder, else it is a regular file; what is neither (a link, too) is an error in words.
tl::expected<bool, std::string> is_folder(int folder, const std::string& name);
/// The names in a folder, sorted, without "." and "..".
tl::expected<std::vector<std::string>, std::string> list_folder(const Descriptor& folder);

/// Replaces or creates `name`, a single part, in `folder` as a whole: whoever reads it meanwhile sees the old or the
/// new content, a failure (a full disk) leaves the old one, and its mode stays. What is there and no regular file is an
/// error; so is a link, which renaming would replace.
tl::expected<void, std::string> replace_file(int folder, const std::string& name, std::string_view content);
/// A new file in `folder`, readable for who has its descriptor, under a hidden `name` that nothing else has: what it
/// becomes is renamed to later. Not open, with errno, when it cannot be made.
Descriptor create_beside(int folder, std::string& name);
/// Whether a file is one of these, left half written because the process ended.
bool is_unfinished(std::string_view name);

/// Removes a regular file, or an empty folder; nothing else. What is not there any more is no error.
tl::expected<void, std::string> remove_entry(int folder, const std::string& name);

} // namespace scope
