#pragma once
// string(value) where a struct's toString method counts: what string, show_debug_message, template strings and their
// like share. Nothing that needs GML costs no frame; a method is called by a NativeFrame that keeps the printer's
// state.

#include "core/gml/native.h"

#include <span>
#include <string>

namespace scope {

/// Leaves the text of `value` as the call's result. Answers `call` when GML runs first: the text is then what the
/// native returns.
NativeStatus text_of(NativeCall& call, const Value& value);

/// What to do with the texts of several values; `arguments` are copies of those of the native.
using TextsDone = NativeStatus (*)(NativeCall& call, std::span<const std::string> texts,
                                   std::span<const Value> arguments);
/// The texts of all of the call's arguments, then `done`, at once when no method has to run.
NativeStatus texts_of(NativeCall& call, TextsDone done);

} // namespace scope
