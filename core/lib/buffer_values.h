#pragma once
// Typed values in a buffer's bytes: buffer_read, write, peek, poke and fill share these. Little-endian, as everywhere
// GameMaker runs. Types are GML's buffer_* numbers.

#include "core/gml/native.h"
#include "core/world/buffers.h"

namespace scope {

enum class BufferType : uint8_t { u8 = 1, s8, u16, s16, u32, s32, f16, f32, f64, boolean, string, u64, text };

/// Bytes of a value; 0 for string and text, whose length is their own.
size_t buffer_type_size(BufferType type);
/// False for a number that is no type.
bool buffer_type(int64_t number, BufferType& type);

/// Argument `value` as bytes. Fails the call when it cannot be such a value.
bool buffer_encode(NativeCall& c, uint32_t value, BufferType type, std::string& bytes);
/// The value at `at` of a buffer's bytes, which has buffer_type_size bytes there; strings end at a zero byte or the
/// end.
Value buffer_decode(NativeCall& c, std::string_view bytes, size_t at, BufferType type, size_t& length);

} // namespace scope
