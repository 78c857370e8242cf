#pragma once
// Helpers of natives that call GML back.

#include "core/gml/code.h"
#include "core/gml/host.h"
#include "core/gml/vm.h"

#include <array>

namespace scope {

/// A function, a method or a built-in function; numbers are none.
inline bool is_function_value(const Value& value) {
    return value.is_method() || value.is_ref(RefKind::script) || value.is_ref(RefKind::function);
}

/// Whether argument `index` can be called; else the fault is set.
inline bool callable_argument(NativeCall& c, uint32_t index) {
    if (!c.failed() && !is_function_value(c.arg(index))) c.wrong_type(index, "method or script function");
    return !c.failed();
}

/// What of `shown` a callback takes: a built-in function (is_string as a filter) gets no more than it knows.
inline std::span<const Value> taken_by(NativeCall& c, const Value& callee, std::span<const Value> shown) {
    uint32_t function = called_by(callee);
    if (function == no_code || !(function & native_function_bit)) return shown;
    const NativeRow& row = c.host.native(function & ~native_function_bit);
    return row.most < 0 ? shown : shown.first(std::min(shown.size(), static_cast<size_t>(row.most)));
}

/// Calls `callee` and resumes `frame` with what it returns; from inside of a frame, call_back_again.
inline NativeStatus call_back(NativeCall& c, const Value& callee, std::span<const Value> shown,
                              std::unique_ptr<NativeFrame> frame) {
    return c.call(callee, taken_by(c, callee, shown), std::move(frame));
}
inline NativeStatus call_back_again(NativeCall& c, const Value& callee, std::span<const Value> shown) {
    return c.call_again(callee, taken_by(c, callee, shown));
}

} // namespace scope
