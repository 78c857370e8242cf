#include "app/commands.h"
#include "core/gml/dump.h"
#include "core/gml/lexer.h"
#include "core/gml/parser.h"

#include <cstdio>

namespace scope {

int cmd_dump(const Arguments& arguments) {
    auto text = read_text_file(arguments.input);
    if (!text) return usage_error(text.error());
    SourceFile file(arguments.input, std::move(*text));
    if (arguments.what == "tokens") {
        TokenList tokens = lex(file);
        std::fputs(dump_tokens(file, tokens).c_str(), stdout);
        return exit_holds;
    }
    ParseResult parsed = parse(file);
    for (const Diagnostic& finding : parsed.diagnostics) {
        print_problem(finding);
        std::fputs(caret(file, finding.place).c_str(), stderr);
    }
    if (!parsed.ok()) return exit_fails;
    if (arguments.what == "ast") {
        std::fputs(dump_ast(file, parsed.ast).c_str(), stdout);
        return exit_holds;
    }
    return exit_usage;
}

} // namespace scope
