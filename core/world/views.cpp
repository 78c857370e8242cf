#include "core/world/views.h"

#include "core/value/convert.h"

#include <algorithm>

namespace scope {

bool is_view_array(Builtin which) {
    switch (which) {
    case Builtin::view_camera:
    case Builtin::view_visible:
    case Builtin::view_wport:
    case Builtin::view_hport:
    case Builtin::view_xport:
    case Builtin::view_yport:
    case Builtin::view_surface_id: return true;
    default: return false;
    }
}

bool check_view(std::string_view name, int64_t element, std::string& error) {
    constexpr int64_t count = std::tuple_size_v<decltype(Rooms::views)>;
    if (element < count) return true;
    error =
        std::string(name) + " :: Index [" + std::to_string(element) + "] out of range [" + std::to_string(count) + "]";
    return false;
}

Value get_view(Heap& heap, const Rooms& rooms, Builtin which, int64_t element) {
    auto of = [which](const View& view) {
        switch (which) {
        case Builtin::view_visible: return Value::boolean(view.visible);
        case Builtin::view_xport: return Value(view.x);
        case Builtin::view_yport: return Value(view.y);
        case Builtin::view_wport: return Value(view.width);
        case Builtin::view_hport: return Value(view.height);
        case Builtin::view_camera: return view.camera;
        default: return view.surface;
        }
    };
    const auto& views = rooms.views;
    if (element >= 0) return of(views[static_cast<size_t>(element)]);
    Array* array = heap.new_array(views.size());
    if (!array) return {};
    Value out(array);
    for (size_t view = 0; view < views.size(); ++view) array->items[view] = of(views[view]);
    return out;
}

bool set_view(Rooms& rooms, Builtin which, int64_t element, const Value& value, std::string& error) {
    if (element < 0 && value.is_array()) {
        const Array& array = *value.as_array();
        for (uint32_t view = 0; view < std::min<size_t>(array.size, rooms.views.size()); ++view)
            if (!set_view(rooms, which, view, array.items[view], error)) return false;
        return true;
    }
    View& view = rooms.views[static_cast<size_t>(std::max<int64_t>(element, 0))];
    double number = 0;
    if (which == Builtin::view_visible) return to_bool(value, view.visible, error);
    if (!to_real(value, number, error)) return false;
    switch (which) {
    case Builtin::view_xport: view.x = number; break;
    case Builtin::view_yport: view.y = number; break;
    case Builtin::view_wport: view.width = number; break;
    case Builtin::view_hport: view.height = number; break;
    case Builtin::view_camera: view.camera = value.is_ref() ? value : Value(number); break;
    default: view.surface = value.is_ref() ? value : Value(number); break;
    }
    return true;
}

} // namespace scope
