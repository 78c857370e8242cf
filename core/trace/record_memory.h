#pragma once
// How much memory records take, by the tables of record_fields.h: what a session may keep is measured, not guessed.
// Linear.

#include "core/trace/records.h"

#include <cstddef>

namespace scope {

/// Bytes of an event with all it holds. Data that its runs share is counted once.
size_t memory_of(const EventLine& event);

} // namespace scope
