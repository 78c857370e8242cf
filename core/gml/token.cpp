#include "core/gml/token.h"

#include <array>
#include <unordered_map>

namespace scope {

namespace {

constexpr std::string_view names[] = {
#define TOKEN(name, spelling) #name,
#include "core/gml/token.def"
#undef TOKEN
};

constexpr std::string_view spellings[] = {
#define TOKEN(name, spelling) spelling,
#include "core/gml/token.def"
#undef TOKEN
};

std::unordered_map<std::string_view, TokenKind> keyword_table() {
    std::unordered_map<std::string_view, TokenKind> table;
    for (int i = int(TokenKind::kw_if); i <= int(TokenKind::kw_div); ++i) table.emplace(spellings[i], TokenKind(i));
    return table;
}

} // namespace

std::string_view token_kind_name(TokenKind kind) {
    return names[size_t(kind)];
}

std::string_view token_spelling(TokenKind kind) {
    return spellings[size_t(kind)];
}

bool is_word(TokenKind kind) {
    return kind >= TokenKind::kw_if && kind <= TokenKind::kw_div;
}

TokenKind keyword_kind(std::string_view word) {
    static const std::unordered_map<std::string_view, TokenKind> table = keyword_table();
    auto found = table.find(word);
    return found == table.end() ? TokenKind::identifier : found->second;
}

std::string token_kind_description(TokenKind kind) {
    switch (kind) {
    case TokenKind::end_of_file: return "the end of the file";
    case TokenKind::bad: return "an unknown character";
    case TokenKind::identifier: return "a name";
    case TokenKind::real_number:
    case TokenKind::integer_number: return "a number";
    case TokenKind::string: return "a string";
    case TokenKind::template_begin: return "a template string";
    case TokenKind::template_text: return "the text of a template string";
    case TokenKind::template_open: return "'{' in a template string";
    case TokenKind::template_close: return "'}' in a template string";
    case TokenKind::template_end: return "the end of a template string";
    case TokenKind::define_directive: return "#define";
    default: return "'" + std::string(token_spelling(kind)) + "'";
    }
}

} // namespace scope
