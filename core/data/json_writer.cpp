#include "core/data/json_writer.h"

#include "core/base/text.h"
#include "core/base/verify.h"

#include <charconv>
#include <cmath>

namespace scope {

void append_json_string(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (size_t i = 0; i < text.size();) {
        unsigned char c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80) {
            size_t begin = i;
            next_utf8(text, i);
            if (i - begin == 1)
                out += "\xEF\xBF\xBD"; // a byte that is no UTF-8
            else
                out += text.substr(begin, i - begin);
            continue;
        }
        ++i;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        default:
            if (c < 0x20 || c == 0x7F) {
                out += "\\u00";
                out += digits[c >> 4];
                out += digits[c & 15];
            } else {
                out += static_cast<char>(c);
            }
        }
    }
    out += '"';
}

void JsonWriter::new_line() {
    if (m_indent == 0) return;
    m_out += '\n';
    m_out.append(m_open.size() * static_cast<size_t>(m_indent), ' ');
}

void JsonWriter::before_value() {
    if (m_after_key) {
        m_after_key = false;
        return;
    }
    if (m_open.empty()) return;
    VERIFY(!m_open.back().object); // a value in an object needs its key first
    if (!m_open.back().empty) m_out += ',';
    m_open.back().empty = false;
    new_line();
}

void JsonWriter::open(char bracket) {
    before_value();
    m_out += bracket;
    m_open.push_back({bracket == '{', true});
}

void JsonWriter::close(char bracket) {
    VERIFY(!m_open.empty() && m_open.back().object == (bracket == '}') && !m_after_key);
    bool empty = m_open.back().empty;
    m_open.pop_back();
    if (!empty) new_line();
    m_out += bracket;
}

JsonWriter& JsonWriter::begin_object() {
    return open('{'), *this;
}
JsonWriter& JsonWriter::end_object() {
    return close('}'), *this;
}
JsonWriter& JsonWriter::begin_array() {
    return open('['), *this;
}
JsonWriter& JsonWriter::end_array() {
    return close(']'), *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    VERIFY(!m_open.empty() && m_open.back().object && !m_after_key);
    if (!m_open.back().empty) m_out += ',';
    m_open.back().empty = false;
    new_line();
    append_json_string(m_out, name);
    m_out += m_indent ? ": " : ":";
    m_after_key = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    before_value();
    append_json_string(m_out, text);
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return string(shortest_number(value));
    return raw(shortest_number(value));
}

JsonWriter& JsonWriter::integer(int64_t value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return raw({digits, static_cast<size_t>(end - digits)});
}

JsonWriter& JsonWriter::boolean(bool value) {
    return raw(value ? "true" : "false");
}
JsonWriter& JsonWriter::null() {
    return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    before_value();
    m_out += json;
    return *this;
}

} // namespace scope
