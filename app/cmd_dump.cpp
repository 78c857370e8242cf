#include "app/commands.h"
#include "core/gml/dump.h"
#include "core/gml/dump_code.h"
#include "core/gml/lexer.h"
#include "core/gml/parser.h"
#include "core/world/world.h"

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
    auto session = Session::open({});
    if (!session) return usage_error(session.error());
    World& world = (*session)->world();
    auto code = world.compile(std::string(file.text()), file.path());
    if (!code) return usage_error(code.error());
    std::fputs(dump_file_code(world.program(), world.heap().names(), world.program().code(*code).file).c_str(), stdout);
    return exit_holds;
}

} // namespace scope
