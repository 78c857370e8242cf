#pragma once
// Whole files that a person named, as text or bytes. Only regular files: a pipe or a device is an error in words rather
// than waited for or read without end (core/base/file_access.h).

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace scope {

/// The whole content. Fails, naming the path, when the file cannot be read or holds more than `most_megabytes`.
Result<std::string> read_text_file(const std::string& path, size_t most_megabytes = 256);

/// Standard input up to its end.
Result<std::string> read_standard_input(size_t most_megabytes = 256);

/// Replaces or creates the file, wholly or not at all; a link is followed.
Result<void> write_whole_file(const std::string& path, std::string_view content);

} // namespace scope
