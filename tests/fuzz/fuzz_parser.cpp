// Any text lexes, expands, parses and dumps without a crash, a hang or a flood of errors, and a tree that is accepted
// is whole. ./dev fuzz fuzz_parser; words: tests/fuzz/gml.dict
#include "core/base/verify.h"
#include "core/gml/dump.h"
#include "core/gml/lexer.h"
#include "core/gml/parser.h"

using namespace scope;

namespace {

// Every child comes before its parent, so the tree is one, and stands inside the file.
void check_tree(const SourceFile& file, const Ast& ast) {
    for (NodeId id = 1; id < ast.node_count(); ++id) {
        const Node& node = ast.node(id);
        VERIFY(node.span.begin <= node.span.end && node.span.end <= file.text().size());
        VERIFY(node.height <= ParseOptions{}.max_height);
        for_each_child(ast, id, [&](NodeId child) { VERIFY(child < id && ast.node(child).height < node.height); });
    }
    for (const Function& function : ast.functions()) VERIFY(function.body != no_node);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    SourceFile file("fuzz.gml", std::string(reinterpret_cast<const char*>(data), size));
    TokenList tokens = lex(file);
    VERIFY(!tokens.tokens.empty() && tokens.tokens.back().kind == TokenKind::end_of_file);
    dump_tokens(file, tokens);
    for (bool expression : {false, true}) {
        ParseResult result = parse(file, {.max_expanded_tokens = 20'000, .expression = expression});
        if (result.ok()) check_tree(file, result.ast);
        dump_ast(file, result.ast);
    }
    return 0;
}
