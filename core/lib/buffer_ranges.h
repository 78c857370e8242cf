#pragma once
// Parts of buffers: what the functions that read or write more than one value share. Where a part begins and ends
// depends on the kind of buffer: one that wraps goes on at its start. Nothing here costs more than the bytes it
// touches.

#include "core/world/world.h"

#include <string_view>

namespace scope {

/// Null, and the fault set, when argument `index` is no buffer.
Buffer* buffer_argument(NativeCall& c, uint32_t index);
/// A buffer just made as the result; undefined is a limit.
NativeStatus made_buffer(NativeCall& c, const Value& buffer);

/// Where an offset leads in a buffer that is not empty: in one that wraps, round it; in another what lies before the
/// buffer is its first byte, and what lies behind it its last.
size_t buffer_place(const Buffer& buffer, int64_t offset);
/// `size` bytes from an offset on, as far as the buffer goes; a negative size means all of them.
std::string_view buffer_range(const Buffer& buffer, int64_t offset, int64_t size);
/// Puts bytes at `at`, which moves behind them; at the end of the buffer it goes on at its start.
void put_bytes(Buffer& buffer, size_t& at, std::string_view bytes);
/// Bytes into a buffer at `to`: a growing one grows as far as needed, one that wraps goes on at its start, another
/// takes what fits.
NativeStatus copy_into_buffer(NativeCall& c, Buffer& buffer, std::string_view bytes, int64_t to);

} // namespace scope
