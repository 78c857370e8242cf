// The recorded results of natives (tests/vectors) against ours. Disagreements are pinned below, each with its reason.

#include "tests/support/vectors.h"

#include "lib_world.h"

#include <cmath>
#include <set>

namespace scope::test {

namespace {

using vectors::Case;
using vectors::Json;

/// Where the recordings come from a runtime with a rounded pi: angles agree to this.
constexpr double angle_tolerance = 2e-7;

bool is_angle_function(const std::string& name) {
    static const std::set<std::string> names = {"sin",
                                                "cos",
                                                "tan",
                                                "dsin",
                                                "dcos",
                                                "dtan",
                                                "arcsin",
                                                "arccos",
                                                "arctan",
                                                "arctan2",
                                                "darcsin",
                                                "darccos",
                                                "darctan",
                                                "darctan2",
                                                "degtorad",
                                                "radtodeg",
                                                "log10",
                                                "log2",
                                                "logn",
                                                "ln",
                                                "exp",
                                                "lengthdir_x",
                                                "lengthdir_y",
                                                "power",
                                                "dot_product_normalised",
                                                "dot_product_normalized",
                                                "dot_product_3d_normalised",
                                                "dot_product_3d"};
    return names.count(name) > 0;
}

bool nearly(const Value& got, const Json& expected) {
    if (!got.is_real()) return false;
    double wanted = expected.tag() == "-0" ? 0 : expected.number;
    if (expected.kind != Json::Kind::number && expected.tag() != "-0") return false;
    return std::fabs(got.as_real() - wanted) <= angle_tolerance * std::max(1.0, std::fabs(wanted));
}

/// Runs the cases of one file.
class Driver {
public:
    explicit Driver(std::map<std::string, std::string> pinned) : m_tally(std::move(pinned)) {}
    void run(const std::string& file) {
        vectors::File loaded = vectors::load(file);
        for (const vectors::Function& function : loaded.functions)
            for (const Case& one : function.cases) run(function.name, one);
        for (const vectors::Sequence& sequence : loaded.sequences) run(sequence);
    }
    void check() {
        EXPECT_EQ(m_tally.surprises(), "");
        if (std::getenv("SHOW_VECTORS")) std::fprintf(stderr, "%s", m_tally.summary().c_str());
    }

private:
    bool make(const Json& json, Value& out) {
        return vectors::make_value(m_world.world->heap(), json, out, [this](const Json& tagged, Value& value) {
            std::string tag = tagged.tag();
            if (tag == "fn") {
                const Json* gml = tagged.find("gml");
                value = m_world.value("_f = " + (gml ? gml->text : named(tagged.find("name")->text)) + "; _f");
                return true;
            }
            if (tag == "builtin_function") return value = m_world.value(tagged.find("v")->text), true;
            if (tag == "result") {
                const Json* of = tagged.find("of");
                value = m_results[static_cast<size_t>(of->number)];
                return true;
            }
            return false;
        });
    }
    /// The callbacks of the recordings.
    static std::string named(const std::string& name) {
        static const std::map<std::string, std::string> bodies = {
            {"is_even", "function(v) { return v mod 2 == 0; }"},
            {"gt3", "function(v) { return v > 3; }"},
            {"times2", "function(v) { return v * 2; }"},
            {"sum", "function(prev, cur) { return prev + cur; }"},
            {"idx", "function(i) { return i; }"},
            {"sortdesc", "function(a, b) { return b - a; }"},
            {"val_idx", "function(v, i) { return string(v) + \":\" + string(i); }"}};
        return bodies.at(name);
    }
    bool call(const std::string& name, std::span<const Value> arguments, Value& result) {
        if (name == "string(format,...)" || name == "string(struct)") return m_world.call("string", arguments, result);
        if (name == "typeof_") return m_world.call("typeof", arguments, result);
        if (name == "struct ==") return call_gml("function(a, b) { return a == b; }", arguments, result);
        if (name == "truthy") return call_gml("function(v) { return v ? true : false; }", arguments, result);
        if (name == "== (after math_set_epsilon(0.1))")
            return call_gml(
                "function(a, b) { math_set_epsilon(0.1); var r = a == b; math_set_epsilon(0.00001); return r; }",
                arguments, result);
        return m_world.call(name, arguments, result);
    }
    bool call_gml(const std::string& function, std::span<const Value> arguments, Value& result) {
        Value callee = m_world.value("_f = " + function + "; _f");
        EXPECT_TRUE(m_world.world->start_callable(callee, arguments));
        if (m_world.world->finish() != RunResult::done) return false;
        result = m_world.world->result();
        return true;
    }
    std::string show(const Value& value) {
        return to_text(m_world.world->rules(), m_world.world->heap().names(), value);
    }
    bool matches(const std::string& function, const Value& got, const Json& expected, bool loosely) {
        const NameTable& names = m_world.world->heap().names();
        return vectors::matches(names, got, expected, loosely) ||
               (is_angle_function(function) && nearly(got, expected));
    }

    void run(const std::string& function, const Case& one) {
        std::string key = one.key(function);
        if (key.size() > 160) key.resize(160);
        static const std::set<std::string> elsewhere = {"implicit_real", "implicit_int32"}; // tests of core/value
        if (elsewhere.count(function)) return m_tally.skip(key);
        std::vector<Value> arguments(one.args.size());
        for (size_t i = 0; i < one.args.size(); ++i)
            if (!make(one.args[i], arguments[i])) return m_tally.skip(key);
        Value got;
        bool done = call(function, arguments, got);
        const Json& expected = one.expected();
        bool loosely = !one.normative.empty();
        if (expected.is_error()) {
            if (!done) return m_tally.agree();
            return m_tally.disagree(key, one, "expected an error, got " + show(got));
        }
        if (!done)
            return m_tally.disagree(key, one,
                                    "expected " + expected.dump() + ", fault: " + m_world.world->vm().fault().message);
        if (!matches(function, got, expected, loosely))
            return m_tally.disagree(key, one,
                                    "expected " + expected.dump() + ", got " + show(got) + " (" +
                                        std::string(type_name(got)) + ')');
        for (size_t i = 0; one.args_after && i < arguments.size(); ++i) {
            const Json& after = one.args_after->items[i];
            if (!matches(function, arguments[i], after, loosely))
                return m_tally.disagree(key, one,
                                        "expected afterwards " + after.dump() + ", got " + show(arguments[i]));
        }
        m_tally.agree();
    }

    void run(const vectors::Sequence& sequence) {
        m_results.assign(sequence.ops.size(), Value());
        for (size_t i = 0; i < sequence.ops.size(); ++i) {
            Case one;
            const std::vector<Json>& op = sequence.ops[i].items;
            one.args.assign(op.begin() + 1, op.end());
            one.result = sequence.results[i];
            if (auto why = sequence.suspicious.find(i); why != sequence.suspicious.end()) one.suspicious = why->second;
            std::string function = op[0].text, key = sequence.name + " #" + std::to_string(i);
            std::vector<Value> arguments(one.args.size());
            bool made = true;
            for (size_t k = 0; k < one.args.size(); ++k) made = made && make(one.args[k], arguments[k]);
            if (!made) {
                m_tally.skip(key);
                continue;
            }
            bool done = call(function, arguments, m_results[i]);
            if (one.result.is_error() ? !done : done && matches(function, m_results[i], one.result, false))
                m_tally.agree();
            else
                m_tally.disagree(key, one,
                                 "expected " + one.result.dump() + ", got " +
                                     (done ? show(m_results[i]) : "fault: " + m_world.world->vm().fault().message));
        }
    }

    LibWorld m_world;
    vectors::Tally m_tally;
    std::vector<Value> m_results;
};

void check(std::initializer_list<const char*> files, std::map<std::string, std::string> pinned) {
    Driver driver(std::move(pinned));
    for (const char* file : files) driver.run(file);
    driver.check();
}

TEST(LibVectors, Strings) {
    check({"strings", "tf_strings"},
          {{"string_split(\"abc\", \"\")",
            "the recording returns a variable before it is set; nothing is split, so one piece"},
           {"string_upper(\"ß\")", "JavaScript's special casing; ours maps letters one for one"}});
}
TEST(LibVectors, Maths) {
    check({"math", "tf_math"}, {{"dtan(90)", "a pole: the recording's value comes from its rounded pi"}});
}
TEST(LibVectors, Arrays) {
    check({"arrays", "tf_arrays"}, {});
}
TEST(LibVectors, Structs) {
    check({"structs"}, {});
}
TEST(LibVectors, Types) {
    check({"types", "tf_datatypes"},
          {{"string({ptr})", "the recording's pointer is a struct; ours is an address and prints as one"}});
}
TEST(LibVectors, Conversions) {
    check({"conversions"}, {{"string({method})", "a script index of the recording; ours prints \"function\""},
                            {"string({ref object 3})", "no such object: ours prints -1 (#9053)"}});
}
TEST(LibVectors, Base64) {
    check({"tf_base64"}, {});
}
TEST(LibVectors, Json) {
    const std::string of_none = "json_stringify {\"$\":\"ref\",\"t\":\"object\",\"v\":2} #";
    const std::string reason =
        "no such object: ours writes no name (#7201); the recording has numbers for names (#12305)";
    check({"json_struct"}, {{of_none + "0", reason}, {of_none + "1", reason}});
}

} // namespace

} // namespace scope::test
