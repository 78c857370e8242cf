#pragma once
// Compiled code as text, for `asyncscope dump code` and golden files: one line an instruction with its line in the
// source, operands by meaning (r3, 'gold', "text", -> 12). Not meant to be read back.

#include "core/gml/code.h"

#include <string>

namespace scope {

/// One function: a heading, its instructions, the ranges of its tries.
std::string dump_code(const Program& program, const NameTable& names, CodeId code);
/// Everything of `file`, in source order.
std::string dump_file_code(const Program& program, const NameTable& names, uint32_t file);

} // namespace scope
