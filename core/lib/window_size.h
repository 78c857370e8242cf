#pragma once
// How large the window is, which surfaces need too: application_surface has its size.

#include "core/gml/native.h"

namespace scope {

struct Size {
    double width, height;
};
Size window_size(NativeCall& c);

} // namespace scope
