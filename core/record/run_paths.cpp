#include "core/record/run_paths.h"

#include <algorithm>

namespace scope {

void RunPaths::clear() {
    m_nodes.assign(1, {});
    m_nodes[0].step = Step(StepKind::changed, ~uint64_t(0) >> 8, ~uint64_t(0)); // no step is like it
    m_roots.clear();
    m_edges.clear();
    m_last_roots.fill({~uint64_t(0), 0});
}

uint32_t RunPaths::add(uint32_t parent, const Step& step) {
    Node node;
    node.step = step;
    node.parent = parent;
    node.depth = parent ? m_nodes[parent].depth + 1 : 0;
    m_nodes.push_back(node);
    return static_cast<uint32_t>(m_nodes.size() - 1);
}

uint32_t RunPaths::find_root(uint64_t which) {
    auto [known, fresh] = m_roots.try_emplace(which, 0);
    if (fresh) known->second = add(0, {});
    return known->second;
}

uint32_t RunPaths::look_up(uint32_t node, const Step& step) {
    if (auto known = m_edges.find({node, step}); known != m_edges.end()) return known->second;
    if (is_told_once(step.kind()))
        for (uint32_t at = node; m_nodes[at].parent; at = m_nodes[at].parent)
            if (m_nodes[at].step == step) return m_edges[{node, step}] = node;
    if (m_nodes[node].depth >= longest || full()) return 0;
    uint32_t fresh = add(node, step);
    if (m_nodes[node].likely == 0) m_nodes[node].likely = fresh;
    m_edges[{node, step}] = fresh;
    return fresh;
}

void RunPaths::steps_to(uint32_t node, std::vector<Step>& out) const {
    size_t first = out.size();
    for (; m_nodes[node].parent; node = m_nodes[node].parent) out.push_back(m_nodes[node].step);
    std::reverse(out.begin() + static_cast<ptrdiff_t>(first), out.end());
}

} // namespace scope
