#pragma once
// One run of the window, for the `gui` command and for `uitest`: with a user, or played by a script and drawn by the
// CPU.

#include "app/arguments.h"

#include <optional>
#include <string>

namespace scope {

/// What `shot` does in a test: compare with the picture of that name in `folder`, or write it there.
struct GoldenPictures {
    std::string folder;
    std::string differences; ///< where a picture that differs is written, made when needed
    bool update = false;
};

struct GuiResult {
    int status = 0; ///< ExitStatus
    std::optional<Error> error;
};

/// Paths that a script opens are relative to the script. Without `pictures`, `shot` writes where it says.
GuiResult run_gui(const Arguments& arguments, const GoldenPictures* pictures = nullptr);

} // namespace scope
