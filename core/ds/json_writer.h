#pragma once
// Values to JSON text, one run() for all of it or, with a filter, one for each value. Containers are found again at
// each step, so a filter may change what is being written.

#include "core/ds/store.h"
#include "core/value/convert.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

constexpr size_t json_max_depth = 128;

enum class JsonStep : uint8_t {
    done,
    filter, ///< show key() and value() to the filter, then call filtered() with what it returned, then run()
    failed, ///< error(); limit_hit() tells a limit, which is a fault, from bad text
};

class GmlJsonWriter {
public:
    struct Options {
        bool pretty = false;
        bool filter = false;
        bool open_root = false;          ///< the root may be the handle of a map or list and is written as its content
        const RefNames* names = nullptr; ///< names of assets; their indices without
        bool windows_pointers = false;   ///< "FFFFFFFFFFFFFFFF" instead of "0xffffffffffffffff"
    };
    /// Maps and lists below the root are written as their content where a mark owns them, else as "@ref ds_map(1)".
    GmlJsonWriter(DsStore& store, const Value& root, Options options);

    JsonStep run();
    /// A string, a real for an array's index, or "" for the root.
    const Value& key() const { return m_key; }
    const Value& value() const { return m_value; }
    void filtered(const Value& replacement) { m_value = replacement; }
    std::string& text() { return m_text; }
    const std::string& error() const { return m_error; }
    bool limit_hit() const { return m_limit; }

private:
    struct Frame {
        Value container;     // keeps arrays and structs alive; maps and lists may die and are looked up
        size_t position = 0; // of the next item
        bool object = false;
        bool any = false; // something was written
    };

    bool next_item();
    bool next_of_map(const DsMap& map, Frame& frame);
    void set_key(const Value& key);
    bool write_item();
    bool write_value();
    bool write_handle();
    void write_pointer(uint64_t address);
    bool open(const Value& container, bool object, size_t most_times_open);
    void close();
    void new_line(size_t depth);
    void write_string(std::string_view text);
    void write_real(double number);
    void write_int64(int64_t number);
    void write_ref(const Value& ref);
    bool within_limits();
    bool may_go_on();

    DsStore& m_store;
    Options m_options;
    std::vector<Frame> m_frames;
    std::string m_text;
    std::string m_error;
    Value m_key;             // set only for a filter
    std::string_view m_name; // the member's name, of objects
    std::string m_name_text; // holds m_name where the key is no string
    Value m_value;
    DsOwn m_own = DsOwn::nothing; // the mark at m_value
    bool m_started = false;
    bool m_shown = false; // m_value was shown to the filter and waits to be written
    bool m_limit = false;
    size_t m_steps = 0;
};

} // namespace scope
