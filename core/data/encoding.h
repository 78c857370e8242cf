#pragma once
// Bytes as text: base64 and hex for payloads, and the layout that GameMaker's buffer_write gives to typed values. All
// linear.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>

namespace scope {

std::string base64_encode(std::string_view bytes);
/// Padding is optional, white space is skipped; nothing for other characters or a broken length.
std::optional<std::string> base64_decode(std::string_view text);
/// What can be decoded of any text, as GML's functions do: other characters are passed over.
std::string base64_decode_loosely(std::string_view text);
std::string hex_encode(std::string_view bytes);
/// Either case, white space skipped; nothing for other characters or an odd count.
std::optional<std::string> hex_decode(std::string_view text);

/// Whether `type` is one of GameMaker's buffer types without "buffer_" (u8, f32, string, ...).
bool is_buffer_type(std::string_view type);
/// What the buffer holds after its fields were written one after another: each starts at the next multiple of the
/// alignment (gaps are zero), numbers wrap to their width, string ends with a zero byte and text does not. Fails for a
/// buffer that is a file, for values that are no number or string, and beyond `limit` bytes.
Result<std::string> buffer_bytes(const DatumBuffer& buffer, size_t limit = size_t{64} << 20);

} // namespace scope
