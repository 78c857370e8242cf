#pragma once
// One reading of a text, shared by the two libraries that take turns at it (core/data/json_reader.h): they say which
// token begins where, and what it means is read from the source.

#include "core/data/json_reader.h"

namespace scope {

class JsonReading {
public:
    JsonReading(std::string_view text, const JsonReadOptions& options, const JsonTaker& tell)
        : source(text)
        , dialect(options.dialect)
        , m_max_depth(options.max_depth)
        , m_taker(tell) {}

    /// A token at `offset`; whether to go on. Tokens that were told before somebody began anew are passed over.
    bool take(JsonTokenKind kind, size_t offset);
    void begin_anew() { m_passed = 0; }
    void fail(JsonError error) { m_error = std::move(error), m_failed = true; }
    /// Whether an error was found, and not only something that the library does not read.
    bool failed() const { return m_failed; }
    JsonOutcome outcome() { return m_failed ? JsonOutcome(tl::unexpected(std::move(m_error))) : JsonOutcome(); }

    const std::string_view source;
    const JsonDialect dialect;

private:
    uint32_t m_max_depth, m_depth = 0;
    const JsonTaker& m_taker;
    size_t m_told = 0, m_passed = 0; // tokens
    std::string m_scratch;
    bool m_failed = false;
    JsonError m_error;
};

/// Behind what may be a number and begins at `at`.
size_t json_number_end(std::string_view text, size_t at);

// What our dialects bear and the libraries do not is replaced in a copy of the same length by what they read: trailing
// commas by spaces, odd strings and numbers by plain ones.

/// With simdjson, as far as it gets; `padded` is such a copy or the text itself, and simdjson's padding behind it.
/// Whether it got to the end.
bool read_json_quickly(JsonReading& reading, const std::string& padded);
/// Whether all bytes are UTF-8, as simdjson sees it.
bool is_utf8_quickly(std::string_view text);
/// With nlohmann_json, from the beginning; where it fails the reading has an error.
void read_json_carefully(JsonReading& reading, std::string_view copy);
/// Room that simdjson wants behind a text.
constexpr size_t json_padding = 64;
/// Memory that served a text of so many bytes at most is kept for the next one.
constexpr size_t json_kept_size = 256 << 10;

} // namespace scope
