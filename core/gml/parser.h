#pragma once
// GML text to tree. Accepts what GameMaker accepts, however loosely written; what it refuses it explains, and it goes
// on at the next statement, so that one file can report several errors. Linear in the size of the file after macro
// expansion.

#include "core/base/diagnostic.h"
#include "core/gml/ast.h"
#include "core/gml/macros.h"

#include <vector>

namespace scope {

struct ParseOptions {
    uint32_t max_depth = 400;   ///< nesting of statements, parentheses, prefixes; beyond: one "too-deep" error
    uint32_t max_height = 1500; ///< height of the tree, likewise: what walks it may recurse
    uint32_t max_errors = 50;   ///< further ones are counted in one last line
    uint32_t max_expanded_tokens = 1000000; ///< tokens that macros may add to one file
    bool expression = false;  ///< the text is one expression (watches, conditions): function 0's body returns it
    bool lone_values = false; ///< what a person types at the console: `a + 1` may stand as a statement
};

struct ParseResult {
    Ast ast;                             ///< whole only when there is no error
    std::vector<Diagnostic> diagnostics; ///< in source order; includes the lexer's
    bool ok() const;                     ///< no diagnostic is an error
};

/// Parses `file` with the macros of its project. The result refers neither to `file` nor to `macros`.
ParseResult parse(const SourceFile& file, const MacroTable& macros, const ParseOptions& options = {});
/// The same for a file that was lexed before, for its macros.
ParseResult parse(const SourceFile& file, const TokenList& tokens, const MacroTable& macros,
                  const ParseOptions& options = {});
/// Parses a lone file with the macros that it defines itself.
ParseResult parse(const SourceFile& file, const ParseOptions& options = {});

} // namespace scope
