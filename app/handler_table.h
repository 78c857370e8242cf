#pragma once
// The handler matrix as text for a terminal: a row per key of async_load, a column per handler run. Cells show the
// value as that handler saw it; read, written, tested and missing keys carry their mark.

#include "core/trace/records.h"

#include <string>

namespace scope {

/// The dispatch's matrix; cells are cut so that a table of a few handlers fits 120 columns.
std::string handler_table(const DispatchRecord& dispatch);
/// Changes, calls out, log, faults of each handler run, below the matrix.
std::string handler_details(const DispatchRecord& dispatch);

} // namespace scope
