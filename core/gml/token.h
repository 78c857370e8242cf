#pragma once
// Tokens, from the lexer to the parser. A token is a plain value that borrows its text: from the source file where the
// spelling is the meaning, from the TokenList's pool where something had to be decoded. One vector of 64-byte tokens
// per file; the parser never looks at characters.

#include "core/base/diagnostic.h"
#include "core/base/source.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

enum class TokenKind : uint8_t {
#define TOKEN(name, spelling) name,
#include "core/gml/token.def"
#undef TOKEN
};

/// The enum's own name: "identifier", "kw_if", "plus_assign". For dumps.
std::string_view token_kind_name(TokenKind kind);
/// How a message calls it: "a name", "'if'", "'+='".
std::string token_kind_description(TokenKind kind);
/// The spelling of a keyword or punctuator; empty for tokens with content.
std::string_view token_spelling(TokenKind kind);
/// Whether `kind` is a reserved word or word operator: allowed after a dot and as a struct key.
bool is_word(TokenKind kind);
/// The keyword that `word` spells, else TokenKind::identifier.
TokenKind keyword_kind(std::string_view word);

struct Macro;

struct Token {
    TokenKind kind = TokenKind::end_of_file;
    bool line_break_before = false; ///< first token on its line
    Span span;
    /// identifier and words: the spelling; string, template_text: decoded content; define_directive: the script's name;
    /// bad: empty (the lexer reported it).
    std::string_view text;
    double real = 0;     ///< real_number
    int64_t integer = 0; ///< integer_number: literals that GameMaker keeps as int64
    /// The macro that it came out of, after expansion; `span` is then the place of the macro's use.
    const Macro* macro = nullptr;
};

/// A `#macro` as it stands in a file. `body` has no end_of_file.
struct MacroDefinition {
    std::string_view name;
    std::string_view config; ///< "" for all configurations
    Span span;               ///< the name
    std::vector<Token> body;
};

/// One file's tokens. `#region` and comments leave nothing; `#macro` lines go to `macros` and are not part of `tokens`.
struct TokenList {
    std::vector<Token> tokens; ///< ends with end_of_file
    std::vector<MacroDefinition> macros;
    std::vector<Diagnostic> diagnostics;
    std::deque<std::string> pool; ///< decoded text; deque, so that views stay valid when it grows or moves
};

} // namespace scope
