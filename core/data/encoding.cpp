#include "core/data/encoding.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace scope {

static constexpr char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static constexpr char hex_digits[] = "0123456789abcdef";

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string base64_encode(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0);
        for (size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? base64_digits[group >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

static int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::optional<std::string> base64_decode(std::string_view text) {
    std::string out;
    uint32_t group = 0;
    size_t count = 0, padding = 0;
    for (char c : text) {
        if (is_space(c)) continue;
        if (c == '=') {
            if (++padding > 2) return {};
            continue;
        }
        int value = base64_value(c);
        if (value < 0 || padding) return {};
        group = group << 6 | static_cast<uint32_t>(value);
        if (++count % 4) continue;
        for (int shift : {16, 8, 0}) out += static_cast<char>(group >> shift & 255);
        group = 0;
    }
    size_t rest = count % 4;
    if (rest == 1 || (padding && rest + padding != 4)) return {};
    if (rest == 2) out += static_cast<char>(group >> 4 & 255);
    if (rest == 3) {
        out += static_cast<char>(group >> 10 & 255);
        out += static_cast<char>(group >> 2 & 255);
    }
    return out;
}

std::string base64_decode_loosely(std::string_view text) {
    std::string out;
    uint32_t bits = 0;
    int count = 0; // of `bits`, below 8 between the characters
    for (char c : text) {
        int value = base64_value(c);
        if (value < 0) continue;
        bits = bits << 6 | static_cast<uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 255);
    }
    return out;
}

std::string hex_encode(std::string_view bytes) {
    std::string out;
    for (char c : bytes) {
        out += hex_digits[static_cast<unsigned char>(c) >> 4];
        out += hex_digits[c & 15];
    }
    return out;
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> hex_decode(std::string_view text) {
    std::string out;
    int high = -1;
    for (char c : text) {
        if (is_space(c)) continue;
        int value = hex_value(c);
        if (value < 0) return {};
        if (high < 0) {
            high = value;
        } else {
            out += static_cast<char>(high * 16 + value);
            high = -1;
        }
    }
    if (high >= 0) return {};
    return out;
}

namespace {

enum class FieldForm : uint8_t { integer, f16, f32, f64, boolean, string, text };

struct FieldType {
    std::string_view name;
    FieldForm form;
    size_t width;
};

constexpr FieldType field_types[] = {
    {"u8", FieldForm::integer, 1},  {"s8", FieldForm::integer, 1},   {"u16", FieldForm::integer, 2},
    {"s16", FieldForm::integer, 2}, {"u32", FieldForm::integer, 4},  {"s32", FieldForm::integer, 4},
    {"u64", FieldForm::integer, 8}, {"f16", FieldForm::f16, 2},      {"f32", FieldForm::f32, 4},
    {"f64", FieldForm::f64, 8},     {"bool", FieldForm::boolean, 1}, {"string", FieldForm::string, 0},
    {"text", FieldForm::text, 0}};

const FieldType* field_type(std::string_view name) {
    for (const FieldType& type : field_types)
        if (type.name == name) return &type;
    return nullptr;
}

/// IEEE half precision, rounded to nearest even.
uint16_t half_bits(double value) {
    float single = static_cast<float>(value);
    uint32_t bits = std::bit_cast<uint32_t>(single);
    uint32_t sign = bits >> 16 & 0x8000;
    float magnitude = std::fabs(single);
    if (std::isnan(single)) return static_cast<uint16_t>(sign | 0x7E00);
    if (magnitude >= 65520.0f) return static_cast<uint16_t>(sign | 0x7C00);
    // In units of the spacing at this magnitude; a carry into the next exponent comes out right by itself.
    int exponent = magnitude < 0x1p-14f ? -14 : std::ilogb(magnitude);
    double units = std::nearbyint(std::ldexp(static_cast<double>(magnitude), 10 - exponent));
    uint32_t body =
        static_cast<uint32_t>(units) + (magnitude < 0x1p-14f ? 0 : static_cast<uint32_t>(exponent + 14) << 10);
    return static_cast<uint16_t>(sign | body);
}

void append_little_endian(std::string& out, uint64_t value, size_t width) {
    for (size_t i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 255);
}

void append_field(std::string& out, const FieldType& type, const Datum& value) {
    switch (type.form) {
    case FieldForm::integer: append_little_endian(out, static_cast<uint64_t>(value.as_int64()), type.width); break;
    case FieldForm::boolean: out += value.as_bool() ? '\1' : '\0'; break;
    case FieldForm::f16: append_little_endian(out, half_bits(value.as_real()), 2); break;
    case FieldForm::f32:
        append_little_endian(out, std::bit_cast<uint32_t>(static_cast<float>(value.as_real())), 4);
        break;
    case FieldForm::f64: append_little_endian(out, std::bit_cast<uint64_t>(value.as_real()), 8); break;
    case FieldForm::string:
        out += value.text();
        out += '\0';
        break;
    case FieldForm::text: out += value.text(); break;
    }
}

} // namespace

bool is_buffer_type(std::string_view type) {
    return field_type(type) != nullptr;
}

Result<std::string> buffer_bytes(const DatumBuffer& buffer, size_t limit) {
    if (!buffer.file.empty())
        return fail("the buffer's content is the file " + buffer.file + ", which has not been read");
    std::string out;
    size_t alignment = std::max<size_t>(buffer.alignment, 1);
    for (const DatumBufferField& field : buffer.fields) {
        const FieldType* type = field_type(field.type);
        if (!type) return fail("a buffer has no type '" + field.type + "'");
        bool wants_text = type->form == FieldForm::string || type->form == FieldForm::text;
        if (wants_text ? !field.value.is(DatumKind::string) : !field.value.is_number())
            return fail("a buffer field of type " + field.type + " cannot hold a " +
                        std::string(kind_name(field.value.kind())));
        size_t aligned = (out.size() + alignment - 1) / alignment * alignment;
        if (aligned + field.value.size() + 8 > limit)
            return fail("the buffer is larger than " + std::to_string(limit) + " bytes");
        out.resize(aligned);
        append_field(out, *type, field.value);
    }
    if (buffer.fields.empty()) out = buffer.bytes;
    if (buffer.size > limit || out.size() > limit)
        return fail("the buffer is larger than " + std::to_string(limit) + " bytes");
    if (out.size() < buffer.size) out.resize(buffer.size);
    return out;
}

} // namespace scope
