#pragma once
// One file of GML as a tree: nodes in one vector, named by 32-bit ids, children before parents. Names and texts are
// interned in the tree, which owns everything it shows and refers to nothing outside (macros are already expanded;
// their nodes carry the span of the use). A node costs 28 bytes.
//
// Depth: every node knows its height, and the parser refuses trees higher than ParseOptions::max_height, so walking a
// tree by recursion is safe. What is long in real code is flat: binary operators of one precedence are one node with
// many links, else-if chains are one node, statement lists are lists. Post-fix chains (a.b().c()) and ?: nest and count
// towards the limit.

#include "core/base/source.h"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

using NodeId = uint32_t;
using NameId = uint32_t; ///< an interned text of one Ast: a name or a string literal
using FunctionId =
    uint32_t; ///< index into Ast::functions(), in source order: the stable ordinal of a function in its file
inline constexpr NodeId no_node = 0;
inline constexpr NameId no_name = 0; ///< also the id of the empty text

enum class NodeKind : uint8_t {
    none, ///< node 0 alone
#define NODE(name, children, fields) name,
#include "core/gml/ast_kinds.def"
#undef NODE
};

/// "binary", "if_statement": the enum's own name, for dumps and messages of ours.
std::string_view node_kind_name(NodeKind kind);
/// Which parts of a node are nodes, in source order: "ab", "aL"; see ast_kinds.def.
const char* node_children(NodeKind kind);

enum class Operator : uint8_t {
    none,
    // binary, and those of compound assignments
    add,
    subtract,
    multiply,
    divide,
    int_divide, ///< div
    modulo,     ///< mod and %
    bit_and,
    bit_or,
    bit_xor,
    shift_left,
    shift_right,
    nullish, ///< ??
    // binary only
    equal, ///< == and, inside expressions, = and :=
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    logical_and,
    logical_or,
    logical_xor,
    // unary
    negate,
    plus,
    logical_not,
    bit_not,
    // index
    access_array,     ///< a[i], a[i, j]
    access_array_ref, ///< a[@ i]
    access_list,      ///< a[| i]
    access_map,       ///< a[? k]
    access_grid,      ///< a[# x, y]
    access_struct,    ///< a[$ k]
};

/// The operator as GML spells it: "+", "div", "[?".
std::string_view operator_spelling(Operator op);

enum class InstanceKeyword : uint8_t { self, other, all, noone, global };
std::string_view instance_keyword_name(InstanceKeyword keyword);

struct Node {
    NodeKind kind = NodeKind::none;
    Operator op = Operator::none;
    uint16_t height = 1; ///< 1 for a leaf; a function's value stands on its body and defaults
    Span span;
    // Meaning by kind: ast_kinds.def.
    uint32_t a = 0;
    uint32_t b = 0;
    uint32_t c = 0;
    uint32_t d = 0;
};

/// One "operator operand" of a binary node.
struct BinaryLink {
    Operator op;
    NodeId operand;
};

struct Parameter {
    NameId name = no_name;
    NodeId default_value = no_node; ///< evaluated in the callee when the argument is missing or undefined
    Span span;                      ///< the name
};

/// A function, or (id 0) the code of the file outside of all functions.
struct Function {
    NameId name = no_name;     ///< no_name when anonymous and for function 0
    NameId variable = no_name; ///< of an anonymous one: the static variable whose value it is written in
    Span span;                 ///< from `function` (or the name of a #define) to the closing brace
    Span name_span;            ///< empty when anonymous
    FunctionId outer = 0;      ///< the function it is written in; itself for 0
    NodeId body = no_node;     ///< block
    std::vector<Parameter> parameters;
    bool is_constructor = false;
    bool is_legacy = false;       ///< made by #define: takes argument0.. only
    bool is_statement = false;    ///< a declaration (hoisted by GameMaker), not a value in an expression
    NodeId parent_call = no_node; ///< call: `: Parent(args)` of a constructor
    std::vector<NodeId>
        statics; ///< static_declaration nodes of this very function, in source order, also inside blocks
};

struct EnumMember {
    NameId name = no_name;
    NodeId value = no_node; ///< no_node: one more than the member before, or 0
    Span span;
};

/// Enums are global to the project wherever they stand, and leave no statement.
struct Enum {
    NameId name = no_name;
    Span span; ///< the name
    std::vector<EnumMember> members;
};

class Ast {
public:
    Ast();
    Ast(Ast&&) = default; // may throw: a deque allocates when it moves
    Ast& operator=(Ast&&) = default;

    const Node& node(NodeId id) const { return m_nodes[id]; }
    size_t node_count() const { return m_nodes.size(); }
    /// The ids in a node whose kind has a "list" (ast_kinds.def). Valid until the tree changes.
    std::span<const NodeId> list(NodeId id) const;
    /// Of a binary node.
    std::span<const BinaryLink> links(NodeId id) const;
    double real(NodeId id) const;   ///< of a real_literal
    int64_t int64(NodeId id) const; ///< of an int64_literal
    /// A name or string literal; valid as long as the tree.
    std::string_view text(NameId id) const { return m_texts[id]; }

    const std::vector<Function>& functions() const { return m_functions; }
    const Function& function(FunctionId id) const { return m_functions[id]; }
    const std::vector<Enum>& enums() const { return m_enums; }

    // For the parser.
    NameId intern(std::string_view text);
    /// Finds without adding; no_name when this file never mentions `text`.
    NameId find(std::string_view text) const;
    /// `height` is set from the children that the kind has.
    NodeId add(Node node);
    NodeId add(Node node, std::span<const NodeId> list);
    NodeId add_binary(Span span, NodeId first, std::span<const BinaryLink> links);
    NodeId add_real(Span span, double value);
    NodeId add_int64(Span span, int64_t value);
    FunctionId add_function(Function function);
    Function& function(FunctionId id) { return m_functions[id]; }
    void add_enum(Enum declaration) { m_enums.push_back(std::move(declaration)); }
    Node& node(NodeId id) { return m_nodes[id]; }

private:
    uint16_t height_below(NodeId id) const;

    std::vector<Node> m_nodes;
    std::vector<NodeId> m_lists;
    std::vector<BinaryLink> m_links;
    std::vector<double> m_reals;
    std::vector<int64_t> m_int64s;
    std::vector<Function> m_functions;
    std::vector<Enum> m_enums;
    std::deque<std::string> m_texts; ///< deque: views stay valid
    std::unordered_map<std::string_view, NameId> m_ids;
};

/// Calls visit(NodeId) for each child of `id` in source order, skipped arguments and absent parts left out. Functions
/// are leaves here: their defaults, parent call and body are in Ast::function().
template<typename Visit> void for_each_child(const Ast& ast, NodeId id, Visit&& visit) {
    const Node& node = ast.node(id);
    auto one = [&](NodeId child) {
        if (child != no_node) visit(child);
    };
    for (const char* part = node_children(node.kind); *part; ++part) {
        switch (*part) {
        case 'a': one(node.a); break;
        case 'b': one(node.b); break;
        case 'c': one(node.c); break;
        case 'd': one(node.d); break;
        case 'L':
            for (NodeId child : ast.list(id)) one(child);
            break;
        case 'K':
            for (const BinaryLink& link : ast.links(id)) one(link.operand);
            break;
        }
    }
}

} // namespace scope
