#pragma once
// The bytes of a trace, wherever they lie: in a file, or packed. Read by pread alone, never mapped, so a file that
// shrinks meanwhile is a short read and not a signal. Any thread may read at any time.

#include "core/base/file_access.h"

#include <cstddef>
#include <memory>
#include <span>

namespace scope {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// How many there are now; a file that is recorded to grows.
    virtual uint64_t size() const = 0;
    /// Fills `into` from `offset` on. How many bytes it was: fewer where the source ends or cannot be read.
    virtual size_t read(uint64_t offset, std::span<std::byte> into) const = 0;
    /// The first place from `offset` on that may hold anything but zeros: what a sparse file leaves out is skipped.
    virtual uint64_t next_data(uint64_t offset) const { return offset; }
};

std::unique_ptr<ByteSource> file_bytes(Descriptor file);
/// What was packed by `pack` (core/store/packed_file.h); an error in words when it is damaged or would unpack to more
/// than what packing makes.
tl::expected<std::unique_ptr<ByteSource>, std::string> packed_bytes(Descriptor file);

} // namespace scope
