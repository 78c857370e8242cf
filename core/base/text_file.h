#pragma once
// Reading a file that a person named. What has no end, such as a device, is cut off with an error rather than read.

#include "core/base/result.h"

#include <cstddef>
#include <string>

namespace scope {

/// The whole content. Fails, naming the path, when the file cannot be read or holds more than `most_megabytes`.
Result<std::string> read_text_file(const std::string& path, size_t most_megabytes = 256);

} // namespace scope
