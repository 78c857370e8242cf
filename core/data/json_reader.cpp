#include "core/data/json_reader.h"

#include "core/base/json_string.h"
#include "core/base/source.h"
#include "core/base/text.h"
#include "core/data/json_reading.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace scope {

bool JsonReading::take(JsonTokenKind kind, size_t offset) {
    if (m_passed < m_told) return ++m_passed, true;
    JsonToken token{kind, offset, {}};
    switch (kind) {
    case JsonTokenKind::begin_object:
    case JsonTokenKind::begin_array:
        if (m_depth++ < m_max_depth) break;
        return fail({"nested more than " + std::to_string(m_max_depth) + " levels deep", offset}), false;
    case JsonTokenKind::end_object:
    case JsonTokenKind::end_array: --m_depth; break;
    case JsonTokenKind::key:
    case JsonTokenKind::string: {
        JsonString string = scan_json_string(source, offset, m_scratch);
        if (string.fault != JsonString::Fault::none) return false;
        token.text = string.text;
        break;
    }
    case JsonTokenKind::number: token.text = source.substr(offset, json_number_end(source, offset) - offset); break;
    case JsonTokenKind::boolean:
    case JsonTokenKind::null: token.text = source.substr(offset, source[offset] == 'f' ? 5 : 4); break;
    }
    ++m_told, ++m_passed;
    JsonOutcome taken = m_taker(token);
    if (!taken) fail(std::move(taken.error()));
    return !m_failed;
}

// ---- numbers

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
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

double json_number(std::string_view text) {
    double value = 0;
    auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc::result_out_of_range) return value;
    value = is_large(text) ? INFINITY : 0.0;
    return text.starts_with('-') ? -value : value;
}

size_t json_number_end(std::string_view text, size_t at) {
    auto is = [&](std::string_view any) { return at < text.size() && any.find(text[at]) != std::string_view::npos; };
    auto digits = [&] {
        while (at < text.size() && is_digit(text[at])) ++at;
    };
    if (is("-")) ++at;
    digits();
    if (is(".")) ++at, digits();
    if (!is("eE")) return at;
    ++at;
    if (is("+-")) ++at;
    return digits(), at;
}

bool is_json_number(std::string_view text) {
    size_t at = text.starts_with('-') ? 1 : 0;
    auto digits = [&] {
        size_t start = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return at > start;
    };
    bool zero = at < text.size() && text[at] == '0';
    size_t start = at;
    if (!digits() || (zero && at > start + 1)) return false;
    if (at < text.size() && text[at] == '.' && (++at, !digits())) return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (!digits()) return false;
    }
    return at == text.size();
}

// ---- what the libraries do not read

static bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// Of `out`, a copy of the source.
static void replace_what_is_ours(std::string& out, std::string_view source, JsonDialect dialect) {
    bool all_utf8 = is_utf8_quickly(source), yy = dialect == JsonDialect::yy;
    if (source.starts_with("\xEF\xBB\xBF")) out.replace(0, 3, "   ");
    std::string scratch;
    bool after_value = false;         // whether the last token ended a value
    size_t comma = std::string::npos; // behind a value, with nothing after it yet
    for (size_t at = 0; at < out.size(); ++at) {
        char c = out[at];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        bool closes = c == '}' || c == ']';
        if (closes && comma != std::string::npos && dialect != JsonDialect::strict) out[comma] = ' ';
        comma = c == ',' && after_value ? at : std::string::npos;
        after_value = closes;
        if (c == '"') {
            JsonString string = scan_json_string(source, at, scratch);
            if (string.fault != JsonString::Fault::none) break; // the libraries stop there, too
            bool plain = string.plain && all_utf8;
            size_t length = string.end - at - 2;
            if (!plain && (yy || !has_control(source.substr(at + 1, length)))) out.replace(at + 1, length, length, '?');
            at = string.end - 1;
            after_value = true;
        } else if (c == '-' || is_digit(c)) {
            size_t end = json_number_end(source, at);
            std::string_view number = source.substr(at, end - at);
            double value = 0;
            auto read = std::from_chars(number.data(), number.data() + number.size(), value);
            bool whole = read.ptr == number.data() + number.size() && read.ec != std::errc::invalid_argument;
            bool odd = is_json_number(number) ? read.ec == std::errc::result_out_of_range : yy;
            if (whole && odd) out.replace(at, number.size(), "0" + std::string(number.size() - 1, ' '));
            at = end - 1;
            after_value = true;
        } else if ((c >= 'a' && c <= 'z') || c == '\0') {
            after_value = c != '\0';      // of a word
            if (c == '\0') out[at] = '?'; // NUL is the end for nlohmann_json; some .yy files are padded with it
            constexpr std::string_view padding("\0 \t\r\n", 5);
            if (c == '\0' && yy && source.find_first_not_of(padding, at) == std::string::npos)
                return void(out.replace(at, out.size() - at, out.size() - at, ' '));
        }
    }
}

// ---- reading

JsonOutcome read_json(std::string_view text, const JsonReadOptions& options, const JsonTaker& take) {
    if (text.size() >= UINT32_MAX) return tl::unexpected(JsonError{"the text is larger than 4 GB", 0});
    thread_local std::string spare; // a copy's memory serves the next text, but for a reading inside of this one
    JsonReading reading(text, options, take);
    std::string copy = std::move(spare);
    copy.clear();
    copy.reserve(text.size() + json_padding);
    copy = text;
    bool strict = options.dialect == JsonDialect::strict;
    if (!strict) replace_what_is_ours(copy, text, options.dialect);
    copy.append(json_padding, ' ');
    if (!read_json_quickly(reading, copy) && !reading.failed()) {
        copy.resize(text.size());
        if (strict) replace_what_is_ours(copy, text, options.dialect);
        read_json_carefully(reading, copy);
    }
    if (text.size() <= json_kept_size) spare = std::move(copy);
    return reading.outcome();
}

std::string json_place(std::string_view name, std::string_view text, size_t offset) {
    // Only the part up to the place is indexed, and only when there is an error to show.
    std::string_view head = text.substr(0, std::min(offset + 1, text.size()));
    LineColumn at = SourceFile({}, std::string(head)).locate(static_cast<uint32_t>(std::min(offset, text.size())));
    std::string place = std::to_string(at.line) + ":" + std::to_string(at.column);
    return name.empty() ? place : std::string(name) + ":" + place;
}

} // namespace scope
