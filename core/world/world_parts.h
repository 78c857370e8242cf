#pragma once
// What belongs to a world, named once: copies (copy_parts.h), digests (digest.h) and tests/lint/parts walk these tables.
// A class that holds state has an `of` that lists its members; what a table cannot say (graphs of pointers, what hangs
// together with a heap) is in `by_hand` with the function that copies it, and what is no state in `excused` with the
// reason. A member that is in none of them fails the lint. Costs nothing at run time but the walks themselves.

#include "core/world/world_state.h"

#include <tuple>

namespace scope {

template<typename Owner, typename T> struct Part {
    const char* name;
    T Owner::*member;
};
template<typename Owner, typename T> Part(const char*, T Owner::*) -> Part<Owner, T>;

/// A friend of all that it lists. `of` takes a pointer that is never looked at.
struct WorldParts {
    static constexpr auto of(const World*) {
        return std::tuple{
            Part{"async_load", &World::async_load},
            Part{"event_data", &World::event_data},
            Part{"unhandled_handler", &World::unhandled_handler},
            Part{"event", &World::event},
        };
    }
    static constexpr auto of(const World::State*) {
        using S = World::State;
        return std::tuple{
            Part{"rooms", &S::rooms},
            Part{"clock", &S::clock},
            Part{"random", &S::random},
            Part{"shuffle", &S::shuffle},
            Part{"files", &S::files},
            Part{"buffers", &S::buffers},
            Part{"stub_handles", &S::stub_handles},
            Part{"platform", &S::platform},
            Part{"requests", &S::requests},
            Part{"time_sources", &S::time_sources},
            Part{"variables", &S::variables},
            Part{"unhandled", &S::unhandled},
            Part{"told_handler", &S::told_handler},
            Part{"telling", &S::telling},
            Part{"before_telling", &S::before_telling},
            Part{"environment_seen", &S::environment_seen},
            Part{"next_dispatch", &S::next_dispatch},
            Part{"next_handler", &S::next_handler},
            Part{"dispatch", &S::dispatch},
            Part{"handler", &S::handler},
            Part{"booted", &S::booted},
            Part{"ending", &S::ending},
            Part{"end_place", &S::end_place},
            Part{"in_payload", &S::in_payload},
            Part{"end_begun", &S::end_begun},
            Part{"ended", &S::ended},
            Part{"restarting", &S::restarting},
            Part{"game_started", &S::game_started},
            Part{"stopped", &S::stopped},
            Part{"files_refused", &S::files_refused},
        };
    }
    static constexpr auto of(const EventContext*) {
        return std::tuple{
            Part{"event", &EventContext::event},
            Part{"object", &EventContext::object},
            Part{"owner", &EventContext::owner},
        };
    }
    static constexpr auto of(const EventId*) {
        return std::tuple{Part{"type", &EventId::type}, Part{"number", &EventId::number}};
    }
    static constexpr auto of(const Place*) {
        return std::tuple{
            Part{"file", &Place::file},
            Part{"line", &Place::line},
            Part{"column", &Place::column},
        };
    }

    // The world's smaller things.
    static constexpr auto of(const Clock*) {
        return std::tuple{
            Part{"start_us", &Clock::start_us},
            Part{"timezone_minutes", &Clock::timezone_minutes},
            Part{"dates_in_utc", &Clock::dates_in_utc},
            Part{"game_speed", &Clock::game_speed},
            Part{"m_now", &Clock::m_now},
            Part{"m_frame_began", &Clock::m_frame_began},
            Part{"m_delta", &Clock::m_delta},
            Part{"m_planned", &Clock::m_planned},
            Part{"m_frame", &Clock::m_frame},
        };
    }
    static constexpr auto of(const Random*) {
        return std::tuple{
            Part{"m_state", &Random::m_state},
            Part{"m_index", &Random::m_index},
            Part{"m_seed", &Random::m_seed},
            Part{"m_randomised", &Random::m_randomised},
            Part{"m_html5", &Random::m_html5},
        };
    }
    static constexpr auto of(const Files*) {
        return std::tuple{
            Part{"m_entries", &Files::m_entries},
            Part{"m_quota", &Files::m_quota},
            Part{"m_used", &Files::m_used},
        };
    }
    static constexpr auto of(const Files::Entry*) {
        return std::tuple{
            Part{"name", &Files::Entry::name},
            Part{"content", &Files::Entry::content},
            Part{"folder", &Files::Entry::folder},
        };
    }
    static constexpr auto of(const Buffers*) {
        return std::tuple{
            Part{"m_buffers", &Buffers::m_buffers},
            Part{"m_generations", &Buffers::m_generations},
            Part{"m_free", &Buffers::m_free},
        };
    }
    static constexpr auto of(const Buffer*) {
        return std::tuple{
            Part{"kind", &Buffer::kind},
            Part{"alignment", &Buffer::alignment},
            Part{"generation", &Buffer::generation},
            Part{"bytes", &Buffer::bytes},
            Part{"position", &Buffer::position},
            Part{"used", &Buffer::used},
            Part{"origin", &Buffer::origin},
            Part{"watched", &Buffer::watched},
        };
    }
    static constexpr auto of(const StubHandles*) { return std::tuple{Part{"m_tables", &StubHandles::m_tables}}; }
    static constexpr auto of(const StubHandles::Table*) {
        return std::tuple{
            Part{"reserved", &StubHandles::Table::reserved},
            Part{"entries", &StubHandles::Table::entries},
            Part{"free", &StubHandles::Table::free},
        };
    }
    static constexpr auto of(const StubHandles::Entry*) {
        return std::tuple{
            Part{"live", &StubHandles::Entry::live},
            Part{"generation", &StubHandles::Entry::generation},
            Part{"origin", &StubHandles::Entry::origin},
            Part{"properties", &StubHandles::Entry::properties},
        };
    }
    static constexpr auto of(const Requests*) {
        return std::tuple{
            Part{"m_waiting", &Requests::m_waiting},
            Part{"m_next_ids", &Requests::m_next_ids},
            Part{"m_made", &Requests::m_made},
        };
    }
    static constexpr auto of(const Request*) {
        return std::tuple{
            Part{"number", &Request::number},
            Part{"id", &Request::id},
            Part{"kind", &Request::kind},
            Part{"family", &Request::family},
            Part{"args", &Request::args},
            Part{"completes_as", &Request::completes_as},
            Part{"mode", &Request::mode},
            Part{"callback", &Request::callback},
            Part{"instance_id", &Request::instance_id},
            Part{"place", &Request::place},
            Part{"frame", &Request::frame},
            Part{"answer", &Request::answer},
        };
    }
    static constexpr auto of(const TimeSources*) {
        return std::tuple{
            Part{"m_sources", &TimeSources::m_sources},
            Part{"m_next", &TimeSources::m_next},
        };
    }
    static constexpr auto of(const TimeSource*) {
        return std::tuple{
            Part{"id", &TimeSource::id},
            Part{"parent", &TimeSource::parent},
            Part{"period", &TimeSource::period},
            Part{"units", &TimeSource::units},
            Part{"expiry", &TimeSource::expiry},
            Part{"state", &TimeSource::state},
            Part{"left", &TimeSource::left},
            Part{"repetitions", &TimeSource::repetitions},
            Part{"remaining", &TimeSource::remaining},
            Part{"completed", &TimeSource::completed},
            Part{"once", &TimeSource::once},
            Part{"callback", &TimeSource::callback},
            Part{"arguments", &TimeSource::arguments},
            Part{"children", &TimeSource::children},
        };
    }

    // Rooms.
    static constexpr auto of(const Rooms*) {
        return std::tuple{
            Part{"current", &Rooms::current},
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
            Part{"kept", &Rooms::kept},
        };
    }
    static constexpr auto of(const Rooms::Changed*) {
        return std::tuple{
            Part{"room", &Rooms::Changed::room},
            Part{"ids", &Rooms::Changed::ids},
            Part{"bytes", &Rooms::Changed::bytes},
        };
    }
    static constexpr auto of(const Rooms::Kept*) {
        return std::tuple{
            Part{"instances", &Rooms::Kept::instances},
            Part{"asleep", &Rooms::Kept::asleep},
            Part{"layers", &Rooms::Kept::layers},
            Part{"width", &Rooms::Kept::width},
            Part{"height", &Rooms::Kept::height},
            Part{"views_enabled", &Rooms::Kept::views_enabled},
            Part{"views", &Rooms::Kept::views},
            Part{"cameras", &Rooms::Kept::cameras},
        };
    }
    static constexpr auto of(const Layer*) {
        return std::tuple{
            Part{"name", &Layer::name},
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
            Part{"script_end", &Layer::script_end},
        };
    }
    static constexpr auto of(const View*) {
        return std::tuple{
            Part{"visible", &View::visible},
            Part{"x", &View::x},
            Part{"y", &View::y},
            Part{"width", &View::width},
            Part{"height", &View::height},
            Part{"camera", &View::camera},
            Part{"surface", &View::surface},
        };
    }

    // The platform.
    static constexpr auto of(const PlatformState*) {
        using S = PlatformState;
        return std::tuple{
            Part{"texts", &S::texts},
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
            Part{"held_bytes", &S::held_bytes},
        };
    }
    static constexpr auto of(const OpenFile*) {
        return std::tuple{
            Part{"open", &OpenFile::open},
            Part{"reads", &OpenFile::reads},
            Part{"writes", &OpenFile::writes},
            Part{"changed", &OpenFile::changed},
            Part{"path", &OpenFile::path},
            Part{"shared", &OpenFile::shared},
            Part{"own", &OpenFile::own},
            Part{"at", &OpenFile::at},
        };
    }
    static constexpr auto of(const IniSection*) {
        return std::tuple{Part{"name", &IniSection::name}, Part{"keys", &IniSection::keys}};
    }
    static constexpr auto of(const OpenIni*) {
        return std::tuple{
            Part{"open", &OpenIni::open},
            Part{"changed", &OpenIni::changed},
            Part{"path", &OpenIni::path},
            Part{"sections", &OpenIni::sections},
        };
    }
    static constexpr auto of(const Desktop*) {
        return std::tuple{
            Part{"caption", &Desktop::caption},
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
            Part{"clipboard", &Desktop::clipboard},
        };
    }
    static constexpr auto of(const SaveGroup*) {
        return std::tuple{
            Part{"open", &SaveGroup::open},
            Part{"went_well", &SaveGroup::went_well},
            Part{"name", &SaveGroup::name},
        };
    }
    static constexpr auto of(const Keyboard*) {
        return std::tuple{
            Part{"keys", &Keyboard::keys},
            Part{"mapped", &Keyboard::mapped},
            Part{"numlock", &Keyboard::numlock},
        };
    }
    static constexpr auto of(const Keyboard::Key*) {
        return std::tuple{
            Part{"down", &Keyboard::Key::down},
            Part{"pressed", &Keyboard::Key::pressed},
            Part{"released", &Keyboard::Key::released},
        };
    }
    static constexpr auto of(const Drawing*) {
        return std::tuple{
            Part{"matrices", &Drawing::matrices},
            Part{"stack", &Drawing::stack},
            Part{"settings", &Drawing::settings},
            Part{"pushed", &Drawing::pushed},
            Part{"targets", &Drawing::targets},
            Part{"default_camera", &Drawing::default_camera},
        };
    }

    // Instances and what their objects became.
    static constexpr auto of(const Instance*) {
        return std::tuple{
            Part{"id", &Instance::id},
            Part{"object", &Instance::object},
            Part{"layer", &Instance::layer},
            Part{"serial", &Instance::serial},
            Part{"destroyed", &Instance::destroyed},
            Part{"being_destroyed", &Instance::being_destroyed},
            Part{"leaves", &Instance::leaves},
            Part{"active", &Instance::active},
            Part{"created", &Instance::created},
            Part{"outside_room", &Instance::outside_room},
            Part{"layer_depth", &Instance::layer_depth},
            Part{"speed", &Instance::speed},
            Part{"direction", &Instance::direction},
            Part{"hspeed", &Instance::hspeed},
            Part{"vspeed", &Instance::vspeed},
            Part{"rare", &Instance::rare},
        };
    }
    static constexpr auto of(const ObjectChange*) {
        return std::tuple{
            Part{"sprite", &ObjectChange::sprite},         Part{"mask", &ObjectChange::mask},
            Part{"visible", &ObjectChange::visible},       Part{"solid", &ObjectChange::solid},
            Part{"persistent", &ObjectChange::persistent},
        };
    }
    static constexpr auto of(const Instances*) {
        return std::tuple{
            Part{"changed", &Instances::changed},
            Part{"m_live", &Instances::m_live},
            Part{"m_destroyed", &Instances::m_destroyed},
            Part{"m_order_changed", &Instances::m_order_changed},
            Part{"m_next_id", &Instances::m_next_id},
            Part{"m_next_serial", &Instances::m_next_serial},
        };
    }

    // Rooms that a game made or changed are copies of the project's structs.
    static constexpr auto of(const Room*) {
        return std::tuple{
            Part{"name", &Room::name},
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
            Part{"creation_code", &Room::creation_code},
        };
    }
    static constexpr auto of(const RoomView*) {
        return std::tuple{
            Part{"visible", &RoomView::visible},         Part{"x", &RoomView::x},
            Part{"y", &RoomView::y},                     Part{"width", &RoomView::width},
            Part{"height", &RoomView::height},           Part{"port_x", &RoomView::port_x},
            Part{"port_y", &RoomView::port_y},           Part{"port_width", &RoomView::port_width},
            Part{"port_height", &RoomView::port_height}, Part{"border_x", &RoomView::border_x},
            Part{"border_y", &RoomView::border_y},       Part{"speed_x", &RoomView::speed_x},
            Part{"speed_y", &RoomView::speed_y},         Part{"follow", &RoomView::follow},
        };
    }
    static constexpr auto of(const RoomLayer*) {
        return std::tuple{
            Part{"name", &RoomLayer::name},         Part{"kind", &RoomLayer::kind},
            Part{"depth", &RoomLayer::depth},       Part{"visible", &RoomLayer::visible},
            Part{"asset", &RoomLayer::asset},       Part{"x", &RoomLayer::x},
            Part{"y", &RoomLayer::y},               Part{"hspeed", &RoomLayer::hspeed},
            Part{"vspeed", &RoomLayer::vspeed},     Part{"colour", &RoomLayer::colour},
            Part{"group", &RoomLayer::group},       Part{"elements", &RoomLayer::elements},
            Part{"tiles_wide", &RoomLayer::tiles_wide}, Part{"tiles_high", &RoomLayer::tiles_high},
            Part{"tiles", &RoomLayer::tiles},
        };
    }
    static constexpr auto of(const Placement*) {
        return std::tuple{
            Part{"x", &Placement::x},
            Part{"y", &Placement::y},
            Part{"scale_x", &Placement::scale_x},
            Part{"scale_y", &Placement::scale_y},
            Part{"rotation", &Placement::rotation},
            Part{"image_index", &Placement::image_index},
            Part{"image_speed", &Placement::image_speed},
            Part{"colour", &Placement::colour},
        };
    }
    static constexpr auto of(const RoomElement* one) {
        return std::tuple_cat(of(static_cast<const Placement*>(one)), std::tuple{
            Part{"name", &RoomElement::name},
            Part{"asset", &RoomElement::asset},
        });
    }
    static constexpr auto of(const RoomInstance* one) {
        return std::tuple_cat(of(static_cast<const Placement*>(one)), std::tuple{
            Part{"name", &RoomInstance::name},
            Part{"object", &RoomInstance::object},
            Part{"object_index", &RoomInstance::object_index},
            Part{"layer", &RoomInstance::layer},
            Part{"overrides", &RoomInstance::overrides},
            Part{"variables_code", &RoomInstance::variables_code},
            Part{"creation_code", &RoomInstance::creation_code},
        });
    }
    static constexpr auto of(const VariableOverride*) {
        return std::tuple{
            Part{"object", &VariableOverride::object},
            Part{"name", &VariableOverride::name},
            Part{"value", &VariableOverride::value},
        };
    }

    /// The places of all data structures by kind and index, for digests.
    static const auto& tables(const DsStore& store) { return store.m_tables; }
    static const auto& rules(const World& world) { return world.m_rules; }
};

} // namespace scope
