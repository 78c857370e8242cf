#pragma once
// What a handler run did, step by step: lines it entered, keys it read, functions it called, members it wrote. Runs of
// the same code mostly do the same, so steps are remembered as a tree, and a run that goes where one before it went
// costs one comparison a step and is named by the node where it ended.

#include "core/gml/code.h"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace scope {

enum class StepKind : uint8_t {
    place,   ///< a line: code, instruction
    read,    ///< a path of the payload
    missing, ///< a path, and where
    tested,  ///< a path
    dumped,
    called,  ///< a function, and how deep
    wrote,   ///< a member of the instance or of `global`, and where
    logged,  ///< where
    left,    ///< its code returned: where, and the branch before it
    changed, ///< which of the written members are different at the end, as bits
};

struct Step {
    uint64_t what = 0; ///< kind above, a number below
    uint64_t at = 0;

    Step() = default;
    Step(StepKind kind, uint64_t number, uint64_t position = 0) : what(uint64_t(kind) << 56 | number), at(position) {}
    StepKind kind() const { return static_cast<StepKind>(what >> 56); }
    uint64_t number() const { return what & ((uint64_t(1) << 56) - 1); }
    bool operator==(const Step&) const = default;
};

class RunPaths {
public:
    static constexpr uint32_t longest = 256; ///< steps; what a run does beyond is not remembered
    static constexpr uint32_t most_nodes = 65536;

    /// What is kept with the end of a path: how to write such a run sooner.
    struct Ending {
        uint32_t shape = 0;   ///< number in the dictionary
        uint32_t epoch = 0;   ///< of the dictionary; 0: not known yet
        bool because = false; ///< a text why it left is among its values
    };

    RunPaths() { clear(); }

    /// A key that is read or tested again is not told again.
    static bool is_told_once(StepKind kind) {
        return kind == StepKind::read || kind == StepKind::tested || kind == StepKind::dumped;
    }

    /// Where the runs of this code for instances of this object begin.
    uint32_t root(CodeId code, uint32_t object) {
        uint64_t which = uint64_t(code) << 32 | object;
        auto& last = m_last_roots[(code ^ object) % m_last_roots.size()];
        if (which != last.first) last = {which, find_root(which)};
        return last.second;
    }
    /// The node after `step`; the same one when the step came before and repeats are not told. 0: the path is too long.
    uint32_t after(uint32_t node, const Step& step) {
        uint32_t likely = m_nodes[node].likely;
        if (m_nodes[likely].step == step) return likely;
        return look_up(node, step);
    }
    Ending& ending(uint32_t node) { return m_nodes[node].ending; }
    /// All steps from the root, in order.
    void steps_to(uint32_t node, std::vector<Step>& out) const;

    bool full() const { return m_nodes.size() >= most_nodes; }
    void clear();

private:
    struct Node {
        Step step;
        uint32_t parent = 0;
        uint32_t likely = 0; ///< the child taken first; 0: none
        uint32_t depth = 0;
        Ending ending;
    };
    struct Edge {
        uint32_t node;
        Step step;
        bool operator==(const Edge&) const = default;
    };
    struct EdgeHash {
        size_t operator()(const Edge& edge) const {
            uint64_t mixed = (edge.step.what ^ edge.step.at * 0x9E3779B97F4A7C15u ^ edge.node) * 0xD6E8FEB86659FD93u;
            return static_cast<size_t>(mixed ^ mixed >> 32);
        }
    };

    uint32_t find_root(uint64_t which);
    uint32_t look_up(uint32_t node, const Step& step);
    uint32_t add(uint32_t parent, const Step& step);

    std::vector<Node> m_nodes; ///< [0] is none
    std::unordered_map<uint64_t, uint32_t> m_roots;
    std::unordered_map<Edge, uint32_t, EdgeHash> m_edges;
    std::array<std::pair<uint64_t, uint32_t>, 64> m_last_roots; ///< by code and object
};

} // namespace scope
