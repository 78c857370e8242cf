#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace scope {

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

void append_utf8(std::string& out, uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    auto push = [&](uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return push(c);
    if (c < 0x800) {
        push(0xC0 | c >> 6);
    } else if (c < 0x10000) {
        push(0xE0 | c >> 12);
        push(0x80 | (c >> 6 & 0x3F));
    } else {
        push(0xF0 | c >> 18);
        push(0x80 | (c >> 12 & 0x3F));
        push(0x80 | (c >> 6 & 0x3F));
    }
    push(0x80 | (c & 0x3F));
}

/// Length of the well-formed sequence at `index` and its code point; length 0 when it is malformed.
static size_t decode(std::string_view text, size_t index, uint32_t& code_point) {
    auto byte = [&](size_t i) -> uint32_t { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
    uint32_t lead = byte(index);
    size_t length = lead < 0x80                   ? 1
                    : lead >= 0xC2 && lead < 0xE0 ? 2
                    : lead >= 0xE0 && lead < 0xF0 ? 3
                    : lead >= 0xF0 && lead < 0xF5 ? 4
                                                  : 0;
    if (length == 0) return 0;
    code_point = length == 1 ? lead : lead & (0xFF >> (length + 1));
    for (size_t i = 1; i < length; ++i) {
        uint32_t next = byte(index + i);
        if ((next & 0xC0) != 0x80) return 0;
        code_point = code_point << 6 | (next & 0x3F);
    }
    bool overlong = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
    bool outside = code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF);
    return overlong || outside ? 0 : length;
}

uint32_t next_utf8(std::string_view text, size_t& index) {
    uint32_t code_point = 0;
    size_t length = decode(text, index, code_point);
    if (length == 0) return static_cast<unsigned char>(text[index++]);
    index += length;
    return code_point;
}

bool is_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        uint32_t code_point = 0;
        size_t length = decode(text, i, code_point);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

/// C1 controls, some of which begin a command of a terminal, and what turns the direction of text around.
static bool is_control(uint32_t c) {
    return (c >= 0x80 && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string escape_control(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        uint32_t code_point = 0;
        size_t length = decode(text, i, code_point);
        auto u = static_cast<unsigned char>(text[i]);
        if (text[i] == '\n')
            out += "\\n";
        else if (text[i] == '\t')
            out += "\\t";
        else if (text[i] == '\r')
            out += "\\r";
        else if (length == 0 || u < 0x20 || u == 0x7F)
            (out += "\\x") += {digits[u >> 4], digits[u & 15]};
        else if (is_control(code_point))
            for (int shift : {12, 8, 4, 0}) (out += shift == 12 ? "\\u" : "") += digits[code_point >> shift & 15];
        else
            out += text.substr(i, length);
        i += std::max<size_t>(length, 1);
    }
    return out;
}

std::string gml_string(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\x";
                out += digits[c >> 4];
                out += digits[c & 15];
            } else {
                out += c;
            }
        }
    }
    return out + '"';
}

std::string shortest_number(double number) {
    std::array<char, 32> buffer;
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return std::string(buffer.data(), end);
}

} // namespace scope
