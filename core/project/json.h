#pragma once
// The tree of a .yyp or .yy file (JsonDialect::yy): one flat array of 32-byte nodes that point into the text; a member
// is looked up by walking its object. About 300 MB/s.

#include "core/data/json_reader.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace scope {

enum class JsonKind : uint8_t { null, boolean, integer, real, string, array, object };

class JsonDocument;

/// A value inside a document, which must outlive it. A member that is absent is a null value, so paths can be chained.
class JsonValue {
public:
    JsonKind kind() const;
    bool is_null() const { return kind() == JsonKind::null; }
    bool is_object() const { return kind() == JsonKind::object; }

    /// The first member called `key`, or what the object has in its place for the document's configurations; null when
    /// there is none or this is no object.
    JsonValue operator[](std::string_view key) const;
    /// A string's text, else `fallback`.
    std::string_view text(std::string_view fallback = {}) const;
    /// A number, or a boolean as 0 and 1, or a string that is a number; else `fallback`.
    double number(double fallback = 0) const;
    /// The same cut to an integer, exact where it is one; what is beyond the range is clamped.
    int64_t integer(int64_t fallback = 0) const;
    /// `integer` clamped to 32 bits.
    int32_t integer32(int32_t fallback = 0) const;
    /// A boolean, a number other than 0, or the strings "true" and "false" in any case; else `fallback`.
    bool boolean(bool fallback = false) const;
    /// This member's name; empty outside an object.
    std::string_view key() const;
    /// Byte offset in the text where the value starts.
    uint32_t offset() const;

    class Iterator {
    public:
        JsonValue operator*() const { return {m_document, m_index}; }
        Iterator& operator++();
        bool operator!=(const Iterator& other) const { return m_index != other.m_index; }

    private:
        friend class JsonValue;
        Iterator(const JsonDocument* document, uint32_t index) : m_document(document), m_index(index) {}
        const JsonDocument* m_document;
        uint32_t m_index;
    };
    /// Elements of an array or members of an object, in order; nothing for other kinds.
    Iterator begin() const;
    Iterator end() const;

private:
    friend class JsonDocument;
    JsonValue(const JsonDocument* document, uint32_t index) : m_document(document), m_index(index) {}
    JsonValue member(std::string_view key) const;
    const JsonDocument* m_document;
    uint32_t m_index; ///< none: absent
};

class JsonDocument {
public:
    static constexpr uint32_t max_depth = 200;
    static constexpr size_t max_values = 8'000'000;

    /// `text` must outlive the document and be shorter than 4 GB.
    static tl::expected<JsonDocument, JsonError> parse(std::string_view text);

    JsonValue root() const { return {this, 0}; }
    /// Objects with `ConfigValues` answer with those of the first of `chain` that has one; it must outlive the
    /// document.
    void use_configurations(const std::vector<std::string>& chain) { m_configurations = &chain; }

private:
    friend class JsonValue;
    friend class JsonTree;
    static constexpr uint32_t none = UINT32_MAX;

    struct Piece { ///< of the text, or the whole of an unescaped string
        uint32_t begin = 0;
        uint32_t length = 0; ///< none: `begin` is an index into m_unescaped
    };
    struct Node {
        JsonKind kind = JsonKind::null;
        uint32_t offset = 0;
        Piece key;
        uint32_t next = none; ///< sibling
        union {
            int64_t integer; ///< also booleans
            double real;
            Piece string;
            uint32_t first_child;
        };
        Node() : integer(0) {}
    };

    std::string_view view(Piece piece) const;

    std::string_view m_text;
    const std::vector<std::string>* m_configurations = nullptr;
    std::vector<Node> m_nodes;
    std::deque<std::string> m_unescaped;
};

} // namespace scope
