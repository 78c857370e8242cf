#include "core/project/json.h"

#include "core/base/text.h"

#include <charconv>
#include <cmath>

namespace scope {

class JsonParser {
public:
    explicit JsonParser(std::string_view text) { m_out.m_text = text; }

    tl::expected<JsonDocument, JsonError> run() {
        if (m_out.m_text.size() >= UINT32_MAX) return tl::unexpected(JsonError{"the file is too large", 0});
        if (m_out.m_text.substr(0, 3) == "\xEF\xBB\xBF") m_at = 3;
        m_out.m_nodes.reserve(m_out.m_text.size() / 24 + 8);
        if (!document()) return tl::unexpected(std::move(m_error));
        return std::move(m_out);
    }

private:
    struct Open { ///< an array or object being read
        uint32_t node;
        uint32_t last_child;
    };

    bool document();
    bool member_or_end(bool& closed);
    bool value();
    bool string(JsonDocument::Piece& out);
    bool unescape(uint32_t begin, JsonDocument::Piece& out);
    bool hex4(uint32_t& code);
    bool number(JsonDocument::Node& node);
    bool word(JsonDocument::Node& node);

    std::string_view text() const { return m_out.m_text; }
    bool at_end() const { return m_at >= text().size(); }
    char peek() const { return at_end() ? '\0' : text()[m_at]; }
    void skip_space() {
        while (!at_end() &&
               (text()[m_at] == ' ' || text()[m_at] == '\n' || text()[m_at] == '\r' || text()[m_at] == '\t'))
            ++m_at;
    }
    bool fail(std::string message, size_t offset) {
        m_error = {std::move(message), static_cast<uint32_t>(offset)};
        return false;
    }
    bool fail_here(std::string_view wanted);

    JsonDocument m_out;
    JsonError m_error;
    size_t m_at = 0;
    std::vector<Open> m_open;
    JsonDocument::Piece m_key;
};

bool JsonParser::fail_here(std::string_view wanted) {
    if (at_end()) {
        if (m_open.empty()) return fail("the file ends where " + std::string(wanted) + " should be", m_at);
        const JsonDocument::Node& open = m_out.m_nodes[m_open.back().node];
        const char* what = open.kind == JsonKind::array ? "the array" : "the object";
        size_t line = 1;
        for (char c : text().substr(0, open.offset)) line += c == '\n';
        return fail(std::string("the file ends inside ") + what + " that starts in line " + std::to_string(line), m_at);
    }
    size_t end = m_at;
    next_utf8(text(), end);
    std::string found = escape_control(text().substr(m_at, end - m_at));
    return fail("expected " + std::string(wanted) + ", found '" + found + "'", m_at);
}

/// Reads the root value and everything in it; one turn of the loop reads one value or one closing bracket.
bool JsonParser::document() {
    skip_space();
    if (!value()) return false;
    while (!m_open.empty()) {
        bool closed = false;
        if (!member_or_end(closed)) return false;
        if (!closed && !value()) return false;
    }
    skip_space();
    while (peek() == '\0' && !at_end()) ++m_at; // some editors pad files with NUL
    skip_space();
    return at_end() || fail_here("the end of the file");
}

/// Before an element: its separator and name, or the bracket that closes the innermost array or object.
bool JsonParser::member_or_end(bool& closed) {
    Open open = m_open.back();
    bool is_array = m_out.m_nodes[open.node].kind == JsonKind::array;
    char close = is_array ? ']' : '}';
    skip_space();
    if (open.last_child != JsonDocument::none && peek() != close) {
        if (peek() != ',') return fail_here(is_array ? "',' or ']'" : "',' or '}'");
        ++m_at;
        skip_space();
    }
    if (peek() == close) {
        ++m_at;
        m_open.pop_back();
        closed = true;
        return true;
    }
    if (is_array) return true;
    if (peek() != '"') return fail_here("a name in quotes or '}'");
    if (!string(m_key)) return false;
    skip_space();
    if (peek() != ':') return fail_here("':'");
    ++m_at;
    skip_space();
    return true;
}

bool JsonParser::value() {
    auto& nodes = m_out.m_nodes;
    if (nodes.size() >= JsonDocument::max_values) return fail("the file holds too many values", m_at);
    auto index = static_cast<uint32_t>(nodes.size());
    JsonDocument::Node node;
    node.offset = static_cast<uint32_t>(m_at);
    node.key = m_key;
    m_key = {};
    char c = peek();
    bool opens = c == '{' || c == '[';
    if (opens) {
        if (m_open.size() >= JsonDocument::max_depth) return fail("nested too deeply", m_at);
        node.kind = c == '{' ? JsonKind::object : JsonKind::array;
        node.first_child = JsonDocument::none;
        ++m_at;
    } else if (c == '"') {
        node.kind = JsonKind::string;
        JsonDocument::Piece piece;
        if (!string(piece)) return false;
        node.string = piece;
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        if (!number(node)) return false;
    } else if (!word(node)) {
        return false;
    }
    nodes.push_back(node);
    if (!m_open.empty()) {
        Open& parent = m_open.back();
        if (parent.last_child == JsonDocument::none)
            nodes[parent.node].first_child = index;
        else
            nodes[parent.last_child].next = index;
        parent.last_child = index;
    }
    if (opens) m_open.push_back({index, JsonDocument::none});
    return true;
}

bool JsonParser::string(JsonDocument::Piece& out) {
    size_t quote = m_at++;
    auto begin = static_cast<uint32_t>(m_at);
    while (!at_end() && text()[m_at] != '"' && text()[m_at] != '\\') ++m_at;
    if (at_end()) return fail("the file ends inside a string", quote);
    if (text()[m_at] == '\\') return unescape(begin, out);
    out = {begin, static_cast<uint32_t>(m_at) - begin};
    ++m_at;
    return true;
}

/// The rest of a string from its first backslash on.
bool JsonParser::unescape(uint32_t begin, JsonDocument::Piece& out) {
    std::string plain(text().substr(begin, m_at - begin));
    for (;;) {
        if (at_end()) return fail("the file ends inside a string", begin - 1);
        char c = text()[m_at++];
        if (c == '"') break;
        if (c != '\\') {
            plain += c;
            continue;
        }
        char escape = peek();
        ++m_at;
        uint32_t code = 0;
        switch (escape) {
        case 'n': plain += '\n'; break;
        case 'r': plain += '\r'; break;
        case 't': plain += '\t'; break;
        case 'b': plain += '\b'; break;
        case 'f': plain += '\f'; break;
        case 'u': {
            if (!hex4(code)) return false;
            uint32_t low = 0;
            if (code >= 0xD800 && code < 0xDC00 && text().substr(m_at, 2) == "\\u") {
                size_t before = m_at;
                m_at += 2;
                if (!hex4(low)) return false;
                if (low >= 0xDC00 && low < 0xE000)
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                else
                    m_at = before;
            }
            append_utf8(plain, code);
            break;
        }
        case '"':
        case '\\':
        case '/': plain += escape; break;
        default: return fail("unknown escape in a string", m_at - 2);
        }
    }
    out = {static_cast<uint32_t>(m_out.m_unescaped.size()), JsonDocument::none};
    m_out.m_unescaped.push_back(std::move(plain));
    return true;
}

bool JsonParser::hex4(uint32_t& code) {
    std::string_view digits = text().substr(m_at, 4);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc{} || end != digits.data() + 4) return fail("\\u needs four hexadecimal digits", m_at - 2);
    m_at += 4;
    return true;
}

bool JsonParser::number(JsonDocument::Node& node) {
    const char* first = text().data() + m_at;
    const char* last = text().data() + text().size();
    int64_t whole = 0;
    auto [end, error] = std::from_chars(first, last, whole);
    if (error == std::errc{} && (end == last || (*end != '.' && *end != 'e' && *end != 'E'))) {
        node.kind = JsonKind::integer;
        node.integer = whole;
        m_at += static_cast<size_t>(end - first);
        return true;
    }
    double real = 0;
    auto [real_end, real_error] = std::from_chars(first, last, real);
    if (real_end == first) return fail_here("a value");
    if (real_error == std::errc::result_out_of_range) real = *first == '-' ? -HUGE_VAL : HUGE_VAL;
    node.kind = JsonKind::real;
    node.real = real;
    m_at += static_cast<size_t>(real_end - first);
    return true;
}

bool JsonParser::word(JsonDocument::Node& node) {
    struct Word {
        std::string_view text;
        JsonKind kind;
        int64_t value;
    };
    static constexpr Word words[] = {
        {"true", JsonKind::boolean, 1}, {"false", JsonKind::boolean, 0}, {"null", JsonKind::null, 0}};
    for (const Word& one : words) {
        if (text().substr(m_at, one.text.size()) != one.text) continue;
        node.kind = one.kind;
        node.integer = one.value;
        m_at += one.text.size();
        return true;
    }
    return fail_here("a value");
}

tl::expected<JsonDocument, JsonError> JsonDocument::parse(std::string_view text) {
    return JsonParser(text).run();
}

std::string_view JsonDocument::view(Piece piece) const {
    return piece.length == none ? std::string_view(m_unescaped[piece.begin]) : m_text.substr(piece.begin, piece.length);
}

JsonKind JsonValue::kind() const {
    return m_index == JsonDocument::none ? JsonKind::null : m_document->m_nodes[m_index].kind;
}

JsonValue JsonValue::member(std::string_view name) const {
    if (is_object()) {
        for (JsonValue member : *this) {
            if (member.key() == name) return member;
        }
    }
    return {m_document, JsonDocument::none};
}

// A configuration's values are written as strings, which number() and boolean() read; what is no scalar has none.
JsonValue JsonValue::operator[](std::string_view name) const {
    JsonValue own = member(name);
    const std::vector<std::string>* chain = m_document->m_configurations;
    if (!chain || own.kind() == JsonKind::array || own.is_object()) return own;
    JsonValue configured = member("ConfigValues");
    if (!configured.is_object()) return own;
    for (const std::string& configuration : *chain) {
        JsonValue other = configured.member(configuration).member(name);
        if (!other.is_null()) return other;
    }
    return own;
}

std::string_view JsonValue::text(std::string_view fallback) const {
    return kind() == JsonKind::string ? m_document->view(m_document->m_nodes[m_index].string) : fallback;
}

double JsonValue::number(double fallback) const {
    switch (kind()) {
    case JsonKind::boolean:
    case JsonKind::integer: return static_cast<double>(m_document->m_nodes[m_index].integer);
    case JsonKind::real: return m_document->m_nodes[m_index].real;
    case JsonKind::string: {
        std::string_view digits = text();
        double parsed = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed);
        return error == std::errc{} && end == digits.data() + digits.size() ? parsed : fallback;
    }
    default: return fallback;
    }
}

int64_t JsonValue::integer(int64_t fallback) const {
    if (kind() == JsonKind::integer || kind() == JsonKind::boolean) return m_document->m_nodes[m_index].integer;
    int64_t whole = 0; // a string of one: a double would lose its lowest bits
    if (std::string_view digits = text(); !digits.empty()) {
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
        if (error == std::errc{} && end == digits.data() + digits.size()) return whole;
    }
    double real = number(NAN);
    if (std::isnan(real)) return fallback;
    if (real >= 0x1p63) return INT64_MAX;
    if (real < -0x1p63) return INT64_MIN;
    return static_cast<int64_t>(real);
}

int32_t JsonValue::integer32(int32_t fallback) const {
    int64_t wide = integer(fallback);
    if (wide > INT32_MAX) return INT32_MAX;
    if (wide < INT32_MIN) return INT32_MIN;
    return static_cast<int32_t>(wide);
}

bool JsonValue::boolean(bool fallback) const {
    if (kind() == JsonKind::string) {
        if (equal_ignoring_case(text(), "true")) return true;
        return equal_ignoring_case(text(), "false") ? false : fallback;
    }
    double real = number(NAN);
    return std::isnan(real) ? fallback : real != 0;
}

std::string_view JsonValue::key() const {
    return m_index == JsonDocument::none ? std::string_view() : m_document->view(m_document->m_nodes[m_index].key);
}

uint32_t JsonValue::offset() const {
    return m_index == JsonDocument::none ? 0 : m_document->m_nodes[m_index].offset;
}

JsonValue::Iterator JsonValue::begin() const {
    bool container = kind() == JsonKind::array || kind() == JsonKind::object;
    return {m_document, container ? m_document->m_nodes[m_index].first_child : JsonDocument::none};
}

JsonValue::Iterator JsonValue::end() const {
    return {m_document, JsonDocument::none};
}

JsonValue::Iterator& JsonValue::Iterator::operator++() {
    m_index = m_document->m_nodes[m_index].next;
    return *this;
}

} // namespace scope
