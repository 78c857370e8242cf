// show_debug_message and its relatives, show_error, the call stack. Messages of a synchronous dialog are calls out:
// nobody is there to press its button.

#include "core/lib/callbacks.h"
#include "core/lib/format_text.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"
#include "core/world/world.h"

#include <utility>

namespace scope {

/// The one text, or the first as a format for the others.
static NativeStatus logged(NativeCall& c, std::span<const std::string> texts, std::span<const Value>) {
    std::string text;
    if (texts.size() == 1)
        text = texts[0];
    else if (!format_text(c, texts[0], texts.subspan(1), text))
        return NativeStatus::fault;
    if (!c.charge(32 + text.size())) return NativeStatus::fault; // it is kept until somebody takes it
    world_of(c).log(text);
    return c.done(Value());
}

static NativeStatus show_debug_message(NativeCall& c) {
    return texts_of(c, logged);
}

static NativeStatus show_debug_message_ext(NativeCall& c) {
    Array* array = c.array(1);
    if (!array) return NativeStatus::fault;
    std::vector<Value> values = values_argument(c, 1, walk_of(0, array->size, array->size));
    if (c.failed()) return NativeStatus::fault;
    values.insert(values.begin(), c.arg(0));
    return texts_of_values(c, values, logged);
}

static NativeStatus shown(NativeCall& c, std::span<const std::string>, std::span<const Value>) {
    return c.done(Value());
}
static NativeStatus show_message(NativeCall& c) {
    return texts_of(c, shown);
}

/// An exception like any other. GameMaker no longer heeds whether to abort.
static NativeStatus errored(NativeCall& c, std::span<const std::string> texts, std::span<const Value>) {
    return c.error(texts[0]);
}
static NativeStatus show_error(NativeCall& c) {
    return texts_of(c, errored);
}

/// "gml_Script_save:12" for each function, innermost first, and 0 at the end.
static NativeStatus debug_get_callstack(NativeCall& c) {
    int64_t most = c.integer_or(0, INT64_MAX);
    if (c.failed() || !c.charge(c.vm.depth() * 32)) return NativeStatus::fault;
    Value result(c.heap.new_array());
    for (const StackEntry& entry : c.vm.stack()) {
        if (entry.code == no_code) continue; // this function, and others of ours
        if (most-- <= 0) break;
        std::string text = entry.name + ':' + std::to_string(entry.place.line);
        if (!c.may_allocate(text.size() + 64) || !result.as_array()->push(Value(c.heap.new_string(text))))
            return no_room(c);
    }
    if (!result.as_array()->push(Value(0.0))) return no_room(c);
    return c.done(std::move(result));
}

/// Gives back the handler before it.
static NativeStatus exception_unhandled_handler(NativeCall& c) {
    if (c.has(0) && !callable_argument(c, 0)) return NativeStatus::fault;
    return c.done(std::exchange(world_of(c).unhandled_handler, c.arg(0)));
}

static NativeStatus code_is_compiled(NativeCall& c) {
    return c.done(Value::boolean(false));
}

static constexpr NativeRow rows[] = {
    {"show_debug_message", show_debug_message, 1, -1},
    {"show_debug_message_ext", show_debug_message_ext, 2, 2},
    {"show_message", show_message, 1, 1, NativeRow::calls_out},
    {"show_error", show_error, 1, 2},
    {"debug_get_callstack", debug_get_callstack, 0, 1},
    {"exception_unhandled_handler", exception_unhandled_handler, 1, 1, NativeRow::calls_out},
    {"code_is_compiled", code_is_compiled, 0, 0},
};

std::span<const NativeRow> debug_natives() {
    return rows;
}

} // namespace scope
