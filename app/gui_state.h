#pragma once
// The window's memory between runs: one small file in the user's state folder, replaced as a whole so that a kill
// leaves the old or the new one. Never in the user's project.

#include "core/base/result.h"
#include "core/data/datum.h"

namespace scope {

/// $XDG_STATE_HOME or ~/.local/state, below it asyncscope/window.json; empty when neither is known.
std::string gui_state_path();
/// An empty struct when there is none or it cannot be read.
Datum load_gui_state();
/// Writes only when it differs from the last one written or read. The window works without it.
Result<void> save_gui_state(const Datum& state);

} // namespace scope
