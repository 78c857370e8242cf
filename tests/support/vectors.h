#pragma once
// Reads tests/vectors: cases and sequences as a small JSON tree, tagged values into Values, and compares what came out.
// For the tests of core/value, core/ds and core/lib. Where a result is known for the native runtime, that one is
// expected.

#include "core/value/convert.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace scope::vectors {

/// JSON as it stands in the file, members in order.
struct Json {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    double number = 0;
    std::string text;
    std::vector<Json> items;
    std::vector<std::pair<std::string, Json>> members;

    const Json* find(std::string_view name) const; ///< null when absent
    std::string tag() const;                       ///< the text of member "$", or empty
    bool is_error() const { return tag() == "error"; }
    std::string dump() const; ///< one line, for messages and as a key
};

struct Case {
    std::vector<Json> args;
    Json result;
    std::optional<Json> args_after; ///< a list
    std::optional<Json> native;
    std::string suspicious, normative;

    const Json& expected() const { return native ? *native : result; }
    std::string key(const std::string& function) const; ///< "function(arg, arg)", unique enough to pin
};

struct Function {
    std::string name;
    std::vector<Case> cases;
};

struct Sequence {
    std::string name;
    std::vector<Json> ops;                    ///< each a list: function, arguments
    std::vector<Json> results;                ///< the native runtime's where known
    std::map<size_t, std::string> suspicious; ///< by operation
    Json raw;                                 ///< everything, `asserts` too
};

struct File {
    std::vector<Function> functions;
    std::vector<Sequence> sequences;
    Json raw;
};

/// Reads tests/vectors/NAME.json; ends the program with a message when that is impossible.
File load(const std::string& name);

/// Makes values for tags that need more than a heap (fn, result, dsid, tostring); false: not one of its own.
using MakeTagged = std::function<bool(const Json& tagged, Value& out)>;

/// False when the value cannot be made here. A `method` is a Method with function 0.
bool make_value(Heap& heap, const Json& json, Value& out, const MakeTagged& make_tagged = nullptr);

/// Whether `got` is what `expected` says: type and value, arrays and structs deep, member order aside. `loosely` (for
/// normative facts, which were asserted with ==) lets any number stand for any other of the same value. Never true for
/// an error.
bool matches(const NameTable& names, const Value& got, const Json& expected, bool loosely = false);

/// Counts agreement and checks it against a pinned list of disagreements, each with its reason.
class Tally {
public:
    explicit Tally(std::map<std::string, std::string> pinned) : m_pinned(std::move(pinned)) {}
    void agree() { ++m_agreed; }
    /// `text`: what was expected and what came.
    void disagree(const std::string& key, const Case& which, const std::string& text);
    void skip(const std::string& key) { m_skipped.insert(key); }
    size_t agreed() const { return m_agreed; }
    size_t total() const { return m_agreed + m_disagreed; }
    const std::set<std::string>& skipped() const { return m_skipped; }
    /// One line for each surprise: a disagreement that is not pinned, or a pinned one that agrees. Empty: as expected.
    std::string surprises() const;
    std::string
    summary() const; ///< "212 of 215 agree, 3 pinned"; also lists pinned ones that the native runtime is sure of

private:
    std::map<std::string, std::string> m_pinned;
    std::map<std::string, std::string> m_seen; // key -> text
    std::set<std::string> m_firm;              // neither suspicious nor contradicted
    std::set<std::string> m_skipped;
    size_t m_agreed = 0, m_disagreed = 0;
};

} // namespace scope::vectors
