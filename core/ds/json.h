#pragma once
// JSON as GameMaker writes and reads it (semantics.md 2.7, 2.8, 3.7): json_encode and json_decode for maps and lists,
// json_stringify and json_parse for structs and arrays. Both directions are iterative, 128 levels deep at most, and can
// stop for each value that a GML filter function should see; without a filter one call of run() does it all.

#include "core/ds/store.h"
#include "core/value/convert.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

constexpr size_t json_max_depth = 128;

enum class JsonStep : uint8_t {
    done,
    filter, ///< show key() and value() to the filter, then call filtered() and run() again
    failed, ///< error(); limit_hit() tells a limit, which is a fault, from bad text
};

/// Values to text.
class GmlJsonWriter {
public:
    struct Options {
        bool pretty = false;
        bool filter = false;
        const RefNames* names = nullptr; ///< names of assets; numbers without
    };
    /// `root` may be any value. A map or list handle opens only where `open_handle` says so or a mark owns it;
    /// json_encode of a map passes true, json_stringify false.
    GmlJsonWriter(DsStore& store, const Value& root, bool open_handle, Options options);

    JsonStep run();
    const Value& key() const { return m_key; } ///< a string, a real for an index, or "" for the root
    const Value& value() const { return m_value; }
    void filtered(const Value& replacement) { m_value = replacement; }
    std::string& text() { return m_text; }
    const std::string& error() const { return m_error; }
    bool limit_hit() const { return m_limit; }

private:
    struct Frame {
        Value container; ///< holds arrays and structs; maps and lists are found again at each step
        size_t position = 0;
        bool any = false;
    };
    enum class Got : uint8_t { item, end };

    Got next_item(Frame& frame);
    void write_key(Frame& frame);
    bool write_value();
    bool open(const Value& container);
    bool close();
    bool times_open(const Value& container, int most) const;
    void write_string(std::string_view text);
    void write_ref(const Value& ref);
    void new_line();
    bool fail_limit(const char* what);

    DsStore& m_store;
    Options m_options;
    std::vector<Frame> m_frames;
    std::string m_text;
    std::string m_error;
    Value m_key;
    Value m_value;
    DsOwn m_own = DsOwn::nothing; // the mark at m_value
    bool m_started = false;
    bool m_pending = false; // m_value was filtered and waits to be written
    bool m_limit = false;
};

/// What objects and arrays of a text become.
enum class JsonInto : uint8_t { structures, structs };

/// Text to values.
class GmlJsonReader {
public:
    struct Options {
        bool filter = false;
        bool keep_strings = false; ///< json_parse's inhibit_string_convert: "@@nan$$" stays text
    };
    /// `text` has to outlive the reader.
    GmlJsonReader(DsStore& store, std::string_view text, JsonInto into, Options options);
    ~GmlJsonReader();

    JsonStep run();
    const Value& key() const { return m_key; }
    const Value& value() const { return m_value; }
    void filtered(const Value& replacement) { m_value = replacement; }
    /// After `done`.
    const Value& result() const { return m_value; }
    DsOwn result_own() const { return m_own; } ///< whether result() is a map or list that the reader made
    const std::string& error() const { return m_error; }
    bool limit_hit() const { return m_limit; }

private:
    struct Frame {
        Value container;
        Value key; ///< of the member being read; an object's
        DsOwn kind = DsOwn::nothing;
        bool object = false;
    };
    enum class Part : uint8_t { value, after_value, member };

    JsonStep read_value();
    JsonStep read_member();
    JsonStep open(bool object);
    JsonStep close();
    JsonStep attach();
    bool read_string(std::string& out);
    bool read_escape(std::string& out);
    bool read_number();
    bool read_word();
    Value string_value(const std::string& text);
    void skip_blanks();
    JsonStep bad(const char* what);
    JsonStep over_limit(const char* what);

    DsStore& m_store;
    std::string_view m_input;
    size_t m_at = 0;
    JsonInto m_into;
    Options m_options;
    std::vector<Frame> m_frames;
    Value m_key;
    Value m_value;
    DsOwn m_own = DsOwn::nothing;
    Part m_part = Part::value;
    bool m_filtering = false; // m_value was shown to the filter and waits to be attached
    bool m_done = false;
    bool m_limit = false;
    std::string m_error;
    std::string m_scratch;
};

/// json_encode of a map (or list). False with the reason; a failure is always a limit or depth.
bool json_encode(DsStore& store, const DsStructure& root, bool pretty, const RefNames* names, std::string& text,
                 std::string& error);
/// json_stringify without a filter.
bool json_stringify(DsStore& store, const Value& value, bool pretty, const RefNames* names, std::string& text,
                    std::string& error);

enum class JsonRead : uint8_t { done, bad_text, limit };
/// json_decode: `map` is a new ds_map. For bad text the native returns -1.
JsonRead json_decode(DsStore& store, std::string_view text, Value& map, std::string& error);
/// json_parse without a filter.
JsonRead json_parse(DsStore& store, std::string_view text, bool keep_strings, Value& value, std::string& error);

} // namespace scope
