#pragma once
// Traces packed for keeping and sending, `.astrace.zst`: a frame of zstd for the header and one for each segment
// (several for a segment above 8 MB), then a table of them in the layout of zstd's seekable format, so that any segment
// is reached alone and `zstd -d` unpacks the file as well. BlockReader::open reads it as it is.

#include "core/base/result.h"

#include <string>

namespace scope {

/// Packs the trace `in`, of format 2, into `out`; what is there is replaced as RecordedFile says.
Result<void> pack(const std::string& in, const std::string& out, bool overwrite = false);
/// The other way round, byte for byte. Refuses what is damaged, is no trace inside, or would be above 64 GB.
Result<void> unpack(const std::string& in, const std::string& out, bool overwrite = false);

} // namespace scope
