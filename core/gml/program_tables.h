#pragma once
// A Program's names beyond its functions, kept for compiling more of it: enums, globalvars, functions below the
// top level, names. Grows with each build; a look-up is one hash.

#include "core/gml/code.h"

#include <unordered_set>

namespace scope {

struct Program::Tables {
    struct Member {
        enum class State : uint8_t { open, busy, done, unknown } state = State::open;
        size_t unit = 0; ///< of the build that declared it, while it is open
        NodeId node = no_node;
        size_t place = 0; ///< in `order`
        int64_t value = 0;
    };
    struct EnumTable {
        std::vector<std::string> order;
        std::unordered_map<std::string, Member> members;
    };
    std::unordered_map<std::string, EnumTable> enums;
    std::unordered_set<std::string> globalvars;
    /// Functions below a script's top level, and that itself.
    std::unordered_map<std::string, std::vector<CodeId>> nested;
    std::unordered_set<std::string> written; ///< names that somebody assigns or declares
    std::unordered_set<std::string> called;  ///< names that stand before an argument list
    /// Objects whose instances are made with a struct that is no literal: what it holds becomes variables of theirs. ""
    /// stands for an object that is not named where the instance is made.
    std::unordered_set<std::string> filled;
    std::unordered_set<std::string> spelled; ///< texts of strings: names that may be made at run time
};

} // namespace scope
