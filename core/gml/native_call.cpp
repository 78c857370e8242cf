#include "core/gml/native.h"

#include "core/gml/vm_state.h"

#include <cmath>

namespace scope {

const Value NativeCall::nothing;

double NativeCall::real(uint32_t index) {
    const Value& value = arg(index);
    if (value.is_real()) return value.as_real();
    double out = 0;
    std::string text;
    if (!failed() && !to_real(value, out, text))
        error(std::string(name) + " argument " + std::to_string(index + 1) + " " + text);
    return out;
}

int64_t NativeCall::integer(uint32_t index) {
    const Value& value = arg(index);
    if (value.is_real() && std::fabs(value.as_real()) < 1e15) return static_cast<int64_t>(value.as_real());
    if (value.is_real() && std::isnan(value.as_real())) return INT64_MIN; // no index and no count
    int64_t out = 0;
    std::string text;
    if (!to_int64(value, out, text) && !failed())
        error(std::string(name) + " argument " + std::to_string(index + 1) + " " + text);
    return out;
}

bool NativeCall::truth(uint32_t index) {
    bool out = false;
    std::string text;
    if (!to_bool(arg(index), out, text) && !failed())
        error(std::string(name) + " argument " + std::to_string(index + 1) + " " + text);
    return out;
}

std::string_view NativeCall::text(uint32_t index) {
    const Value& value = arg(index);
    if (value.is_string()) {
        heap.may_read(value.as_string()->length);
        return value.as_string()->view();
    }
    if (!failed()) wrong_type(index, "string");
    return {};
}

std::string NativeCall::shown(uint32_t index) {
    std::string text = to_text(host.rules(), heap.names(), arg(index));
    if (arg(index).is_string())
        heap.may_read(text.size());
    else
        heap.spend(text.size() / 2); // value by value
    return text;
}

Array* NativeCall::array(uint32_t index) {
    const Value& value = arg(index);
    if (value.is_array()) return value.as_array();
    if (!failed()) wrong_type(index, "array");
    return nullptr;
}

Struct* NativeCall::structure(uint32_t index) {
    const Value& value = arg(index);
    if (value.is_struct()) return value.as_struct();
    if (value.is_ref(RefKind::script) && code_called_by(value) != no_code) return vm.statics_of(code_called_by(value));
    if (failed()) return nullptr;
    if (value.is_numeric() || value.is_ref()) {
        std::string unused;
        if (Struct* found = host.find_scope(value, self, other, unused)) return found;
    }
    wrong_type(index, "struct");
    return nullptr;
}

NativeStatus NativeCall::done(Value value) {
    result = std::move(value);
    return done();
}

NativeStatus NativeCall::done(std::string_view text) {
    if (text.size() > heap.limits().string_bytes) return limit("memory", "a string is longer than the limit allows");
    if (!may_allocate(text.size())) return NativeStatus::fault;
    result = Value(heap.new_string(text));
    return done();
}

NativeStatus NativeCall::error(std::string message) {
    fault = {};
    heap.may_read(message.size()); // it may hold what the game gave
    fault.kind = Fault::Kind::error;
    fault.message = std::move(message);
    return NativeStatus::fault;
}

NativeStatus NativeCall::limit(std::string code, std::string message) {
    fault = {};
    fault.kind = Fault::Kind::limit;
    fault.code = std::move(code);
    fault.message = std::move(message);
    return NativeStatus::fault;
}

NativeStatus NativeCall::wrong_type(uint32_t index, std::string_view expected) {
    std::string message(name);
    message.append(" argument ")
        .append(std::to_string(index + 1))
        .append(" incorrect type (")
        .append(type_name(arg(index)));
    message.append(") expecting a ").append(expected);
    return error(std::move(message));
}

bool NativeCall::charge(uint64_t units) {
    if (vm.charge(units)) return true;
    if (!failed()) limit("budget", "the code ran for too long");
    return false;
}

bool NativeCall::may_allocate(size_t bytes) {
    if (heap.may_allocate(bytes)) return true;
    if (!failed()) limit("memory", "out of memory: the limit of this game is reached");
    return false;
}

void NativeCall::tested(uint32_t index) {
    vm.note_tested(arg(index));
}

NativeStatus NativeCall::call(const Value& callee, std::span<const Value> arguments,
                              std::unique_ptr<NativeFrame> frame) {
    if (!callee.is_method() && !callee.is_ref(RefKind::script) && !callee.is_ref(RefKind::function))
        return error(std::string(name) + " :: a function is expected, not a value of type " +
                     std::string(type_name(callee)));
    if (!vm.push(std::move(frame))) return NativeStatus::call;
    return call_again(callee, arguments);
}

NativeStatus NativeCall::call_again(const Value& callee, std::span<const Value> arguments) {
    if (vm.push_callable(callee, self, other, arguments)) return NativeStatus::call;
    return error(std::string(name) + " :: a function is expected, not a value of type " +
                 std::string(type_name(callee)));
}

} // namespace scope
