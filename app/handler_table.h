#pragma once
// The handler matrix as text for a terminal: a row per key of async_load, a column per handler run. Cells show the
// value as that handler saw it; read, written, tested and missing keys carry their mark.

#include "app/terminal.h"
#include "core/trace/records.h"

#include <string>

namespace scope {

/// The dispatch's matrix. Where the terminal has a width, columns that do not fit follow below, under the keys again.
std::string handler_table(const DispatchRecord& dispatch, const Terminal& terminal);
/// "http_get("https://example.com/")".
std::string request_text(const RequestRecord& request);
/// Changes, calls out, log, faults of each handler run, below the matrix.
std::string handler_details(const DispatchRecord& dispatch);

} // namespace scope
