#include "core/base/json_string.h"

#include "core/base/text.h"

#include <charconv>

namespace scope {

/// The code unit whose four digits begin at `at`; -1 when they are none.
static int code_unit(std::string_view text, size_t at) {
    std::string_view digits = text.substr(std::min(at, text.size()), 4);
    int unit = 0;
    bool begins = digits.size() == 4 && digits[0] != '-';
    auto read = begins ? std::from_chars(digits.data(), digits.data() + 4, unit, 16) : std::from_chars_result{};
    return begins && read.ec == std::errc() && read.ptr == digits.data() + 4 ? unit : -1;
}

/// Appends what \uXXXX at `at`, or two of them, stand for and leaves `at` behind.
static JsonString::Fault append_code_point(std::string& out, std::string_view text, size_t& at) {
    int first = code_unit(text, at + 2);
    if (first < 0) return JsonString::Fault::digits;
    at += 6;
    auto code_point = static_cast<uint32_t>(first);
    if (first >= 0xD800 && first < 0xDC00 && text.substr(at, 2) == "\\u") {
        int second = code_unit(text, at + 2);
        if (second >= 0xDC00 && second < 0xE000) {
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + static_cast<uint32_t>(second - 0xDC00);
            at += 6;
        }
    }
    append_utf8(out, code_point);
    return JsonString::Fault::none;
}

/// Appends what the escape at `at` stands for and leaves `at` behind it.
static JsonString::Fault append_escape(std::string& out, std::string_view text, size_t& at) {
    if (at + 1 >= text.size()) return JsonString::Fault::open;
    char letter = text[at + 1];
    switch (letter) {
    case '"':
    case '\\':
    case '/': break;
    case 'b': letter = '\b'; break;
    case 'f': letter = '\f'; break;
    case 'n': letter = '\n'; break;
    case 'r': letter = '\r'; break;
    case 't': letter = '\t'; break;
    case 'u': return append_code_point(out, text, at);
    default: return JsonString::Fault::escape;
    }
    out += letter;
    at += 2;
    return JsonString::Fault::none;
}

JsonString scan_odd_json_string(std::string_view source, size_t quote, std::string& scratch) {
    JsonString out;
    size_t from = quote + 1, at = from; // `from`: what is not in the scratch yet
    scratch.clear();
    bool copied = false;
    while ((at = end_of_plain(source, at)) < source.size() && source[at] != '"') {
        out.plain = false;
        if (source[at] != '\\') {
            ++at;
            continue;
        }
        scratch.append(source, from, at - from);
        copied = true;
        out.end = at;
        out.fault = append_escape(scratch, source, at);
        if (out.fault != JsonString::Fault::none) return out;
        from = at;
    }
    out.end = std::min(at + 1, source.size());
    if (at >= source.size()) out.fault = JsonString::Fault::open;
    out.text = source.substr(from, at - from);
    if (copied) out.text = scratch.append(out.text);
    return out;
}

} // namespace scope
