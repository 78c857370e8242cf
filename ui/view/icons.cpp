#include "ui/view/icons.h"

namespace scope::icon {

const char* for_event(int number) {
    switch (number) {
    case 60: return image;
    case 62: return globe;
    case 63: return comment;
    case 66: return cart;
    case 67: return cloud;
    case 68: return network;
    case 69: return steam;
    case 70: return social;
    case 71: return bell;
    case 72: return save;
    case 73: return microphone;
    case 74: return music;
    case 75: return desktop;
    case 80: return volume_off;
    default: return fire;
    }
}

const char* find(std::string_view wanted) {
#define ICON(name, glyph)                                                                                              \
    if (wanted == #name) return glyph;
    SCOPE_ICONS(ICON)
#undef ICON
    return nullptr;
}

} // namespace scope::icon
