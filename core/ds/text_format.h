#pragma once
// The numbers of the ds_*_write format (docs/semantics.md 2.6), shared by its writer and its reader.

#include "core/value/value.h"

#include <cstddef>
#include <cstdint>

namespace scope::ds_text {

enum class Tag : uint32_t {
    real = 0,
    string = 1,
    array = 2,
    pointer = 3,
    undefined = 5,
    int32 = 7,
    int64 = 10,
    boolean = 13
};

/// The current version's header; one less is the version before, whose arrays are rows of columns.
constexpr uint32_t header_of(RefKind kind) {
    switch (kind) {
    case RefKind::ds_map: return 403;
    case RefKind::ds_list: return 303;
    case RefKind::ds_stack: return 103;
    case RefKind::ds_queue: return 203;
    case RefKind::ds_grid: return 603;
    default: return 503;
    }
}

constexpr size_t most_nested = 128;      ///< arrays in arrays
constexpr size_t least_queue_slots = 16; ///< what GameMaker writes for a small queue

} // namespace scope::ds_text
