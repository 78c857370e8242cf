#pragma once
// The parts of a world's plain structs, of which everything is public: see world_parts.h.

#include "core/world/world_state.h"

#include <tuple>

namespace scope {

template<typename Owner, typename T> struct Part {
    const char* name;
    T Owner::*member;
};
template<typename Owner, typename T> Part(const char*, T Owner::*) -> Part<Owner, T>;

/// `of` takes a pointer that is never looked at.
struct PlainParts {
    static constexpr auto of(const EventContext*) {
        return std::tuple{Part{"event", &EventContext::event}, Part{"object", &EventContext::object},
                          Part{"owner", &EventContext::owner}};
    }
    static constexpr auto of(const EventId*) {
        return std::tuple{Part{"type", &EventId::type}, Part{"number", &EventId::number}};
    }
    static constexpr auto of(const Place*) {
        return std::tuple{Part{"file", &Place::file}, Part{"line", &Place::line}, Part{"column", &Place::column}};
    }

    // Rooms.
    static constexpr auto of(const Rooms*) {
        return std::tuple{Part{"current", &Rooms::current},
                          Part{"next", &Rooms::next},
                          Part{"width", &Rooms::width},
                          Part{"height", &Rooms::height},
                          Part{"persistent", &Rooms::persistent},
                          Part{"layers", &Rooms::layers},
                          Part{"depth_forced", &Rooms::depth_forced},
                          Part{"forced_depth", &Rooms::forced_depth},
                          Part{"views_enabled", &Rooms::views_enabled},
                          Part{"views", &Rooms::views},
                          Part{"cameras", &Rooms::cameras},
                          Part{"changed", &Rooms::changed},
                          Part{"kept", &Rooms::kept}};
    }
    static constexpr auto of(const Rooms::Changed*) {
        return std::tuple{Part{"room", &Rooms::Changed::room}, Part{"ids", &Rooms::Changed::ids},
                          Part{"bytes", &Rooms::Changed::bytes}};
    }
    static constexpr auto of(const Rooms::Kept*) {
        return std::tuple{
            Part{"instances", &Rooms::Kept::instances}, Part{"asleep", &Rooms::Kept::asleep},
            Part{"layers", &Rooms::Kept::layers},       Part{"width", &Rooms::Kept::width},
            Part{"height", &Rooms::Kept::height},       Part{"views_enabled", &Rooms::Kept::views_enabled},
            Part{"views", &Rooms::Kept::views},         Part{"cameras", &Rooms::Kept::cameras}};
    }
    static constexpr auto of(const Layer*) {
        return std::tuple{Part{"name", &Layer::name},
                          Part{"kind", &Layer::kind},
                          Part{"depth", &Layer::depth},
                          Part{"visible", &Layer::visible},
                          Part{"live", &Layer::live},
                          Part{"x", &Layer::x},
                          Part{"y", &Layer::y},
                          Part{"hspeed", &Layer::hspeed},
                          Part{"vspeed", &Layer::vspeed},
                          Part{"shader", &Layer::shader},
                          Part{"script_begin", &Layer::script_begin},
                          Part{"script_end", &Layer::script_end}};
    }
    static constexpr auto of(const View*) {
        return std::tuple{Part{"visible", &View::visible}, Part{"x", &View::x},           Part{"y", &View::y},
                          Part{"width", &View::width},     Part{"height", &View::height}, Part{"camera", &View::camera},
                          Part{"surface", &View::surface}};
    }

    // The platform.
    static constexpr auto of(const PlatformState*) {
        using S = PlatformState;
        return std::tuple{Part{"texts", &S::texts},
                          Part{"binaries", &S::binaries},
                          Part{"ini", &S::ini},
                          Part{"found", &S::found},
                          Part{"next_found", &S::next_found},
                          Part{"save_group", &S::save_group},
                          Part{"keyboard", &S::keyboard},
                          Part{"input_settings", &S::input_settings},
                          Part{"desktop", &S::desktop},
                          Part{"drawing", &S::drawing},
                          Part{"garbage_collection", &S::garbage_collection},
                          Part{"garbage_frame_time", &S::garbage_frame_time},
                          Part{"tags", &S::tags},
                          Part{"held_bytes", &S::held_bytes}};
    }
    static constexpr auto of(const OpenFile*) {
        return std::tuple{Part{"open", &OpenFile::open},     Part{"reads", &OpenFile::reads},
                          Part{"writes", &OpenFile::writes}, Part{"changed", &OpenFile::changed},
                          Part{"path", &OpenFile::path},     Part{"shared", &OpenFile::shared},
                          Part{"own", &OpenFile::own},       Part{"at", &OpenFile::at}};
    }
    static constexpr auto of(const IniSection*) {
        return std::tuple{Part{"name", &IniSection::name}, Part{"keys", &IniSection::keys}};
    }
    static constexpr auto of(const OpenIni*) {
        return std::tuple{Part{"open", &OpenIni::open}, Part{"changed", &OpenIni::changed},
                          Part{"path", &OpenIni::path}, Part{"sections", &OpenIni::sections}};
    }
    static constexpr auto of(const Desktop*) {
        return std::tuple{Part{"caption", &Desktop::caption},
                          Part{"x", &Desktop::x},
                          Part{"y", &Desktop::y},
                          Part{"width", &Desktop::width},
                          Part{"height", &Desktop::height},
                          Part{"gui_width", &Desktop::gui_width},
                          Part{"gui_height", &Desktop::gui_height},
                          Part{"cursor", &Desktop::cursor},
                          Part{"colour", &Desktop::colour},
                          Part{"fullscreen", &Desktop::fullscreen},
                          Part{"borderless", &Desktop::borderless},
                          Part{"border", &Desktop::border},
                          Part{"moved", &Desktop::moved},
                          Part{"clipboard", &Desktop::clipboard}};
    }
    static constexpr auto of(const SaveGroup*) {
        return std::tuple{Part{"open", &SaveGroup::open}, Part{"went_well", &SaveGroup::went_well},
                          Part{"name", &SaveGroup::name}};
    }
    static constexpr auto of(const Keyboard*) {
        return std::tuple{Part{"keys", &Keyboard::keys}, Part{"mapped", &Keyboard::mapped},
                          Part{"numlock", &Keyboard::numlock}};
    }
    static constexpr auto of(const Keyboard::Key*) {
        return std::tuple{Part{"down", &Keyboard::Key::down}, Part{"pressed", &Keyboard::Key::pressed},
                          Part{"released", &Keyboard::Key::released}};
    }
    static constexpr auto of(const Drawing*) {
        return std::tuple{Part{"matrices", &Drawing::matrices}, Part{"stack", &Drawing::stack},
                          Part{"settings", &Drawing::settings}, Part{"pushed", &Drawing::pushed},
                          Part{"targets", &Drawing::targets},   Part{"default_camera", &Drawing::default_camera}};
    }

    // Rooms that a game made or changed are copies of the project's structs.
    static constexpr auto of(const Room*) {
        return std::tuple{Part{"name", &Room::name},
                          Part{"parent", &Room::parent},
                          Part{"width", &Room::width},
                          Part{"height", &Room::height},
                          Part{"persistent", &Room::persistent},
                          Part{"inherits_settings", &Room::inherits_settings},
                          Part{"inherits_code", &Room::inherits_code},
                          Part{"views_enabled", &Room::views_enabled},
                          Part{"physics", &Room::physics},
                          Part{"physics_gravity_x", &Room::physics_gravity_x},
                          Part{"physics_gravity_y", &Room::physics_gravity_y},
                          Part{"physics_pixels_to_metres", &Room::physics_pixels_to_metres},
                          Part{"views", &Room::views},
                          Part{"layers", &Room::layers},
                          Part{"instances", &Room::instances},
                          Part{"creation_code", &Room::creation_code}};
    }
    static constexpr auto of(const RoomView*) {
        return std::tuple{Part{"visible", &RoomView::visible},
                          Part{"x", &RoomView::x},
                          Part{"y", &RoomView::y},
                          Part{"width", &RoomView::width},
                          Part{"height", &RoomView::height},
                          Part{"port_x", &RoomView::port_x},
                          Part{"port_y", &RoomView::port_y},
                          Part{"port_width", &RoomView::port_width},
                          Part{"port_height", &RoomView::port_height},
                          Part{"border_x", &RoomView::border_x},
                          Part{"border_y", &RoomView::border_y},
                          Part{"speed_x", &RoomView::speed_x},
                          Part{"speed_y", &RoomView::speed_y},
                          Part{"follow", &RoomView::follow}};
    }
    static constexpr auto of(const RoomLayer*) {
        return std::tuple{Part{"name", &RoomLayer::name},
                          Part{"kind", &RoomLayer::kind},
                          Part{"depth", &RoomLayer::depth},
                          Part{"visible", &RoomLayer::visible},
                          Part{"asset", &RoomLayer::asset},
                          Part{"x", &RoomLayer::x},
                          Part{"y", &RoomLayer::y},
                          Part{"hspeed", &RoomLayer::hspeed},
                          Part{"vspeed", &RoomLayer::vspeed},
                          Part{"colour", &RoomLayer::colour},
                          Part{"group", &RoomLayer::group},
                          Part{"elements", &RoomLayer::elements},
                          Part{"tiles_wide", &RoomLayer::tiles_wide},
                          Part{"tiles_high", &RoomLayer::tiles_high},
                          Part{"tiles", &RoomLayer::tiles}};
    }
    static constexpr auto of(const Placement*) {
        return std::tuple{Part{"x", &Placement::x},
                          Part{"y", &Placement::y},
                          Part{"scale_x", &Placement::scale_x},
                          Part{"scale_y", &Placement::scale_y},
                          Part{"rotation", &Placement::rotation},
                          Part{"image_index", &Placement::image_index},
                          Part{"image_speed", &Placement::image_speed},
                          Part{"colour", &Placement::colour}};
    }
    static constexpr auto of(const RoomElement* one) {
        return std::tuple_cat(of(static_cast<const Placement*>(one)),
                              std::tuple{Part{"name", &RoomElement::name}, Part{"asset", &RoomElement::asset}});
    }
    static constexpr auto of(const RoomInstance* one) {
        return std::tuple_cat(of(static_cast<const Placement*>(one)),
                              std::tuple{Part{"name", &RoomInstance::name}, Part{"object", &RoomInstance::object},
                                         Part{"object_index", &RoomInstance::object_index},
                                         Part{"layer", &RoomInstance::layer},
                                         Part{"overrides", &RoomInstance::overrides},
                                         Part{"variables_code", &RoomInstance::variables_code},
                                         Part{"creation_code", &RoomInstance::creation_code}});
    }
    static constexpr auto of(const VariableOverride*) {
        return std::tuple{Part{"object", &VariableOverride::object}, Part{"name", &VariableOverride::name},
                          Part{"value", &VariableOverride::value}};
    }
};

} // namespace scope
