#include "core/project/json.h"

#include "core/base/text.h"

#include <charconv>
#include <cmath>

namespace scope {

/// Makes nodes of tokens.
class JsonTree {
public:
    explicit JsonTree(JsonDocument& out) : m_out(out) {}

    JsonOutcome take(const JsonToken& token) {
        if (token.kind == JsonTokenKind::key) return m_key = piece_of(token), JsonOutcome();
        if (token.kind == JsonTokenKind::end_object || token.kind == JsonTokenKind::end_array)
            return m_open.pop_back(), JsonOutcome();
        if (m_out.m_nodes.size() >= JsonDocument::max_values)
            return tl::unexpected(JsonError{"the file holds too many values", token.offset});
        JsonDocument::Node node = node_of(token);
        node.offset = static_cast<uint32_t>(token.offset);
        node.key = std::exchange(m_key, {});
        auto index = static_cast<uint32_t>(m_out.m_nodes.size());
        m_out.m_nodes.push_back(node);
        if (!m_open.empty()) {
            Open& parent = m_open.back();
            if (parent.last_child == JsonDocument::none)
                m_out.m_nodes[parent.node].first_child = index;
            else
                m_out.m_nodes[parent.last_child].next = index;
            parent.last_child = index;
        }
        if (node.kind == JsonKind::object || node.kind == JsonKind::array)
            m_open.push_back({index, JsonDocument::none});
        return {};
    }

private:
    struct Open { ///< an array or object being read
        uint32_t node;
        uint32_t last_child;
    };

    JsonDocument::Node node_of(const JsonToken& token) {
        JsonDocument::Node node;
        switch (token.kind) {
        case JsonTokenKind::begin_object:
        case JsonTokenKind::begin_array:
            node.kind = token.kind == JsonTokenKind::begin_object ? JsonKind::object : JsonKind::array;
            node.first_child = JsonDocument::none;
            break;
        case JsonTokenKind::string:
            node.kind = JsonKind::string;
            node.string = piece_of(token);
            break;
        case JsonTokenKind::number: {
            int64_t whole = 0;
            const char* end = token.text.data() + token.text.size();
            auto read = std::from_chars(token.text.data(), end, whole);
            bool is_whole = read.ec == std::errc{} && read.ptr == end;
            node.kind = is_whole ? JsonKind::integer : JsonKind::real;
            if (is_whole)
                node.integer = whole;
            else
                node.real = json_number(token.text);
            break;
        }
        case JsonTokenKind::boolean:
            node.kind = JsonKind::boolean;
            node.integer = token.text == "true";
            break;
        default: break;
        }
        return node;
    }

    JsonDocument::Piece piece_of(const JsonToken& token) {
        std::string_view whole = m_out.m_text;
        if (token.text.data() >= whole.data() && token.text.data() < whole.data() + whole.size())
            return {static_cast<uint32_t>(token.text.data() - whole.data()), static_cast<uint32_t>(token.text.size())};
        m_out.m_unescaped.emplace_back(token.text);
        return {static_cast<uint32_t>(m_out.m_unescaped.size()) - 1, JsonDocument::none};
    }

    JsonDocument& m_out;
    std::vector<Open> m_open;
    JsonDocument::Piece m_key;
};

tl::expected<JsonDocument, JsonError> JsonDocument::parse(std::string_view text) {
    JsonDocument out;
    out.m_text = text;
    out.m_nodes.reserve(text.size() / 24 + 8);
    JsonTree tree(out);
    auto read = read_json(text, {max_depth, JsonDialect::yy}, [&](const JsonToken& token) { return tree.take(token); });
    if (!read) return tl::unexpected(std::move(read.error()));
    return out;
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
