#include "core/value/convert.h"
#include "core/value/numbers.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace scope {

namespace {

constexpr std::array<std::string_view, 11> operator_names = {"DoAdd", "DoSub", "DoMul", "DoDiv", "DoMod", "DoRem",
                                                             "DoAnd", "DoOr",  "DoXor", "DoShl", "DoShr"};

bool is_arithmetic(Arithmetic op) {
    return op <= Arithmetic::integer_divide;
}

bool fault(Arithmetic op, std::string_view text, std::string& error) {
    error = operator_names[static_cast<size_t>(op)];
    error += " :: ";
    error += text;
    return false;
}

bool refuse(Arithmetic op, const Value& a, const Value& b, std::string& error) {
    bool string = (a.is_string() || b.is_string()) && op != Arithmetic::add;
    return fault(op, string ? "Execution Engine - Cannot operate on string type" : "Execution Error", error);
}

bool divide_by_zero(Arithmetic op, std::string& error) {
    return fault(op == Arithmetic::modulo ? op : Arithmetic::divide, "Divide by zero", error);
}

/// An operand as a number. `-`, `/`, `%` and the bit operations take strings that spell one, + and * do not.
bool operand(Arithmetic op, const Value& value, double& out) {
    std::string unused;
    if (value.is_string() && (op == Arithmetic::add || op == Arithmetic::multiply)) return false;
    if (!value.is_numeric() && !value.is_ref() && !value.is_string()) return false;
    return to_real(value, out, unused);
}

int64_t wrap(uint64_t number) {
    return static_cast<int64_t>(number);
}

/// Wraps around on overflow, as two's complement does.
bool integers(Arithmetic op, int64_t a, int64_t b, int64_t& out, std::string& error) {
    auto left = static_cast<uint64_t>(a), right = static_cast<uint64_t>(b);
    switch (op) {
    case Arithmetic::add: out = wrap(left + right); return true;
    case Arithmetic::subtract: out = wrap(left - right); return true;
    case Arithmetic::multiply: out = wrap(left * right); return true;
    case Arithmetic::divide:
    case Arithmetic::integer_divide:
        if (b == 0) return divide_by_zero(op, error);
        out = b == -1 ? wrap(0 - left) : a / b;
        return true;
    case Arithmetic::modulo:
        if (b == 0) return divide_by_zero(op, error);
        out = b == -1 ? 0 : a % b;
        return true;
    case Arithmetic::bit_and: out = a & b; return true;
    case Arithmetic::bit_or: out = a | b; return true;
    case Arithmetic::bit_xor: out = a ^ b; return true;
    // A count outside of 0..63 shifts everything out.
    case Arithmetic::shift_left: out = b < 0 || b > 63 ? 0 : wrap(left << b); return true;
    case Arithmetic::shift_right: out = b < 0 || b > 63 ? (a < 0 ? -1 : 0) : a >> b; return true;
    }
    return false;
}

bool reals(Arithmetic op, double a, double b, Value& out, std::string& error) {
    switch (op) {
    case Arithmetic::add: out = Value(a + b); return true;
    case Arithmetic::subtract: out = Value(a - b); return true;
    case Arithmetic::multiply: out = Value(a * b); return true;
    case Arithmetic::divide: out = Value(a / b); return true;
    case Arithmetic::modulo:
        if (b == 0) return divide_by_zero(op, error);
        out = Value(remainder_of(a, b));
        return true;
    default: { // integer_divide: both operands are truncated first
        int64_t left = truncate_to_int64(a), right = truncate_to_int64(b), quotient = 0;
        if (!integers(op, left, right, quotient, error)) return false;
        out = Value(static_cast<double>(quotient));
        return true;
    }
    }
}

bool concatenate(Heap& heap, const String& a, const String& b, Value& out, std::string& error) {
    String* made = joined(heap, a, b, 0);
    if (!made) {
        error = too_long_error;
        return false;
    }
    out = Value(made);
    return true;
}

bool repeat(Heap& heap, double count, const String& text, Value& out, std::string& error) {
    double times = count >= 1 ? std::trunc(count) : 0; // NaN too
    if (text.length == 0 || times == 0) {
        out = Value(heap.new_string(""));
        return true;
    }
    double bytes = times * text.length;
    if (bytes > static_cast<double>(heap.limits().string_bytes) || !heap.may_allocate(static_cast<size_t>(bytes))) {
        error = too_long_error;
        return false;
    }
    String* repeated = heap.new_string_uninitialized(static_cast<size_t>(bytes));
    for (size_t at = 0; at < repeated->length; at += text.length)
        std::memcpy(repeated->text + at, text.text, text.length);
    out = Value(repeated);
    return true;
}

} // namespace

bool combine(Heap& heap, Arithmetic op, const Value& a, const Value& b, Value& out, std::string& error) {
    if (b.is_string()) {
        if (op == Arithmetic::add && a.is_string())
            return concatenate(heap, *a.as_string(), *b.as_string(), out, error);
        if (op == Arithmetic::multiply && (a.is_real() || a.is_int32()))
            return repeat(heap, a.is_real() ? a.as_real() : static_cast<double>(a.as_int64()), *b.as_string(), out,
                          error);
    }
    bool integral = (a.is_int64() || a.is_int32()) && (b.is_int64() || b.is_int32());
    if (is_arithmetic(op) && !integral) {
        double left = 0, right = 0;
        if (!operand(op, a, left) || !operand(op, b, right)) return refuse(op, a, b, error);
        return reals(op, left, right, out, error);
    }
    double unused = 0;
    if (!operand(op, a, unused) || !operand(op, b, unused)) return refuse(op, a, b, error);
    int64_t left = 0, right = 0, result = 0;
    if (!to_int64(a, left, error) || !to_int64(b, right, error)) return false;
    if (!integers(op, left, right, result, error)) return false;
    bool narrow = is_arithmetic(op) && a.is_int32() && b.is_int32();
    out = narrow ? Value::int32(static_cast<int32_t>(result)) : Value::int64(result);
    return true;
}

bool negate(const Value& a, Value& out, std::string& error) {
    double number = 0;
    if (a.is_int64()) {
        out = Value::int64(wrap(0 - static_cast<uint64_t>(a.as_int64())));
    } else if (a.is_int32()) {
        out = Value::int32(static_cast<int32_t>(-a.as_int64()));
    } else if (operand(Arithmetic::subtract, a, number)) {
        out = Value(-number);
    } else {
        error = "DoNeg :: Execution Error";
        return false;
    }
    return true;
}

bool bit_not(const Value& a, Value& out, std::string& error) {
    double unused = 0;
    int64_t number = 0;
    if (!operand(Arithmetic::bit_and, a, unused) || !to_int64(a, number, error)) {
        error = "DoNot :: Execution Error";
        return false;
    }
    out = Value::int64(~number);
    return true;
}

} // namespace scope
