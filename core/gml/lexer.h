#pragma once
// Characters to tokens, directives included. Never fails: what it cannot read becomes a diagnostic and a `bad` token,
// and it goes on behind it. Linear; templates in templates are tracked on a stack of its own.

#include "core/gml/token.h"

namespace scope {

struct LexOptions {
    uint32_t max_errors = 50;
    uint32_t max_template_depth = 100;
    uint32_t max_tokens =
        4'000'000; ///< what is behind them is an error: some 20 MB of code, and half a gigabyte as tokens
};

/// All tokens of `file`. The list borrows text from `file`, which must outlive it.
TokenList lex(const SourceFile& file, const LexOptions& options = {});

} // namespace scope
