// base64_*, md5_string_* and sha1_string_*. The unicode variants hash the text as UTF-16, low byte first.

#include "core/data/encoding.h"
#include "core/lib/digest.h"
#include "core/lib/text_argument.h"
#include "core/lib/value_tables.h"

namespace scope {

static NativeStatus encode(NativeCall& c) {
    TextArgument text(c, 0);
    if (c.failed() || !c.may_read(text.bytes()) || !fits_text(c, text.bytes() / 3 * 4 + 4)) return NativeStatus::fault;
    return c.done(std::string_view(base64_encode(text.view())));
}

static NativeStatus decode(NativeCall& c) {
    TextArgument text(c, 0);
    if (c.failed() || !c.may_read(text.bytes()) || !fits_text(c, text.bytes())) return NativeStatus::fault;
    return c.done(std::string_view(base64_decode_loosely(text.view())));
}

static std::string utf16(std::string_view text) {
    std::string out;
    auto unit = [&](uint32_t code) {
        out += static_cast<char>(code & 255);
        out += static_cast<char>(code >> 8 & 255);
    };
    for (size_t at = 0; at < text.size();) {
        uint32_t point = next_utf8(text, at);
        if (point >= 0x10000) {
            unit(0xD800 + ((point - 0x10000) >> 10));
            unit(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            unit(point);
        }
    }
    return out;
}

template<std::string hash(std::string_view), bool unicode> static NativeStatus hashed(NativeCall& c) {
    TextArgument text(c, 0);
    if (c.failed() || !c.may_read(16 * text.bytes()) || !c.may_allocate(unicode ? 2 * text.bytes() : 0))
        return NativeStatus::fault;
    return c.done(std::string_view(unicode ? hash(utf16(text.view())) : hash(text.view())));
}

static constexpr NativeRow rows[] = {
    {"base64_encode", encode, 1, 1},
    {"base64_decode", decode, 1, 1},
    {"md5_string_utf8", hashed<md5_hex, false>, 1, 1},
    {"md5_string_unicode", hashed<md5_hex, true>, 1, 1},
    {"sha1_string_utf8", hashed<sha1_hex, false>, 1, 1},
    {"sha1_string_unicode", hashed<sha1_hex, true>, 1, 1},
};

std::span<const NativeRow> hashing_natives() {
    return rows;
}

} // namespace scope
