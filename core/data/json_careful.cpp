// JSON by nlohmann_json, whose events say what comes next and whose refusal says that something is wrong. Where that is
// we find by going over the text beside it.
#include "core/base/json_string.h"
#include "core/base/text.h"
#include "core/data/json_reading.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace scope {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Careful {
public:
    Careful(JsonReading& reading, std::string_view text) : m_reading(reading), m_text(text) {}

    void run() {
        m_reading.begin_anew();
        nlohmann::json::sax_parse(m_text.begin(), m_text.end(), this);
    }

    // What nlohmann_json calls; each says whether to go on.
    bool null() { return take(JsonTokenKind::null); }
    bool boolean(bool) { return take(JsonTokenKind::boolean); }
    bool number_integer(int64_t) { return take(JsonTokenKind::number); }
    bool number_unsigned(uint64_t) { return take(JsonTokenKind::number); }
    bool number_float(double, const std::string&) { return take(JsonTokenKind::number); }
    bool string(std::string&) { return take(JsonTokenKind::string); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool key(std::string&) { return take(JsonTokenKind::key); }
    bool start_object(size_t) { return take(JsonTokenKind::begin_object); }
    bool end_object() { return take(JsonTokenKind::end_object); }
    bool start_array(size_t) { return take(JsonTokenKind::begin_array); }
    bool end_array() { return take(JsonTokenKind::end_array); }
    bool parse_error(size_t, const std::string&, const nlohmann::json::exception&) {
        m_reading.fail(mistake());
        return false;
    }

private:
    bool take(JsonTokenKind kind) {
        size_t at = m_text.find_first_not_of(" \t\r\n,:", m_end);
        m_last = kind;
        m_begin = at;
        m_end = at + 1;
        switch (kind) {
        case JsonTokenKind::begin_object:
        case JsonTokenKind::begin_array: m_open.push_back(at); break;
        case JsonTokenKind::end_object:
        case JsonTokenKind::end_array: m_open.pop_back(); break;
        case JsonTokenKind::key:
        case JsonTokenKind::string: m_end = scan_json_string(m_text, at, m_scratch).end; break;
        case JsonTokenKind::number: m_end = json_number_end(m_text, at); break;
        case JsonTokenKind::boolean:
        case JsonTokenKind::null: m_end = at + (m_text[at] == 'f' ? 5 : 4); break;
        }
        return m_reading.take(kind, at);
    }

    // ---- the mistake behind the last token

    char at(size_t place) const { return place < m_text.size() ? m_text[place] : '\0'; }
    size_t behind_space(size_t place) const {
        return std::min(m_text.find_first_not_of(" \t\r\n", place), m_text.size());
    }
    bool in_object() const { return m_text[m_open.back()] == '{'; }

    JsonError mistake() const {
        size_t place = behind_space(m_end);
        if (m_last == JsonTokenKind::key) {
            if (at(place) != ':') return expected("':'", place);
            return mistake_in_value(behind_space(place + 1));
        }
        if (m_last == JsonTokenKind::begin_object) return mistake_in_key(place);
        if (!m_last || m_last == JsonTokenKind::begin_array) return mistake_in_value(place);
        if (m_last == JsonTokenKind::number && !is_json_number(m_text.substr(m_begin, m_end - m_begin)))
            return mistake_in_number(m_begin);
        if (m_open.empty()) return {"something follows the end of the JSON: " + found(place), place};
        if (at(place) != ',') return expected(in_object() ? "',' or '}'" : "',' or ']'", place);
        size_t next = behind_space(place + 1);
        if (at(next) == (in_object() ? '}' : ']')) return {"a comma before the closing bracket", place};
        return in_object() ? mistake_in_key(next) : mistake_in_value(next);
    }

    JsonError mistake_in_key(size_t place) const {
        return at(place) == '"' ? mistake_in_string(place) : expected("a key in quotes", place);
    }

    JsonError mistake_in_value(size_t place) const {
        char c = at(place);
        if (c == '"') return mistake_in_string(place);
        if (c == '-' || is_digit(c)) return mistake_in_number(place);
        for (std::string_view word : {"true", "false", "null"})
            if (m_text.substr(place, 2) == word.substr(0, 2)) return {"expected '" + std::string(word) + "'", place};
        return expected("a value", place);
    }

    JsonError mistake_in_string(size_t quote) const {
        std::string scratch;
        JsonString string = scan_json_string(m_reading.source, quote, scratch);
        auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        auto text = m_reading.source.substr(quote, string.end - quote);
        auto control = std::find_if(text.begin(), text.end(), is_control);
        if (control != text.end() && m_reading.dialect != JsonDialect::yy) {
            size_t place = quote + static_cast<size_t>(control - text.begin());
            return {"a control character in a string, " + found(place) + ", must be written as an escape", place};
        }
        if (string.fault == JsonString::Fault::digits) return {"\\u needs four hexadecimal digits", string.end};
        if (string.fault == JsonString::Fault::escape)
            return {"an escape that JSON does not know: '\\" +
                        escape_control(m_reading.source.substr(string.end + 1, 1)) + "'",
                    string.end};
        return {"a string that is not closed", quote};
    }

    JsonError mistake_in_number(size_t place) const {
        size_t begin = place + (at(place) == '-');
        auto behind_digits = [&](size_t from) {
            while (is_digit(at(from))) ++from;
            return from;
        };
        size_t next = behind_digits(begin);
        if (next == begin) return expected("a digit", next);
        if (at(begin) == '0' && next - begin > 1) return {"a number may not begin with 0 and another digit", begin};
        if (at(next) == '.') {
            begin = next + 1;
            next = behind_digits(begin);
            if (next == begin) return expected("a digit after the point", next);
        }
        if (at(next) == 'e' || at(next) == 'E') ++next;
        if (at(next) == '+' || at(next) == '-') ++next;
        return expected("a digit in the exponent", next);
    }

    JsonError expected(std::string_view what, size_t place) const {
        return {"expected " + std::string(what) + " but found " + found(place), place};
    }

    /// How an unexpected byte is named in an error.
    std::string found(size_t place) const {
        if (place >= m_text.size()) return "the end of the text" + unclosed();
        size_t next = place;
        next_utf8(m_reading.source, next);
        std::string_view bytes = m_reading.source.substr(place, next - place);
        if (bytes.size() == 1 && static_cast<unsigned char>(bytes[0]) >= 0x80) return "a byte that is not UTF-8";
        return "'" + escape_control(bytes) + "'";
    }

    /// In a text of several lines, where what is not closed begins.
    std::string unclosed() const {
        if (m_open.empty() || m_text.find('\n') == std::string_view::npos) return "";
        auto line = 1 + std::count(m_text.begin(), m_text.begin() + static_cast<ptrdiff_t>(m_open.back()), '\n');
        return std::string(" inside the ") + (in_object() ? "object" : "array") + " that starts in line " +
               std::to_string(line);
    }

    JsonReading& m_reading;
    std::string_view m_text;
    size_t m_begin = 0, m_end = 0; ///< of the last token
    std::optional<JsonTokenKind> m_last;
    std::vector<size_t> m_open; ///< where each open bracket is
    std::string m_scratch;
};

} // namespace

void read_json_carefully(JsonReading& reading, std::string_view copy) {
    Careful(reading, copy).run();
}

} // namespace scope
