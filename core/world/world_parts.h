#pragma once
// What belongs to a world, named once: copies (copy_parts.h), digests (digest.h) and tests/lint/parts walk these
// tables. A class that holds state has an `of` that lists its members; those that it leaves out, since code of their
// own copies them or a copy does without, stand in parts_apart.def with the reason. A member that is in neither fails
// the lint. Costs nothing at run time but the walks themselves.

#include "core/world/plain_parts.h"

namespace scope {

/// A friend of all that it lists.
struct WorldParts : PlainParts {
    using PlainParts::of;

    static constexpr auto of(const World*) {
        return std::tuple{Part{"async_load", &World::async_load}, Part{"event_data", &World::event_data},
                          Part{"unhandled_handler", &World::unhandled_handler}, Part{"event", &World::event}};
    }
    static constexpr auto of(const World::State*) {
        using S = World::State;
        return std::tuple{Part{"rooms", &S::rooms},
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
                          Part{"files_refused", &S::files_refused},
                          Part{"unit", &S::unit}};
    }
    // The world's smaller things.
    static constexpr auto of(const Clock*) {
        return std::tuple{Part{"start_us", &Clock::start_us},
                          Part{"timezone_minutes", &Clock::timezone_minutes},
                          Part{"dates_in_utc", &Clock::dates_in_utc},
                          Part{"game_speed", &Clock::game_speed},
                          Part{"m_now", &Clock::m_now},
                          Part{"m_frame_began", &Clock::m_frame_began},
                          Part{"m_delta", &Clock::m_delta},
                          Part{"m_planned", &Clock::m_planned},
                          Part{"m_frame", &Clock::m_frame}};
    }
    static constexpr auto of(const Random*) {
        return std::tuple{Part{"m_state", &Random::m_state}, Part{"m_index", &Random::m_index},
                          Part{"m_seed", &Random::m_seed}, Part{"m_randomised", &Random::m_randomised},
                          Part{"m_html5", &Random::m_html5}};
    }
    static constexpr auto of(const Files*) {
        return std::tuple{Part{"m_entries", &Files::m_entries}, Part{"m_quota", &Files::m_quota},
                          Part{"m_used", &Files::m_used}};
    }
    static constexpr auto of(const Files::Entry*) {
        return std::tuple{Part{"name", &Files::Entry::name}, Part{"content", &Files::Entry::content},
                          Part{"folder", &Files::Entry::folder}};
    }
    static constexpr auto of(const Buffers*) {
        return std::tuple{Part{"m_buffers", &Buffers::m_buffers}, Part{"m_generations", &Buffers::m_generations},
                          Part{"m_free", &Buffers::m_free}};
    }
    static constexpr auto of(const Buffer*) {
        return std::tuple{Part{"kind", &Buffer::kind},
                          Part{"alignment", &Buffer::alignment},
                          Part{"generation", &Buffer::generation},
                          Part{"bytes", &Buffer::bytes},
                          Part{"position", &Buffer::position},
                          Part{"used", &Buffer::used},
                          Part{"origin", &Buffer::origin},
                          Part{"watched", &Buffer::watched}};
    }
    static constexpr auto of(const StubHandles*) { return std::tuple{Part{"m_tables", &StubHandles::m_tables}}; }
    static constexpr auto of(const StubHandles::Table*) {
        return std::tuple{Part{"reserved", &StubHandles::Table::reserved},
                          Part{"entries", &StubHandles::Table::entries}, Part{"free", &StubHandles::Table::free}};
    }
    static constexpr auto of(const StubHandles::Entry*) {
        return std::tuple{Part{"live", &StubHandles::Entry::live}, Part{"generation", &StubHandles::Entry::generation},
                          Part{"origin", &StubHandles::Entry::origin},
                          Part{"properties", &StubHandles::Entry::properties}};
    }
    static constexpr auto of(const Requests*) {
        return std::tuple{Part{"m_waiting", &Requests::m_waiting}, Part{"m_next_ids", &Requests::m_next_ids},
                          Part{"m_made", &Requests::m_made}};
    }
    static constexpr auto of(const Request*) {
        return std::tuple{Part{"number", &Request::number},
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
                          Part{"answer", &Request::answer}};
    }
    static constexpr auto of(const TimeSources*) {
        return std::tuple{Part{"m_sources", &TimeSources::m_sources}, Part{"m_next", &TimeSources::m_next}};
    }
    static constexpr auto of(const TimeSource*) {
        return std::tuple{Part{"id", &TimeSource::id},
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
                          Part{"children", &TimeSource::children}};
    }

    // Instances and what their objects became.
    static constexpr auto of(const Instance*) {
        return std::tuple{Part{"id", &Instance::id},
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
                          Part{"rare", &Instance::rare}};
    }
    static constexpr auto of(const ObjectChange*) {
        return std::tuple{Part{"sprite", &ObjectChange::sprite}, Part{"mask", &ObjectChange::mask},
                          Part{"visible", &ObjectChange::visible}, Part{"solid", &ObjectChange::solid},
                          Part{"persistent", &ObjectChange::persistent}};
    }
    static constexpr auto of(const Instances*) {
        return std::tuple{
            Part{"changed", &Instances::changed},         Part{"m_live", &Instances::m_live},
            Part{"m_destroyed", &Instances::m_destroyed}, Part{"m_order_changed", &Instances::m_order_changed},
            Part{"m_next_id", &Instances::m_next_id},     Part{"m_next_serial", &Instances::m_next_serial}};
    }

    /// The places of all data structures by kind and index, for digests.
    static const auto& tables(const DsStore& store) { return store.m_tables; }
    static const Rules& rules(const World& world) { return world.m_rules; }
    static uint64_t made(const Addresses& addresses) { return addresses.m_made; }
};

} // namespace scope
