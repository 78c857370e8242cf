#pragma once
// The mark and the colour of what a handler run did with a key, the same in every matrix.

#include "core/trace/handler_matrix.h"
#include "ui/view/ui.h"

namespace scope {

struct AccessMark {
    const char* word;
    const char* icon; ///< null: dot or ring
    bool filled;
};
AccessMark mark_of(KeyAccess access);
ImU32 access_color(const Theme& theme, KeyAccess access);
/// Cuts the mark off the left of `cell`.
void draw_mark(Ui& ui, Rect& cell, KeyAccess access);

} // namespace scope
