#pragma once
// Writes one JSON document piece by piece into a string: reports of the command line (--json), trace lines, typed JSON.
// Keys come out in the order they are written; numbers are the shortest that read back the same. Strings that are not
// UTF-8 get U+FFFD for each bad byte, so that the document is always valid. Costs one byte of state per open bracket.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

class JsonWriter {
public:
    /// `indent` spaces per level; 0 writes everything on one line without spaces.
    explicit JsonWriter(int indent = 0) : m_indent(indent) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    /// The key of the next value; only inside an object.
    JsonWriter& key(std::string_view name);

    JsonWriter& string(std::string_view text);
    JsonWriter& number(double value); ///< nan and infinities, which JSON lacks, as strings
    JsonWriter& integer(int64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    /// Text that is JSON already, taken as it is.
    JsonWriter& raw(std::string_view json);

    // key and value in one go
    JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter& member(std::string_view name, const char* text) { return key(name).string(text); }
    JsonWriter& member(std::string_view name, double value) { return key(name).number(value); }
    template<typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) JsonWriter& member(std::string_view name, T value) {
        return key(name).integer(static_cast<int64_t>(value));
    }
    template<typename T>
    requires std::is_same_v<T, bool> JsonWriter& member(std::string_view name, T value) {
        return key(name).boolean(value);
    }

    /// Brackets that are open.
    size_t depth() const { return m_open.size(); }
    /// The text so far; a whole document once depth() is 0.
    const std::string& text() const { return m_out; }
    std::string take() { return std::move(m_out); }

private:
    void before_value();
    void open(char bracket);
    void close(char bracket);
    void new_line();

    struct Level {
        bool object = false;
        bool empty = true;
    };
    std::string m_out;
    std::vector<Level> m_open;
    int m_indent = 0;
    bool m_after_key = false;
};

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

} // namespace scope
