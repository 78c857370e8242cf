#pragma once
// Tokens and trees as text, for `asyncscope dump` and the golden files of tests/dumps. One line each, the position
// first, so that a change of the grammar shows as a small diff. Not meant to be read back.

#include "core/gml/ast.h"
#include "core/gml/token.h"

#include <string>

namespace scope {

/// "line:column kind text", then the macros of the file with their bodies indented.
std::string dump_tokens(const SourceFile& file, const TokenList& tokens);

/// The functions in source order with their code as an indented tree, then the enums.
std::string dump_ast(const SourceFile& file, const Ast& ast);

} // namespace scope
