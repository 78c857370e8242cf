#include "core/catalog/paste.h"

#include "core/base/text.h"
#include "core/data/json_reader.h"
#include "core/data/typed_json.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace scope {

namespace {

/// The end of the object or array that begins at `begin`, or npos when it is never closed. Only brackets and strings
/// count.
size_t end_of_object(std::string_view text, size_t begin) {
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = begin; i < text.size(); ++i) {
        char c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

constexpr TypedJsonOptions tolerant{.trailing_commas = true};

/// The first object in the text that is JSON. Tries few enough places to stay linear in practice and bounded in any
/// case.
Result<Datum> first_object(std::string_view text) {
    std::optional<Error> first_error;
    int tries = 0;
    for (size_t at = text.find('{'); at != std::string_view::npos && tries < 64; at = text.find('{', at + 1), ++tries) {
        size_t end = end_of_object(text, at);
        Result<Datum> read = read_plain_json(text.substr(at, end == std::string_view::npos ? end : end - at), tolerant);
        if (read) return read;
        if (!first_error) {
            // Its place counts from the object; tell where that is in what was pasted.
            std::string cause = read.error().place + ": " + read.error().message;
            first_error = Error{"the object at " + json_place({}, text, at) + " is no JSON (" + cause + ")", {}};
        }
    }
    if (first_error) return tl::unexpected(*first_error);
    return fail("there is no JSON object in the text");
}

/// The text with one level of string escapes undone, if it looks like JSON that was put into a string.
std::optional<std::string> unescaped(std::string_view text) {
    size_t open = text.find("{\\\"");
    if (open == std::string_view::npos) return {};
    std::string out;
    for (size_t i = open; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\'))
            ++i;
        else if (text[i] == '"')
            break; // the end of the string around it
        out += text[i];
    }
    return out;
}

/// A container on the way from plain JSON to what json_encode was given.
struct Level {
    const Datum* source;
    size_t index = 0;
    std::vector<Datum> items = {};
    std::vector<DatumEntry> entries = {};
};

Datum finished(Level& level) {
    if (level.source->is(DatumKind::structure)) return Datum::ds_map(std::move(level.entries));
    return Datum::ds_list(std::move(level.items));
}

Datum decoded(const Datum& plain) {
    std::vector<Level> levels;
    levels.push_back({&plain});
    while (true) {
        Level& level = levels.back();
        bool members = level.source->is(DatumKind::structure);
        if (level.index == level.source->size()) {
            Datum made = finished(level);
            levels.pop_back();
            if (levels.empty()) return made;
            Level& outer = levels.back();
            if (outer.source->is(DatumKind::structure))
                outer.entries.push_back({outer.source->entries()[outer.index].key, std::move(made)});
            else
                outer.items.push_back(std::move(made));
            ++outer.index;
            continue;
        }
        const Datum& child = members ? level.source->entries()[level.index].value : level.source->items()[level.index];
        if (child.is(DatumKind::structure) || child.is(DatumKind::array)) {
            levels.push_back({&child});
            continue;
        }
        Datum value = child.is(DatumKind::string) ? decode_json_encoded(child.text()) : child;
        if (members)
            level.entries.push_back({level.source->entries()[level.index].key, std::move(value)});
        else
            level.items.push_back(std::move(value));
        ++level.index;
    }
}

} // namespace

Datum decode_json_encoded(std::string_view text) {
    if (text == "@@nan$$") return Datum(std::numeric_limits<double>::quiet_NaN());
    if (text == "@@infinity$$") return Datum(std::numeric_limits<double>::infinity());
    if (text == "@@-infinity$$") return Datum(-std::numeric_limits<double>::infinity());
    if (text.starts_with("@i64@") && text.ends_with("$i64$") && text.size() > 10) {
        std::string_view digits = text.substr(5, text.size() - 10);
        uint64_t bits = 0;
        auto result = std::from_chars(digits.data(), digits.data() + digits.size(), bits, 16);
        if (result.ec == std::errc{} && result.ptr == digits.data() + digits.size())
            return Datum::int64(static_cast<int64_t>(bits));
    }
    if (text.starts_with("@ref ")) {
        size_t open = text.find('(');
        if (open == std::string_view::npos) return Datum::ref(std::string(text.substr(1)));
        if (open > 5 && text.ends_with(')')) {
            std::string_view inside = text.substr(open + 1, text.size() - open - 2);
            return Datum::ref("ref " + std::string(text.substr(5, open - 5)) + " " + std::string(inside));
        }
    }
    return Datum(text);
}

Result<Datum> parse_pasted(std::string_view text) {
    if (text.find("\"$") != std::string_view::npos) {
        Result<Datum> typed = read_payload(text, tolerant);
        if (typed) return typed;
    }
    Result<Datum> plain = first_object(text);
    if (!plain)
        if (std::optional<std::string> inner = unescaped(text))
            if (Result<Datum> again = first_object(*inner)) plain = std::move(again);
    if (!plain) return plain;
    return decoded(*plain);
}

} // namespace scope
