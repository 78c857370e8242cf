#pragma once
// One run of the window, for the `gui` command and for `uitest`: with a user, or played by a script and drawn by the
// CPU.

#include "app/arguments.h"
#include "ui/view/golden.h"

#include <optional>
#include <string>

namespace scope {

struct GuiResult {
    int status = 0; ///< ExitStatus
    std::optional<Error> error;
};

/// Paths that a script opens are relative to the script. With `pictures`, `shot` compares; without, it writes where it
/// says.
GuiResult run_gui(const Arguments& arguments, const GoldenPictures* pictures = nullptr);

} // namespace scope
