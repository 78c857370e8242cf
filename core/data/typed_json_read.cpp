// Typed JSON in: tokens become data on a stack of open brackets; an object whose keys begin with '$' is turned into
// what it stands for when it closes.
#include "core/data/encoding.h"
#include "core/data/json_reader.h"
#include "core/data/typed_json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace scope {

namespace {

/// A bracket that is open.
struct Level {
    size_t offset = 0;
    bool object = false;
    bool literal = false; ///< '$' means nothing in its keys
    bool wrapper = false; ///< its first key begins with '$'
    Datum key;            ///< of the member being read
    std::vector<Datum> items;
    std::vector<DatumEntry> entries;
    std::vector<size_t> key_offsets;
};

bool is_text(const Datum& datum) {
    return datum.is(DatumKind::string);
}
bool is_array(const Datum& datum) {
    return datum.is(DatumKind::array);
}

/// The parts of an array as a vector to build another kind from.
std::vector<Datum> items_of(const Datum& array) {
    return {array.items().begin(), array.items().end()};
}

Datum number_datum(std::string_view text) {
    int64_t whole = 0;
    auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
    bool fits = read.ec == std::errc{} && read.ptr == text.data() + text.size() && whole != 0; // 0 may be -0
    constexpr int64_t exact = int64_t{1} << 53;
    if (fits && (whole > exact || whole < -exact)) return Datum::int64(whole);
    return fits ? static_cast<double>(whole) : json_number(text);
}

// Each of these makes the datum that a wrapper stands for; the Error has no place yet.

Result<Datum> read_undefined(const Datum& value) {
    if (!value.is(DatumKind::boolean) || !value.as_bool()) return fail("$undefined takes true");
    return Datum();
}

Result<Datum> read_real(const Datum& value) {
    if (value.is_number() && !value.is(DatumKind::boolean)) return Datum(value.as_real());
    if (value.text() == "nan") return Datum(std::numeric_limits<double>::quiet_NaN());
    if (value.text() == "inf") return Datum(std::numeric_limits<double>::infinity());
    if (value.text() == "-inf") return Datum(-std::numeric_limits<double>::infinity());
    if (value.text() == "-0") return Datum(-0.0);
    return fail("$real takes \"nan\", \"inf\", \"-inf\", \"-0\" or a number");
}

Result<Datum> read_int64(const Datum& value) {
    if (value.is(DatumKind::int64)) return value;
    if (value.is(DatumKind::real) && value.as_real() == std::trunc(value.as_real()) &&
        std::fabs(value.as_real()) <= 0x1p53)
        return Datum::int64(value.as_int64());
    std::string_view text = value.text();
    int64_t whole = 0;
    auto result = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (!is_text(value) || text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size())
        return fail("$int64 takes a whole number of 64 bits in quotes");
    return Datum::int64(whole);
}

Result<Datum> read_int32(const Datum& value) {
    double number = value.as_real();
    if (!value.is(DatumKind::real) || number != std::trunc(number) || number < -0x1p31 || number >= 0x1p31)
        return fail("$int32 takes a whole number of 32 bits");
    return Datum::int32(static_cast<int32_t>(number));
}

Result<Datum> read_pointer(const Datum& value) {
    std::string_view text = value.text();
    if (text == "null") return Datum::pointer();
    uint64_t address = 0;
    bool prefixed = is_text(value) && text.starts_with("0x") && text.size() > 2;
    auto result = prefixed ? std::from_chars(text.data() + 2, text.data() + text.size(), address, 16)
                           : std::from_chars_result{nullptr, std::errc::invalid_argument};
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size())
        return fail("$ptr takes \"null\" or a hexadecimal address such as \"0x1f\"");
    return Datum::pointer(address);
}

Result<Datum> read_bytes(const Datum& value) {
    std::optional<std::string> bytes = is_text(value) ? base64_decode(value.text()) : std::nullopt;
    if (!bytes) return fail("$bytes takes base64");
    return Datum::string(std::move(*bytes));
}

Result<Datum> read_ref(const Datum& value) {
    if (!is_text(value)) return fail("$ref takes a handle as GML prints it, such as \"ref ds_map 3\"");
    return Datum::ref(std::string(value.text()));
}

Result<Datum> read_gml(const Datum& value) {
    if (!is_text(value)) return fail("$gml takes the text of an expression");
    return Datum::gml(std::string(value.text()));
}

Result<Datum> read_method(const Datum& value) {
    if (!is_text(value)) return fail("$method takes the name of a function");
    return Datum::method(std::string(value.text()));
}

Result<Datum> read_new(const Datum& value) {
    auto parts = value.items();
    bool content = parts.size() == 2 && (is_array(parts[1]) || parts[1].is(DatumKind::structure) ||
                                         parts[1].is(DatumKind::same) || parts[1].is(DatumKind::shared));
    if (!is_array(value) || parts.empty() || parts.size() > 2 || !is_text(parts[0]) || (parts.size() == 2 && !content))
        return fail("$new takes [\"Constructor\", {members}] or [\"Constructor\", [arguments]]");
    return Datum::constructed(std::string(parts[0].text()), content ? parts[1] : Datum::structure({}));
}

/// A list of pairs as entries.
Result<std::vector<DatumEntry>> entries_of_pairs(std::string_view wrapper, const Datum& pairs, bool keys_are_strings) {
    std::vector<DatumEntry> entries;
    entries.reserve(pairs.items().size());
    for (const Datum& pair : pairs.items()) {
        if (!is_array(pair) || pair.items().size() != 2)
            return fail(std::string(wrapper) + " takes [key, value] pairs");
        if (keys_are_strings && !is_text(pair.items()[0])) return fail("the keys of a struct are strings");
        entries.push_back({pair.items()[0], pair.items()[1]});
    }
    return entries;
}

Result<Datum> read_struct(const Datum& value) {
    if (value.is(DatumKind::structure)) return value;
    if (!is_array(value)) return fail("$struct takes a list of [key, value] pairs");
    return entries_of_pairs("$struct", value, true).map([](auto entries) {
        return Datum::structure(std::move(entries));
    });
}

Result<Datum> read_ds_map(const Datum& value) {
    if (value.is(DatumKind::structure)) return Datum::ds_map({value.entries().begin(), value.entries().end()});
    if (!is_array(value)) return fail("$ds_map takes an object or a list of [key, value] pairs");
    return entries_of_pairs("$ds_map", value, false).map([](auto entries) {
        return Datum::ds_map(std::move(entries));
    });
}

Result<Datum> read_ds_priority(const Datum& value) {
    if (!is_array(value)) return fail("$ds_priority takes a list of [value, priority] pairs");
    return entries_of_pairs("$ds_priority", value, false).map([](auto entries) {
        return Datum::ds_priority(std::move(entries));
    });
}

Result<Datum> read_ds_list(const Datum& value) {
    if (!is_array(value)) return fail("$ds_list takes an array");
    return Datum::ds_list(items_of(value));
}

Result<Datum> read_ds_stack(const Datum& value) {
    if (!is_array(value)) return fail("$ds_stack takes an array, bottom first");
    return Datum::ds_stack(items_of(value));
}

Result<Datum> read_ds_queue(const Datum& value) {
    if (!is_array(value)) return fail("$ds_queue takes an array, head first");
    return Datum::ds_queue(items_of(value));
}

Result<Datum> read_ds_grid(const Datum& value) {
    auto rows = value.items();
    if (!is_array(value)) return fail("$ds_grid takes a list of rows");
    std::vector<Datum> cells;
    size_t width = rows.empty() ? 0 : rows[0].items().size();
    for (const Datum& row : rows) {
        if (!is_array(row) || row.items().size() != width)
            return fail("the rows of a $ds_grid are arrays of one length");
        cells.insert(cells.end(), row.items().begin(), row.items().end());
    }
    return Datum::ds_grid(static_cast<uint32_t>(width), static_cast<uint32_t>(rows.size()), std::move(cells));
}

bool is_whole(const Datum& value, double least, double most) {
    return value.is(DatumKind::real) && value.as_real() == std::trunc(value.as_real()) && value.as_real() >= least &&
           value.as_real() <= most;
}

Result<bool> read_buffer_fields(DatumBuffer& buffer, const Datum& value) {
    if (!is_array(value)) return fail("the fields of a $buffer are a list of [type, value] pairs");
    for (const Datum& field : value.items()) {
        auto parts = field.items();
        if (!is_array(field) || parts.size() != 2 || !is_text(parts[0])) return fail("a buffer field is [\"u8\", 3]");
        std::string type(parts[0].text());
        if (!is_buffer_type(type))
            return fail("a buffer has no type '" + type +
                        "'; it is one of u8 s8 u16 s16 u32 s32 u64 f16 f32 f64 bool string text");
        bool wants_text = type == "string" || type == "text";
        bool evaluated = parts[1].is(DatumKind::gml);
        if (!evaluated && (wants_text ? !is_text(parts[1]) : !parts[1].is_number()))
            return fail("a buffer field of type " + type + " cannot hold a " + std::string(kind_name(parts[1].kind())));
        buffer.fields.push_back({std::move(type), parts[1]});
    }
    return true;
}

Result<bool> read_buffer_member(DatumBuffer& buffer, std::string_view key, const Datum& value) {
    std::string text(value.text());
    std::optional<std::string> bytes;
    if (key == "fields") return read_buffer_fields(buffer, value);
    if (key == "alignment") {
        if (!is_whole(value, 1, 1024)) return fail("the alignment of a $buffer is a whole number from 1 to 1024");
        buffer.alignment = static_cast<uint32_t>(value.as_int64());
        return true;
    }
    if (key == "size") {
        if (!is_whole(value, 0, 0x1p31)) return fail("the size of a $buffer is a whole number of bytes, at most 2 GB");
        buffer.size = static_cast<uint64_t>(value.as_int64());
        return true;
    }
    if (!is_text(value)) return fail("'" + std::string(key) + "' of a $buffer is a text");
    if (key == "kind") {
        if (text != "fixed" && text != "grow" && text != "wrap" && text != "fast")
            return fail("the kind of a $buffer is fixed, grow, wrap or fast, not '" + text + "'");
        buffer.kind = std::move(text);
        return true;
    }
    if (key == "file") return buffer.file = std::move(text), true;
    if (key == "text")
        bytes = std::move(text);
    else if (key == "hex")
        bytes = hex_decode(text);
    else if (key == "base64")
        bytes = base64_decode(text);
    else
        return fail("a $buffer has no '" + std::string(key) + "'");
    if (!bytes) return fail("that is not " + std::string(key));
    buffer.bytes = std::move(*bytes);
    return true;
}

Result<Datum> read_buffer(const Datum& value) {
    if (!value.is(DatumKind::structure)) return fail("$buffer takes an object with kind, alignment and content");
    DatumBuffer buffer;
    int contents = 0;
    for (const DatumEntry& entry : value.entries()) {
        std::string_view key = entry.key.text();
        if (auto ok = read_buffer_member(buffer, key, entry.value); !ok) return tl::unexpected(ok.error());
        contents += key != "kind" && key != "alignment" && key != "size";
    }
    if (contents > 1) return fail("a $buffer takes one of fields, hex, base64, text and file");
    return Datum::buffer(std::move(buffer));
}

Result<Datum> read_same(const Datum& value) {
    if (!is_whole(value, -0x1p53, 0x1p53)) return fail("$same takes the number of a $id");
    return Datum::same(value.as_int64());
}

struct Wrapper {
    std::string_view key;
    Result<Datum> (*read)(const Datum&);
    bool literal; ///< the object inside is content, '$' means nothing in its keys
};

constexpr Wrapper wrappers[] = {
    {"$undefined", read_undefined, false},
    {"$real", read_real, false},
    {"$int64", read_int64, false},
    {"$int32", read_int32, false},
    {"$ptr", read_pointer, false},
    {"$bytes", read_bytes, false},
    {"$ref", read_ref, false},
    {"$gml", read_gml, false},
    {"$method", read_method, false},
    {"$new", read_new, false},
    {"$struct", read_struct, true},
    {"$ds_map", read_ds_map, true},
    {"$ds_list", read_ds_list, false},
    {"$ds_grid", read_ds_grid, false},
    {"$ds_stack", read_ds_stack, false},
    {"$ds_queue", read_ds_queue, false},
    {"$ds_priority", read_ds_priority, false},
    {"$buffer", read_buffer, true},
    {"$same", read_same, false},
};

const Wrapper* find_wrapper(std::string_view key) {
    for (const Wrapper& wrapper : wrappers)
        if (wrapper.key == key) return &wrapper;
    return nullptr;
}

class TypedReader {
public:
    TypedReader(std::string_view text, TypedJsonOptions options, bool typed)
        : m_text(text)
        , m_options(options)
        , m_typed(typed) {}

    Result<Datum> run() {
        JsonReadOptions options{bracket_limit(m_options.max_depth, m_typed),
                                m_options.trailing_commas ? JsonDialect::trailing_commas : JsonDialect::strict};
        auto read = read_json(m_text, options, [this](const JsonToken& token) { return take(token); });
        if (!read) return tl::unexpected(error_at(read.error().offset, std::move(read.error().message)));
        return std::move(m_result);
    }

    /// Whether the document was an object or array rather than a single value.
    bool saw_bracket() const { return m_saw_bracket; }
    Error error_at(size_t offset, std::string message) const {
        return {std::move(message), json_place(m_options.name, m_text, offset)};
    }
    /// Of a map or struct that was written as pairs.
    void report_duplicates(const Datum& made, size_t offset) {
        if (!m_options.findings || !(made.is(DatumKind::ds_map) || made.is(DatumKind::structure))) return;
        std::unordered_set<std::string_view> seen;
        for (const DatumEntry& entry : made.entries())
            if (is_text(entry.key) && !seen.insert(entry.key.text()).second) report_duplicate(entry.key.text(), offset);
    }

private:
    /// Every level of data may stand in a wrapper of its own.
    static uint32_t bracket_limit(uint32_t max_depth, bool typed) {
        if (max_depth > UINT32_MAX / 4) return UINT32_MAX;
        return typed ? 2 * max_depth + 2 : max_depth;
    }

    static tl::unexpected<JsonError> bad(size_t offset, std::string message) {
        return tl::unexpected(JsonError{std::move(message), offset});
    }

    JsonOutcome take(const JsonToken& token) {
        switch (token.kind) {
        case JsonTokenKind::begin_object:
        case JsonTokenKind::begin_array: return open(token.kind == JsonTokenKind::begin_object, token.offset);
        case JsonTokenKind::end_object:
        case JsonTokenKind::end_array: return close();
        case JsonTokenKind::key: return take_key(token);
        case JsonTokenKind::string: return put(Datum::string(std::string(token.text)));
        case JsonTokenKind::number: return put(number_datum(token.text));
        case JsonTokenKind::boolean: return put(Datum::boolean(token.text == "true"));
        case JsonTokenKind::null: return put(Datum());
        }
        return {};
    }

    JsonOutcome open(bool object, size_t offset) {
        m_saw_bracket = true;
        Level level;
        level.offset = offset;
        level.object = object;
        if (!m_typed)
            level.literal = true;
        else if (!m_levels.empty() && m_levels.back().wrapper) {
            const Wrapper* wrapper = find_wrapper(m_levels.back().key.text());
            level.literal = wrapper && wrapper->literal;
        }
        m_levels.push_back(std::move(level));
        return object ? JsonOutcome() : check_depth();
    }

    /// Counts the innermost bracket unless it is a wrapper; known for an object once its first key is.
    JsonOutcome check_depth() {
        if (m_levels.size() - m_wrappers <= m_options.max_depth) return {};
        return bad(m_levels.back().offset, "nested more than " + std::to_string(m_options.max_depth) + " levels deep");
    }

    /// Equal keys share one node: documents repeat the same few many times.
    Datum key_datum(std::string_view text) {
        Datum& slot = m_recent_keys[std::hash<std::string_view>()(text) % m_recent_keys.size()];
        if (!slot.is(DatumKind::string) || slot.text() != text) slot = Datum::string(std::string(text));
        return slot;
    }

    JsonOutcome take_key(const JsonToken& token) {
        Level& level = m_levels.back();
        level.key = key_datum(token.text);
        level.key_offsets.push_back(token.offset);
        if (level.entries.empty()) {
            level.wrapper = !level.literal && level.key.text().starts_with('$');
            m_wrappers += level.wrapper;
            if (!level.wrapper) return check_depth();
        }
        return {};
    }

    JsonOutcome put(Datum datum) {
        if (m_levels.empty()) {
            m_result = std::move(datum);
            return {};
        }
        Level& level = m_levels.back();
        if (level.object)
            level.entries.push_back({std::move(level.key), std::move(datum)});
        else
            level.items.push_back(std::move(datum));
        return {};
    }

    JsonOutcome close() {
        if (m_levels.back().object && m_levels.back().entries.empty())
            if (auto ok = check_depth(); !ok) return ok;
        Level level = std::move(m_levels.back());
        m_levels.pop_back();
        m_wrappers -= level.wrapper;
        if (!level.object) return put(Datum::array(std::move(level.items)));
        drop_duplicates(level);
        if (level.literal) return put(Datum::structure(std::move(level.entries)));
        for (size_t i = 0; i < level.entries.size(); ++i)
            if (level.entries[i].key.text().starts_with('$')) return close_wrapper(level);
        return put(Datum::structure(std::move(level.entries)));
    }

    JsonOutcome close_wrapper(const Level& level) {
        const auto& entries = level.entries;
        std::string key(entries[0].key.text());
        if (key == "$id" && entries.size() == 2 && entries[1].key.text() == "value") {
            if (!is_whole(entries[0].value, -0x1p53, 0x1p53)) return bad(level.offset, "$id takes a whole number");
            return put(Datum::shared(entries[0].value.as_int64(), entries[1].value));
        }
        const Wrapper* wrapper = find_wrapper(key);
        if (!wrapper || entries.size() != 1) {
            for (const DatumEntry& entry : entries)
                if (entry.key.text().starts_with('$')) key = entry.key.text();
            std::string problem =
                find_wrapper(key) ? "'" + key + "' must be the only key of its object" : "unknown form '" + key + "'";
            return bad(level.offset, problem + "; a struct with such a key is {\"$struct\":[[key,value],...]}");
        }
        Result<Datum> made = wrapper->read(entries[0].value);
        if (!made) return bad(level.offset, made.error().message);
        report_duplicates(*made, level.offset);
        return put(std::move(*made));
    }

    static bool has_duplicates(const std::vector<DatumEntry>& entries) {
        if (entries.size() <= 12) {
            for (size_t i = 1; i < entries.size(); ++i)
                for (size_t k = 0; k < i; ++k)
                    if (entries[i].key.text() == entries[k].key.text()) return true;
            return false;
        }
        std::unordered_set<std::string_view> seen(entries.size());
        for (const DatumEntry& entry : entries)
            if (!seen.insert(entry.key.text()).second) return true;
        return false;
    }

    /// Keeps the last value of a key at the first one's place.
    void drop_duplicates(Level& level) {
        if (!has_duplicates(level.entries)) return;
        std::unordered_map<std::string_view, size_t> seen;
        std::vector<DatumEntry> kept;
        for (size_t i = 0; i < level.entries.size(); ++i) {
            auto [at, fresh] = seen.try_emplace(level.entries[i].key.text(), kept.size());
            if (fresh) {
                kept.push_back(level.entries[i]);
                continue;
            }
            kept[at->second].value = level.entries[i].value;
            if (m_options.findings) report_duplicate(level.entries[i].key.text(), level.key_offsets[i]);
        }
        level.entries = std::move(kept);
    }

    void report_duplicate(std::string_view key, size_t offset) {
        if (m_options.findings->size() >= 1000) return;
        LineColumn at = locate(offset);
        m_options.findings->push_back({"duplicate-key",
                                       Severity::warning,
                                       "the key \"" + std::string(key) + "\" occurs twice; the last value counts",
                                       {std::string(m_options.name), at.line, at.column},
                                       ""});
    }

    LineColumn locate(size_t offset) {
        if (!m_source) m_source.emplace(std::string(), std::string(m_text));
        return m_source->locate(static_cast<uint32_t>(offset));
    }

    std::string_view m_text;
    TypedJsonOptions m_options;
    bool m_typed;
    bool m_saw_bracket = false;
    std::vector<Level> m_levels;
    size_t m_wrappers = 0;
    std::array<Datum, 256> m_recent_keys;
    Datum m_result;
    std::optional<SourceFile> m_source;
};

} // namespace

Result<Datum> read_typed_json(std::string_view text, TypedJsonOptions options) {
    return TypedReader(text, options, true).run();
}
Result<Datum> read_plain_json(std::string_view text, TypedJsonOptions options) {
    return TypedReader(text, options, false).run();
}

/// "a string", "an array", "undefined".
static std::string with_article(DatumKind kind) {
    std::string name(kind_name(kind));
    if (kind == DatumKind::undefined) return name;
    return (name.find_first_of("aeiou") == 0 ? "an " : "a ") + name;
}

Result<Datum> read_payload(std::string_view text, TypedJsonOptions options) {
    TypedReader reader(text, options, true);
    Result<Datum> datum = reader.run();
    if (!datum) return datum;
    const Datum* content = &*datum;
    if (content->is(DatumKind::shared)) content = &content->inner();
    if (content->is(DatumKind::ds_map)) return datum;
    size_t first = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    first = std::min(text.find_first_not_of(" \t\r\n", first), text.size());
    Result<Datum> map = read_ds_map(*datum);
    if (map) {
        reader.report_duplicates(*map, first);
        return map;
    }
    return tl::unexpected(reader.error_at(first, "a payload is a map, an object or a list of [key, value] pairs, not " +
                                                     with_article(datum->kind())));
}

} // namespace scope
