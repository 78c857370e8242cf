#include "core/data/json_reader.h"

#include "core/base/source.h"
#include "core/base/text.h"

#include <charconv>
#include <cmath>

namespace scope {

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// How an unexpected byte is named in an error.
static std::string describe(std::string_view text, size_t at) {
    if (at >= text.size()) return "the end of the text";
    size_t next = at;
    next_utf8(text, next);
    std::string_view bytes = text.substr(at, next - at);
    if (bytes.size() == 1 && static_cast<unsigned char>(bytes[0]) >= 0x80) return "a byte that is not UTF-8";
    return "'" + escape_control(bytes) + "'";
}

std::string json_place(std::string_view name, std::string_view text, size_t offset) {
    // Only the part up to the place is indexed, and only when there is an error to show.
    std::string_view head = text.substr(0, std::min(offset + 1, text.size()));
    LineColumn at = SourceFile({}, std::string(head)).locate(static_cast<uint32_t>(std::min(offset, text.size())));
    std::string place = std::to_string(at.line) + ":" + std::to_string(at.column);
    return name.empty() ? place : std::string(name) + ":" + place;
}

JsonReader::JsonReader(std::string_view text, JsonReadOptions options) : m_source(text), m_options(options) {
    if (text.size() >= UINT32_MAX) {
        m_failed = true;
        m_error = {"the text is larger than 4 GB", std::string(options.name)};
    }
    if (text.starts_with("\xEF\xBB\xBF")) m_at = 3;
}

Error JsonReader::error_at(size_t offset, std::string message) const {
    return {std::move(message), json_place(m_options.name, m_source, offset)};
}

tl::unexpected<Error> JsonReader::bad(size_t offset, std::string message) {
    return tl::unexpected<Error>(error_at(offset, std::move(message)));
}

Result<JsonToken> JsonReader::next() {
    if (m_failed) return tl::unexpected<Error>(m_error);
    Result<JsonToken> token = step();
    if (!token) {
        m_failed = true;
        m_error = token.error();
    }
    return token;
}

/// Whether a number beyond the range of doubles is a large one (and not a tiny one): where its first digit stands
/// decides.
static bool is_large(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::string_view mantissa = text.substr(0, mark);
    double exponent = 0;
    if (mark < text.size())
        for (char c : text.substr(mark + 1))
            if (is_digit(c)) exponent = exponent * 10 + (c - '0');
    if (text.find('-', mark) != std::string_view::npos) exponent = -exponent;
    size_t point = std::min(mantissa.find('.'), mantissa.size());
    size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
    return static_cast<double>(point) - static_cast<double>(first) + exponent > 0;
}

double JsonReader::number() const {
    double value = 0;
    auto result = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value);
    if (result.ec != std::errc::result_out_of_range) return value;
    value = is_large(m_text) ? INFINITY : 0.0;
    return m_text.starts_with('-') ? -value : value;
}

void JsonReader::skip_space() {
    while (m_at < m_source.size()) {
        char c = m_source[m_at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
        ++m_at;
    }
}

void JsonReader::after_value() {
    m_expect = m_open.empty() ? Expect::nothing : Expect::comma_or_close;
}

Result<JsonToken> JsonReader::step() {
    skip_space();
    char c = m_at < m_source.size() ? m_source[m_at] : '\0';
    if (m_expect == Expect::comma_or_close && c == ',' && m_at < m_source.size()) {
        size_t comma = m_at++;
        skip_space();
        c = m_at < m_source.size() ? m_source[m_at] : '\0';
        bool closes = c == (m_open.back() ? '}' : ']');
        if (closes && !m_options.trailing_commas) return bad(comma, "a comma before the closing bracket");
        if (!closes) m_expect = m_open.back() ? Expect::key : Expect::value;
    }
    m_token = m_at;
    switch (m_expect) {
    case Expect::nothing:
        if (m_at < m_source.size())
            return bad(m_at, "something follows the end of the JSON: " + describe(m_source, m_at));
        return JsonToken::end;
    case Expect::comma_or_close:
        if (c == '}' && m_open.back()) return close(true);
        if (c == ']' && !m_open.back()) return close(false);
        return bad(m_at, std::string("expected ',' or '") + (m_open.back() ? '}' : ']') + "' but found " +
                             describe(m_source, m_at));
    case Expect::key_or_close:
        if (c == '}') return close(true);
        [[fallthrough]];
    case Expect::key:
        if (c != '"') return bad(m_at, "expected a key in quotes but found " + describe(m_source, m_at));
        return scan_string(true);
    case Expect::first_or_close:
        if (c == ']') return close(false);
        return value();
    case Expect::value: break;
    }
    return value();
}

Result<JsonToken> JsonReader::value() {
    char c = m_at < m_source.size() ? m_source[m_at] : '\0';
    switch (c) {
    case '{': return open(true);
    case '[': return open(false);
    case '"': return scan_string(false);
    case 't': m_flag = true; return literal("true", JsonToken::boolean);
    case 'f': m_flag = false; return literal("false", JsonToken::boolean);
    case 'n': return literal("null", JsonToken::null);
    default:
        if (c == '-' || is_digit(c)) return scan_number();
        return bad(m_at, "expected a value but found " + describe(m_source, m_at));
    }
}

Result<JsonToken> JsonReader::open(bool object) {
    if (m_open.size() >= m_options.max_depth)
        return bad(m_at, "nested more than " + std::to_string(m_options.max_depth) + " levels deep");
    m_open.push_back(object);
    ++m_at;
    m_expect = object ? Expect::key_or_close : Expect::first_or_close;
    return object ? JsonToken::begin_object : JsonToken::begin_array;
}

Result<JsonToken> JsonReader::close(bool object) {
    m_open.pop_back();
    ++m_at;
    after_value();
    return object ? JsonToken::end_object : JsonToken::end_array;
}

Result<JsonToken> JsonReader::literal(std::string_view word, JsonToken token) {
    if (m_source.substr(m_at, word.size()) != word) return bad(m_at, "expected '" + std::string(word) + "'");
    m_at += word.size();
    after_value();
    return token;
}

Result<JsonToken> JsonReader::scan_number() {
    size_t begin = m_at;
    auto digits = [&] {
        size_t first = m_at;
        while (m_at < m_source.size() && is_digit(m_source[m_at])) ++m_at;
        return m_at > first;
    };
    auto at = [&](char c) { return m_at < m_source.size() && m_source[m_at] == c; };
    if (at('-')) ++m_at;
    size_t whole = m_at;
    if (!digits()) return bad(m_at, "expected a digit but found " + describe(m_source, m_at));
    if (m_source[whole] == '0' && m_at - whole > 1)
        return bad(whole, "a number may not begin with 0 and another digit");
    m_integer = true;
    if (at('.')) {
        m_integer = false;
        ++m_at;
        if (!digits()) return bad(m_at, "expected a digit after the point but found " + describe(m_source, m_at));
    }
    if (at('e') || at('E')) {
        m_integer = false;
        ++m_at;
        if (at('+') || at('-')) ++m_at;
        if (!digits()) return bad(m_at, "expected a digit in the exponent but found " + describe(m_source, m_at));
    }
    m_text = m_source.substr(begin, m_at - begin);
    after_value();
    return JsonToken::number;
}

Result<JsonToken> JsonReader::scan_string(bool is_key) {
    size_t begin = ++m_at;
    bool copied = false;
    size_t run = begin; // start of the bytes not yet copied
    while (true) {
        if (m_at >= m_source.size()) return bad(m_token, "a string that is not closed");
        char c = m_source[m_at];
        if (c == '"') break;
        if (static_cast<unsigned char>(c) < 0x20)
            return bad(m_at, "a control character in a string, " + describe(m_source, m_at) +
                                 ", must be written as an escape");
        if (c != '\\') {
            ++m_at;
            continue;
        }
        if (!copied) m_buffer.clear();
        copied = true;
        m_buffer.append(m_source, run, m_at - run);
        if (auto ok = scan_escape(); !ok) return tl::unexpected<Error>(ok.error());
        run = m_at;
    }
    if (copied) {
        m_buffer.append(m_source, run, m_at - run);
        m_text = m_buffer;
    } else {
        m_text = m_source.substr(begin, m_at - begin);
    }
    ++m_at;
    if (!is_key) {
        after_value();
        return JsonToken::string;
    }
    skip_space();
    if (m_at >= m_source.size() || m_source[m_at] != ':')
        return bad(m_at, "expected ':' but found " + describe(m_source, m_at));
    ++m_at;
    m_expect = Expect::value;
    return JsonToken::key;
}

/// One escape at m_at, appended to m_buffer. A lone half of a surrogate pair becomes U+FFFD.
Result<bool> JsonReader::scan_escape() {
    size_t begin = m_at++;
    char c = m_at < m_source.size() ? m_source[m_at++] : '\0';
    switch (c) {
    case '"':
    case '\\':
    case '/': m_buffer += c; return true;
    case 'b': m_buffer += '\b'; return true;
    case 'f': m_buffer += '\f'; return true;
    case 'n': m_buffer += '\n'; return true;
    case 'r': m_buffer += '\r'; return true;
    case 't': m_buffer += '\t'; return true;
    case 'u': break;
    default: return bad(begin, "an escape that JSON does not know: '\\" + (c ? escape_control({&c, 1}) : "") + "'");
    }
    auto unit = [&](size_t at) -> int {
        int value = 0;
        for (size_t i = 0; i < 4; ++i) {
            int digit = at + i < m_source.size() ? hex_value(m_source[at + i]) : -1;
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value;
    };
    int first = unit(m_at);
    if (first < 0) return bad(begin, "\\u needs four hexadecimal digits");
    m_at += 4;
    uint32_t code_point = static_cast<uint32_t>(first);
    if (first >= 0xD800 && first < 0xDC00 && m_source.substr(m_at, 2) == "\\u") {
        int second = unit(m_at + 2);
        if (second >= 0xDC00 && second < 0xE000) {
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + static_cast<uint32_t>(second - 0xDC00);
            m_at += 6;
        }
    }
    append_utf8(m_buffer, code_point);
    return true;
}

} // namespace scope
