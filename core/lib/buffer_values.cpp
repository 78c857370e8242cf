#include "core/lib/buffer_values.h"

#include <cmath>
#include <cstring>

namespace scope {

size_t buffer_type_size(BufferType type) {
    switch (type) {
    case BufferType::u8:
    case BufferType::s8:
    case BufferType::boolean: return 1;
    case BufferType::u16:
    case BufferType::s16:
    case BufferType::f16: return 2;
    case BufferType::u32:
    case BufferType::s32:
    case BufferType::f32: return 4;
    case BufferType::f64:
    case BufferType::u64: return 8;
    case BufferType::string:
    case BufferType::text: break;
    }
    return 0;
}

bool buffer_type(int64_t number, BufferType& type) {
    if (number < 1 || number > 13) return false;
    type = static_cast<BufferType>(number);
    return true;
}

/// IEEE half from double, rounding to nearest even.
static uint16_t half_of(double number) {
    float single = static_cast<float>(number);
    uint32_t bits;
    std::memcpy(&bits, &single, 4);
    uint32_t sign = bits >> 16 & 0x8000;
    int exponent = static_cast<int>(bits >> 23 & 0xFF) - 127;
    uint32_t mantissa = bits & 0x7FFFFF;
    if (exponent == 128) return static_cast<uint16_t>(sign | 0x7C00 | (mantissa ? 0x200 : 0));
    if (exponent > 15) return static_cast<uint16_t>(sign | 0x7C00);
    if (exponent < -25) return static_cast<uint16_t>(sign);
    if (exponent < -14) { // subnormal
        mantissa |= 0x800000;
        uint32_t shift = static_cast<uint32_t>(-exponent - 1);
        uint32_t kept = mantissa >> shift, rest = mantissa & ((1u << shift) - 1), middle = 1u << (shift - 1);
        return static_cast<uint16_t>(sign | (kept + (rest > middle || (rest == middle && (kept & 1)))));
    }
    uint32_t kept = static_cast<uint32_t>(exponent + 15) << 10 | mantissa >> 13;
    uint32_t rest = mantissa & 0x1FFF;
    return static_cast<uint16_t>(sign | (kept + (rest > 0x1000 || (rest == 0x1000 && (kept & 1)))));
}

static double of_half(uint16_t bits) {
    int exponent = bits >> 10 & 31;
    double mantissa = bits & 0x3FF;
    double value = exponent == 31 ? (mantissa != 0 ? std::nan("") : HUGE_VAL)
                   : exponent     ? std::ldexp(mantissa + 1024, exponent - 25)
                                  : std::ldexp(mantissa, -24);
    return bits & 0x8000 ? -value : value;
}

template<typename T> static std::string bytes_of(T value) {
    std::string out(sizeof(T), '\0');
    std::memcpy(out.data(), &value, sizeof(T));
    return out;
}

bool buffer_encode(NativeCall& c, uint32_t value, BufferType type, std::string& bytes) {
    if (type == BufferType::string || type == BufferType::text) {
        std::string_view text = c.arg(value).is_string() ? c.text(value) : std::string_view();
        std::string shown = c.arg(value).is_string() ? std::string() : c.shown(value);
        bytes = c.arg(value).is_string() ? std::string(text) : std::move(shown);
        if (type == BufferType::string) bytes += '\0';
        return !c.failed();
    }
    if (type == BufferType::boolean) {
        bool truth = c.truth(value);
        bytes = std::string(1, truth ? '\1' : '\0');
        return !c.failed();
    }
    if (type == BufferType::f16)
        bytes = bytes_of(half_of(c.real(value)));
    else if (type == BufferType::f32)
        bytes = bytes_of(static_cast<float>(c.real(value)));
    else if (type == BufferType::f64)
        bytes = bytes_of(c.real(value));
    else
        bytes = bytes_of(c.integer(value)).substr(0, buffer_type_size(type)); // wraps to its width
    return !c.failed();
}

template<typename T> static T read_as(std::string_view bytes, size_t at) {
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
}

Value buffer_decode(NativeCall& c, std::string_view bytes, size_t at, BufferType type, size_t& length) {
    length = buffer_type_size(type);
    switch (type) {
    case BufferType::u8: return static_cast<double>(read_as<uint8_t>(bytes, at));
    case BufferType::s8: return static_cast<double>(read_as<int8_t>(bytes, at));
    case BufferType::u16: return static_cast<double>(read_as<uint16_t>(bytes, at));
    case BufferType::s16: return static_cast<double>(read_as<int16_t>(bytes, at));
    case BufferType::u32: return static_cast<double>(read_as<uint32_t>(bytes, at));
    case BufferType::s32: return Value::int32(read_as<int32_t>(bytes, at));
    case BufferType::f16: return of_half(read_as<uint16_t>(bytes, at));
    case BufferType::f32: return static_cast<double>(read_as<float>(bytes, at));
    case BufferType::f64: return read_as<double>(bytes, at);
    case BufferType::u64: return Value::int64(read_as<int64_t>(bytes, at));
    case BufferType::boolean: return Value::boolean(read_as<uint8_t>(bytes, at) != 0);
    case BufferType::string:
    case BufferType::text: break;
    }
    size_t end = bytes.find('\0', at);
    bool ended = end != std::string_view::npos;
    if (!ended) end = bytes.size();
    length = end - at + (ended ? 1 : 0);
    if (!c.charge((end - at) / 16) || !c.may_allocate(end - at)) return {};
    return c.heap.new_string(bytes.substr(at, end - at));
}

} // namespace scope
