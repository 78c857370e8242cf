#include "core/gml/ast.h"

#include <algorithm>

namespace scope {

namespace {

constexpr std::string_view kind_names[] = {
    "none",
#define NODE(name, children, fields) #name,
#include "core/gml/ast_kinds.def"
#undef NODE
};

constexpr const char* kind_children[] = {
    "",
#define NODE(name, children, fields) children,
#include "core/gml/ast_kinds.def"
#undef NODE
};

constexpr std::string_view operator_spellings[] = {
    "",   "+", "-",  "*",  "/",  "div", "mod", "&", "|", "^", "<<", ">>", "?\?", "==", "!=", "<",
    "<=", ">", ">=", "&&", "||", "^^",  "-",   "+", "!", "~", "[",  "[@", "[|",  "[?", "[#", "[$",
};
static_assert(std::size(operator_spellings) == size_t(Operator::access_struct) + 1);

} // namespace

std::string_view node_kind_name(NodeKind kind) {
    return kind_names[size_t(kind)];
}
const char* node_children(NodeKind kind) {
    return kind_children[size_t(kind)];
}
std::string_view operator_spelling(Operator op) {
    return operator_spellings[size_t(op)];
}

std::string_view instance_keyword_name(InstanceKeyword keyword) {
    constexpr std::string_view names[] = {"self", "other", "all", "noone", "global"};
    return names[size_t(keyword)];
}

Ast::Ast() {
    m_nodes.emplace_back();
    m_nodes[no_node].height = 0;
    m_texts.emplace_back();
    m_ids.emplace(m_texts.back(), no_name);
}

std::span<const NodeId> Ast::list(NodeId id) const {
    const Node& node = m_nodes[id];
    return {m_lists.data() + node.c, node.d};
}

std::span<const BinaryLink> Ast::links(NodeId id) const {
    const Node& node = m_nodes[id];
    return {m_links.data() + node.c, node.d};
}

double Ast::real(NodeId id) const {
    return m_reals[m_nodes[id].a];
}
int64_t Ast::int64(NodeId id) const {
    return m_int64s[m_nodes[id].a];
}

NameId Ast::intern(std::string_view text) {
    auto found = m_ids.find(text);
    if (found != m_ids.end()) return found->second;
    NameId id = static_cast<NameId>(m_texts.size());
    m_texts.emplace_back(text);
    m_ids.emplace(m_texts.back(), id);
    return id;
}

NameId Ast::find(std::string_view text) const {
    auto found = m_ids.find(text);
    return found == m_ids.end() ? no_name : found->second;
}

// The height of what stands below `id`, whose children are already in the tree.
uint16_t Ast::height_below(NodeId id) const {
    uint16_t height = 0;
    auto raise = [&](NodeId child) { height = std::max(height, m_nodes[child].height); };
    const Node& node = m_nodes[id];
    if (node.kind == NodeKind::function_expression || node.kind == NodeKind::function_statement) {
        const Function& function = m_functions[node.a];
        raise(function.body);
        raise(function.parent_call);
        for (const Parameter& parameter : function.parameters) raise(parameter.default_value);
    } else {
        for_each_child(*this, id, raise);
    }
    return height;
}

NodeId Ast::add(Node node) {
    NodeId id = static_cast<NodeId>(m_nodes.size());
    m_nodes.push_back(node);
    uint16_t below = height_below(id);
    m_nodes[id].height = below == UINT16_MAX ? below : static_cast<uint16_t>(below + 1);
    return id;
}

NodeId Ast::add(Node node, std::span<const NodeId> list) {
    node.c = static_cast<uint32_t>(m_lists.size());
    node.d = static_cast<uint32_t>(list.size());
    m_lists.insert(m_lists.end(), list.begin(), list.end());
    return add(node);
}

NodeId Ast::add_binary(Span span, NodeId first, std::span<const BinaryLink> links) {
    Node node{.kind = NodeKind::binary, .span = span, .a = first};
    node.c = static_cast<uint32_t>(m_links.size());
    node.d = static_cast<uint32_t>(links.size());
    m_links.insert(m_links.end(), links.begin(), links.end());
    return add(node);
}

NodeId Ast::add_real(Span span, double value) {
    m_reals.push_back(value);
    return add({.kind = NodeKind::real_literal, .span = span, .a = static_cast<uint32_t>(m_reals.size() - 1)});
}

NodeId Ast::add_int64(Span span, int64_t value) {
    m_int64s.push_back(value);
    return add({.kind = NodeKind::int64_literal, .span = span, .a = static_cast<uint32_t>(m_int64s.size() - 1)});
}

FunctionId Ast::add_function(Function function) {
    m_functions.push_back(std::move(function));
    return static_cast<FunctionId>(m_functions.size() - 1);
}

} // namespace scope
