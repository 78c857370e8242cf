#pragma once
// Reads JSON a token at a time, without recursion and without copying what needs no copy: foreign files, payloads and
// traces of any size. Grammar errors come back as one Error with line and column. Costs one byte per open bracket; a
// string without escapes is a view into the source.

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct JsonReadOptions {
    uint32_t max_depth = 128;     ///< open brackets allowed; one more is an error
    bool trailing_commas = false; ///< accept [1,] and {"a":1,} as GameMaker's own reader does
    std::string_view name = {};   ///< stands before line and column in errors: a file, or "--map"
};

enum class JsonToken : uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    boolean,
    null,
    end
};

class JsonReader {
public:
    /// `text` must outlive the reader. A byte order mark at its start is skipped.
    explicit JsonReader(std::string_view text, JsonReadOptions options = {});

    /// The next token; `end` once the document is complete, any number of times. After an error always that error.
    Result<JsonToken> next();

    /// Decoded text of a key or string; as written for a number; valid until the next call.
    std::string_view text() const { return m_text; }
    bool flag() const { return m_flag; }
    /// Whether the number has no point and no exponent.
    bool is_integer() const { return m_integer; }
    double number() const;
    /// Where the current token starts, in bytes.
    size_t offset() const { return m_token; }
    size_t depth() const { return m_open.size(); }

    /// An Error at `offset` of the text, with the name, line and column of the place.
    Error error_at(size_t offset, std::string message) const;

private:
    enum class Expect : uint8_t { value, first_or_close, key_or_close, key, comma_or_close, nothing };

    Result<JsonToken> step();
    Result<JsonToken> open(bool object);
    Result<JsonToken> close(bool object);
    Result<JsonToken> value();
    Result<JsonToken> scan_string(bool is_key);
    Result<JsonToken> scan_number();
    Result<JsonToken> literal(std::string_view word, JsonToken token);
    Result<bool> scan_escape();
    void skip_space();
    void after_value();
    tl::unexpected<Error> bad(size_t offset, std::string message);

    std::string_view m_source;
    JsonReadOptions m_options;
    size_t m_at = 0;
    size_t m_token = 0;
    std::string_view m_text;
    std::string m_buffer;
    std::vector<bool> m_open; // true: object
    Expect m_expect = Expect::value;
    bool m_flag = false;
    bool m_integer = false;
    bool m_failed = false;
    Error m_error;
};

/// Name, line and column of a byte offset: "name:3:7", "3:7" without a name.
std::string json_place(std::string_view name, std::string_view text, size_t offset);

} // namespace scope
