#include "ui/view/panels/access_mark.h"

#include "ui/view/icons.h"
#include "ui/view/widgets/text.h"

namespace scope {

AccessMark mark_of(KeyAccess access) {
    switch (access) {
    case KeyAccess::read: return {"read", nullptr, true};
    case KeyAccess::dumped: return {"dumped", icon::eye, true};
    case KeyAccess::written: return {"written", icon::pencil, true};
    case KeyAccess::missing: return {"read, but missing", icon::warning, true};
    case KeyAccess::tested: return {"tested", icon::search, true};
    case KeyAccess::not_read: return {"not read", nullptr, false};
    case KeyAccess::absent: break;
    }
    return {"absent", nullptr, false};
}

ImU32 access_color(const Theme& theme, KeyAccess access) {
    switch (access) {
    case KeyAccess::read: return theme.read;
    case KeyAccess::written: return theme.written;
    case KeyAccess::missing: return theme.missing;
    default: return theme.text_faint;
    }
}

void draw_mark(Ui& ui, Rect& cell, KeyAccess access) {
    Rect at = cell.cut_left(ui.px(12));
    AccessMark mark = mark_of(access);
    ImU32 color = access_color(*ui.theme, access);
    if (mark.icon)
        draw_icon(ui, at, color, mark.icon);
    else if (mark.filled)
        draw_dot(ui, at.center(), ui.px(4), color);
    else
        draw_ring(ui, at.center(), ui.px(4), color);
    cell.cut_left(ui.px(8));
}

} // namespace scope
