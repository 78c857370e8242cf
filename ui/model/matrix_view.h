#pragma once
// The handler matrix as the window words it: a head for each run, and findings, such as two runs that used one answer
// of which one never looked at the id. Built with the matrix when a dispatch is selected.

#include "core/trace/handler_matrix.h"
#include "ui/model/event_rows.h"

#include <set>
#include <string>
#include <vector>

namespace scope {

struct MatrixHead {  ///< of a column
    std::string how; ///< its outcome, or what was found: "left at line 1: id 3, mine 7", "never compared id"
    Tone tone = Tone::ok;
    std::string did; ///< "3 changes, 1 call out"
};

struct MatrixFinding {
    Tone tone = Tone::warning;
    std::string text;
    std::string detail; ///< places
    uint32_t handler = 0;
    std::string ignored_key; ///< the id that the run acted on without comparing it
};

struct MatrixView {
    HandlerMatrix cells;
    std::vector<MatrixHead> heads;       ///< one a column
    std::vector<MatrixFinding> findings; ///< the most telling first
};

/// `open` as for handler_matrix.
MatrixView matrix_view(const DispatchRecord& dispatch, const std::set<std::string>& open = {});

} // namespace scope
