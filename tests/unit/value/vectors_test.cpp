// The vectors that need no more than core/value: operators, conversions, types.

#include "core/value/convert.h"
#include "tests/support/vectors.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace scope;
using namespace scope::vectors;

namespace {

enum class Outcome { value, error, unknown };

struct Run {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Rules rules;
    std::string error;

    Outcome operator()(const std::string& function, const std::vector<Value>& args, Value& out);
    Outcome ordering(const std::string& sign, const Value& a, const Value& b, Value& out);
    Outcome conversion(const std::string& function, const Value& a, Value& out);
    Outcome test(const std::string& function, const Value& a, Value& out);
};

const std::map<std::string, Arithmetic> operators = {
    {"+", Arithmetic::add},         {"-", Arithmetic::subtract},     {"*", Arithmetic::multiply},
    {"/", Arithmetic::divide},      {"%", Arithmetic::modulo},       {"div", Arithmetic::integer_divide},
    {"&", Arithmetic::bit_and},     {"|", Arithmetic::bit_or},       {"^", Arithmetic::bit_xor},
    {"<<", Arithmetic::shift_left}, {">>", Arithmetic::shift_right},
};

Outcome Run::ordering(const std::string& sign, const Value& a, const Value& b, Value& out) {
    int order = 0;
    if (!compare(rules, a, b, order, error)) return Outcome::error;
    bool less = order == -1, same = order == 0, greater = order == 1;
    out = Value::boolean(sign == "<" ? less : sign == "<=" ? less || same : sign == ">" ? greater : greater || same);
    return Outcome::value;
}

Outcome Run::conversion(const std::string& function, const Value& a, Value& out) {
    bool fine = false;
    if (function == "real")
        fine = gml_real(rules, a, out, error);
    else if (function == "int64")
        fine = gml_int64(rules, a, out, error);
    else if (function == "bool")
        fine = gml_bool(a, out, error);
    else if (function == "truthy") {
        bool truth = false;
        fine = to_bool(a, truth, error);
        out = Value::boolean(truth);
    } else if (function == "implicit_real") {
        double number = 0;
        fine = to_real(a, number, error);
        out = Value(number);
    } else if (function == "string" || function == "string(struct)") {
        out = Value(heap.new_string(to_text(rules, *names, a)));
        return Outcome::value;
    } else if (function == "typeof") {
        out = Value(heap.new_string(type_name(a)));
        return Outcome::value;
    } else {
        return test(function, a, out);
    }
    return fine ? Outcome::value : Outcome::error;
}

Outcome Run::test(const std::string& function, const Value& a, Value& out) {
    double number = 0;
    bool truth = false;
    if (function == "is_real")
        truth = a.is_real();
    else if (function == "is_numeric")
        truth = a.is_numeric();
    else if (function == "is_bool")
        truth = a.is_bool();
    else if (function == "is_undefined")
        truth = a.is_undefined();
    else if (function == "is_int64")
        truth = a.is_int64();
    else if (function == "is_int32")
        truth = a.is_int32();
    else if (function == "is_ptr")
        truth = a.is_pointer();
    else if (function == "is_struct")
        truth = a.is_struct() || a.is_method();
    else if (function == "is_method")
        truth = a.is_method();
    else if (function == "is_string")
        truth = a.is_string();
    else if (function == "is_array")
        truth = a.is_array();
    else if (function == "is_handle")
        truth = a.is_ref();
    else if (function == "is_nullish")
        truth = a.is_undefined() || (a.is_pointer() && a.as_pointer() == 0);
    else if (function == "is_nan")
        truth = !a.is_pointer() && (!to_real(a, number, error) || std::isnan(number));
    else if (function == "is_infinity")
        truth = a.is_real() && std::isinf(a.as_real());
    else
        return Outcome::unknown;
    out = Value::boolean(truth);
    return Outcome::value;
}

Outcome Run::operator()(const std::string& function, const std::vector<Value>& args, Value& out) {
    if (args.size() == 1) return conversion(function, args[0], out);
    if (args.size() != 2) return Outcome::unknown;
    auto op = operators.find(function);
    if (op != operators.end())
        return combine(heap, op->second, args[0], args[1], out, error) ? Outcome::value : Outcome::error;
    if (function == "==" || function == "!=") {
        out = Value::boolean(equals(rules, args[0], args[1]) == (function == "=="));
        return Outcome::value;
    }
    if (function == "<" || function == "<=" || function == ">" || function == ">=")
        return ordering(function, args[0], args[1], out);
    if (function == "array_equals") {
        out = Value::boolean(deep_equals(rules, args[0], args[1]));
        return Outcome::value;
    }
    if (function != "&&" && function != "||" && function != "^^") return Outcome::unknown;
    bool left = false, right = false;
    if (!to_bool(args[0], left, error) || !to_bool(args[1], right, error)) return Outcome::error;
    out = Value::boolean(function == "&&" ? left && right : function == "||" ? left || right : left != right);
    return Outcome::value;
}

void run_file(const std::string& name, Tally& tally) {
    Run run;
    for (const Function& function : load(name).functions) {
        for (const Case& one : function.cases) {
            std::string key = one.key(function.name);
            std::vector<Value> args(one.args.size());
            bool made = true;
            for (size_t index = 0; index < args.size(); ++index)
                made = made && make_value(run.heap, one.args[index], args[index]);
            Value out;
            Outcome outcome = made ? run(function.name, args, out) : Outcome::unknown;
            if (outcome == Outcome::unknown) {
                tally.skip(key);
                continue;
            }
            bool agrees = outcome == Outcome::error ? one.expected().is_error()
                                                    : matches(*run.names, out, one.expected(), !one.normative.empty());
            if (agrees)
                tally.agree();
            else
                tally.disagree(key, one,
                               "expected " + one.expected().dump() + ", got " +
                                   (outcome == Outcome::error ? run.error : to_text(run.rules, *run.names, out)));
        }
    }
}

void expect_as_pinned(const std::string& file, size_t agreed, size_t skipped,
                      std::map<std::string, std::string> pinned) {
    Tally tally(std::move(pinned));
    run_file(file, tally);
    printf("%s: %s", file.c_str(), tally.summary().c_str());
    EXPECT_EQ(tally.surprises(), "");
    EXPECT_EQ(tally.agreed(), agreed);
    EXPECT_EQ(tally.skipped().size(), skipped);
}

TEST(Vectors, Operators) {
    expect_as_pinned("operators", 298, 0, {});
}

TEST(Vectors, Conversions) { // skipped: toString methods need the vm, implicit_int32 is each native's own
    expect_as_pinned("conversions", 148, 6, {{"string({method})", "HTML5 prints a script index"}});
}

TEST(Vectors, Types) {
    expect_as_pinned("types", 229, 15, {});
} // skipped: is_callable asks for a script index

TEST(Vectors, TestFrameworkDataTypes) {
    expect_as_pinned("tf_datatypes", 195, 0,
                     {{"string({ptr})", "the recorded pointer was a struct of the recorder's"}});
}

} // namespace
