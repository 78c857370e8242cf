#pragma once
// string(value) as a machine that can stop: at a struct with a toString method the vm calls it and goes on afterwards,
// without recursion on either side. Depth is bounded by memory alone, length by a limit.

#include "core/value/convert.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace scope {

class TextPrinter {
public:
    static constexpr size_t most_bytes = size_t(64) << 20;
    enum class Step : uint8_t {
        done,     ///< `text` is complete
        call,     ///< call `to_call` on `called_on`, then `supply` what it returned, then `run` again
        too_long, ///< `text` has what fits
    };

    /// With `call_methods`, a struct whose member or static `toString` is a method or function stops the printer.
    TextPrinter(const Rules& rules, const NameTable& names, const Value& value, bool call_methods,
                size_t limit = most_bytes);

    Step run();
    const Value& to_call() const { return m_to_call; }
    const Value& called_on() const { return m_called_on; }
    void supply(std::string_view returned) { m_text += returned; }
    std::string& text() { return m_text; }
    size_t visited() const { return m_visited; } ///< values printed so far, for charging the work

private:
    static constexpr size_t scanned = 64;
    struct Open {
        Value container;
        uint32_t next = 0;
    };
    bool print(const Value& value, bool quoted); ///< false: stop for a call
    void open(const Value& container);
    bool on_path(const HeapObject* container) const;
    void print_ref(const Value& ref);
    const Value* method_of(const Struct& object) const;

    const Rules& m_rules;
    const NameTable& m_names;
    Symbol m_to_string;
    Value m_value;
    size_t m_limit;
    bool m_started = false;
    size_t m_visited = 0;
    std::string m_text;
    std::vector<Open> m_open;
    std::unordered_set<const HeapObject*> m_deep_path; ///< containers of m_open beyond the first `scanned`
    Value m_to_call, m_called_on;
};

} // namespace scope
