#pragma once
// Reads JSON a token at a time, without recursion: foreign files, payloads and traces of any size. simdjson reads what
// is JSON by the letter, about 1 GB/s; where it stops, nlohmann_json goes on, which bears what else we accept and finds
// the place of a mistake. What texts and numbers mean is read from the source by us, so that order, doubled keys, all
// digits of numbers and bytes that are not UTF-8 stay. Costs a copy of the text and five bytes of index for each of its
// bytes.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace scope {

enum class JsonDialect : uint8_t {
    strict,          ///< what JSON is, and half surrogate pairs, numbers beyond doubles, bytes that are not UTF-8
    trailing_commas, ///< also [1,] and {"a":1,}
    yy ///< also what .yy and .yyp files may hold: control characters in strings, 007 and 1., NUL behind the end
};

struct JsonReadOptions {
    uint32_t max_depth = 128; ///< open brackets allowed; one more is an error
    JsonDialect dialect = JsonDialect::strict;
};

/// What is wrong with a text and at which byte.
struct JsonError {
    std::string message;
    size_t offset = 0;
};
using JsonOutcome = tl::expected<void, JsonError>;

enum class JsonTokenKind : uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    boolean,
    null
};

struct JsonToken {
    JsonTokenKind kind;
    size_t offset;         ///< in bytes, where it starts; not of a closing bracket
    std::string_view text; ///< of a key or string, decoded: part of the source, or valid during the call; of the rest
                           ///< but brackets, as written
};
/// Told of each token in turn; its error ends the reading.
using JsonTaker = std::function<JsonOutcome(const JsonToken&)>;

/// Every token of a text up to 4 GB; the first error there is. A byte order mark at its start is skipped.
JsonOutcome read_json(std::string_view text, const JsonReadOptions& options, const JsonTaker& take);

/// The value of a number token; what is beyond doubles is infinite or zero.
double json_number(std::string_view text);
/// Whether `text` is a number as JSON writes it.
bool is_json_number(std::string_view text);

/// Name, line and column of a byte offset: "name:3:7", "3:7" without a name.
std::string json_place(std::string_view name, std::string_view text, size_t offset);

} // namespace scope
