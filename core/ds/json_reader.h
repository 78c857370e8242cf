#pragma once
// JSON text to values, one run() for all of it or, with a filter, one for each value (members before what holds them).
// Accepts what GameMaker accepts: trailing commas, control characters in strings, numbers with leading zeros.

#include "core/ds/json_writer.h"

#include <functional>

namespace scope {

/// What objects and arrays of a text become: maps and lists, each owning what is in it, or structs and arrays. With
/// maps and lists true and false become 1 and 0 (docs/semantics.md 2.8).
enum class JsonInto : uint8_t { structures, structs };

/// The handle of a kind that a name means; undefined: none.
using HandleOfName = std::function<Value(RefKind, std::string_view)>;

class GmlJsonReader {
public:
    struct Options {
        bool filter = false;
        bool keep_strings = false;        ///< "@@nan$$", "@i64@7f$i64$" and "@ref ds_map(1)" stay text
        bool ignore_rest = false;         ///< of the text, after the value
        HandleOfName handle_of_name = {}; ///< for "@ref room(rm_shop)", which stays text without
    };
    /// `text` has to outlive the reader.
    GmlJsonReader(DsStore& store, std::string_view text, JsonInto into, Options options);
    ~GmlJsonReader(); ///< destroys the maps and lists of a reading that did not get to its end
    GmlJsonReader(const GmlJsonReader&) = delete;
    GmlJsonReader& operator=(const GmlJsonReader&) = delete;

    JsonStep run();
    /// A string, a real for an array's index, or "" for the root.
    const Value& key() const { return m_key; }
    const Value& value() const { return m_value; }
    void filtered(const Value& replacement) { m_value = replacement; }
    const Value& result() const { return m_value; } ///< after `done`; a map or list is the caller's from then on
    DsOwn result_kind() const { return m_own; }     ///< whether result() is a map or list
    const std::string& error() const { return m_error; }
    bool limit_hit() const { return m_limit; }

private:
    struct Frame {
        Value container;
        Value key;       // of the member being read
        Symbol name = 0; // the same, of a struct
        DsOwn kind = DsOwn::nothing;
        bool object = false;
        double index = 0;
    };
    enum class Part : uint8_t { value, member, element, after };
    struct KeyCache {
        uint32_t hash = 0;
        Symbol name = 0;
        Value text;
    };

    // Each returns whether reading can go on; otherwise m_error is set.
    bool read_value();
    bool read_member();
    bool read_element();
    bool read_after();
    bool open(bool object);
    void close();
    bool complete();
    bool attach();
    bool attach_to_map(Frame& frame);
    bool read_key(Frame& frame);
    bool read_string(std::string_view& out);
    bool read_number();
    bool read_word(std::string_view word, const Value& value);
    bool make_string(std::string_view text);
    bool convert_special(std::string_view text);
    void skip_blanks();
    char peek() const { return m_at < m_input.size() ? m_input[m_at] : '\0'; }
    bool bad(std::string_view what);
    bool over_limit();

    DsStore& m_store;
    std::string_view m_input;
    size_t m_at = 0;
    JsonInto m_into;
    Options m_options;
    std::vector<Frame> m_frames;
    std::vector<KeyCache> m_keys; // the same few names come again and again
    Value m_key;                  // set only for a filter
    Value m_value;
    DsOwn m_own = DsOwn::nothing;
    Part m_part = Part::value;
    bool m_shown = false; // m_value was shown to the filter and waits to be attached
    bool m_finished = false;
    bool m_limit = false;
    std::string m_error;
    std::string m_scratch;
};

} // namespace scope
