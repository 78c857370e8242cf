#pragma once
// Data from outside into a live world and back: payloads, variables, results. Both directions are iterative, limited in
// depth and size, and keep what is shared shared.

#include "core/base/result.h"
#include "core/data/datum.h"
#include "core/ds/structure.h"
#include "core/value/value.h"

#include <functional>
#include <optional>
#include <vector>

namespace scope {

class World;

struct ToValueOptions {
    uint32_t max_depth = 128;
    size_t max_nodes = 4'000'000;
    /// Values of `$gml` expressions, already evaluated (World::evaluate_all), in the order in which they are met; null:
    /// they are errors.
    const std::vector<Value>* evaluated = nullptr;
    std::vector<Value>* buffers = nullptr; ///< receives handles of buffers made, which live for the event
};

/// Makes `datum` in `world`: structs, arrays, data structures (children owned), buffers, handles. Nothing is left
/// behind on failure but what the cycle collector finds.
Result<Value> to_value(World& world, const Datum& datum, const ToValueOptions& options = {});
/// The expressions of `$gml` parts in the order in which to_value meets them.
std::vector<std::string> gml_expressions(const Datum& datum);

/// What containers held at an earlier time, for a copy of how they were then.
class EarlierContent {
public:
    struct Child {
        Datum key;                   ///< of structs, maps and priorities
        std::optional<Datum> copied; ///< what it was, unless it still is there:
        Value live;
        size_t nodes = 1; ///< of what is copied
        DsOwn own = DsOwn::nothing;
    };
    virtual ~EarlierContent() = default;
    /// Children of a container (with `structure` of that data structure) in the order of to_datum; false when they are
    /// those it has now.
    virtual bool children_of(const Value& container, const DsStructure* structure, std::vector<Child>& out) const = 0;
};

struct ToDatumOptions {
    uint32_t max_depth = 32;
    size_t max_nodes = 100'000;   ///< beyond: undefined in place of the rest
    size_t max_string = SIZE_MAX; ///< longer ones are cut
    bool open_handles = false;    ///< data structures by content wherever their handle is; else only where owned
    const EarlierContent* earlier = nullptr; ///< null: as everything is now
    bool* cut = nullptr;                     ///< set when something was left out
    size_t* nodes = nullptr;                 ///< set to how many there are, each place of what is met again counted
};

/// A copy of `value` outside of the heap. Handles become refs, instances "ref instance N"; data structures that their
/// container owns, and the top one, are copied by content. Nothing of it is told to the observer.
Datum to_datum(const World& world, const Value& value, const ToDatumOptions& options = {});

} // namespace scope
