#include "core/world/place_events.h"

#include "core/world/boxes.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

namespace scope {

namespace {

// --- outside of the room or a view, and on its edge

// The events of the other views follow.
constexpr int32_t outside_view = events::outside_view0.number, view_boundary = events::boundary_view0.number;

bool is_outside(const Box& box, const Box& area) {
    return box.right < area.left || box.left > area.right || box.bottom < area.top || box.top > area.bottom;
}

/// What a view that is shown shows of the room.
std::optional<Box> view_area(const World& world, size_t number) {
    const View& view = world.rooms().views[number];
    if (!world.rooms().views_enabled || !view.visible) return {};
    StubHandles::Entry* camera = world.stub_handles().find(RefKind::camera, view.camera);
    if (!camera) return {};
    double x = camera->number("x"), y = camera->number("y");
    return Box{x, y, x + camera->number("width"), y + camera->number("height")};
}

/// Whether `instance` now is where `event` is about. Without a mask its position counts.
bool is_due(const World& world, Instance& instance, EventId event) {
    std::optional<Box> box = box_of(world, instance);
    double x = instance.number(InstanceSlot::x), y = instance.number(InstanceSlot::y);
    const Box at = box.value_or(Box{x, y, x, y}), room{0, 0, world.rooms().width, world.rooms().height};
    if (event == events::outside) {
        bool was = std::exchange(instance.outside_room, is_outside(at, room));
        return instance.outside_room && !was;
    }
    if (event == events::boundary)
        return at.left < room.left || at.right > room.right || at.top < room.top || at.bottom > room.bottom;
    bool on_edge = event.number >= view_boundary;
    std::optional<Box> view =
        view_area(world, static_cast<size_t>(event.number - (on_edge ? view_boundary : outside_view)));
    if (!view || !on_edge) return view && is_outside(at, *view);
    bool within = view->left < at.left && at.right < view->right && view->top < at.top && at.bottom < view->bottom;
    return box && !within && !is_outside(at, *view);
}

struct OutsideEvents final : EventSource {
    OutsideEvents(World& of, std::vector<EventId> which, std::vector<Instance*> whose)
        : world(of)
        , events(std::move(which))
        , instances(std::move(whose)) {}
    World& world;
    std::vector<EventId> events; ///< which somebody has
    std::vector<Instance*> instances;
    size_t at = 0; ///< of all events of the first instance, then of the second ...

    std::optional<EventRun> next() override {
        while (at < instances.size() * events.size()) {
            Instance& instance = *instances[at / events.size()];
            EventId event = events[at++ % events.size()];
            const Handler* handler = world.event_table().find(instance.object, event);
            if (!handler || !instance.live() || !is_due(world, instance, event)) continue;
            if (drops_event(world, instance, event)) continue;
            return EventRun(instance, {event, handler->owner, handler->owner}, handler->code);
        }
        return {};
    }
};

// --- collisions

/// At most so many pairs are looked at and meet in a step, so that no crowd makes it hang.
constexpr size_t most_looks = 60'000'000, most_meetings = 100'000;

/// An instance that may collide.
struct Party {
    Instance* instance;
    Box box;
    bool hears; ///< its object has collision events
};

struct Meeting {
    Instance* first;
    Instance* second;
    EventContext why; ///< the event that makes `first` the first
};

/// By their left edges.
std::vector<Party> find_parties(World& world) {
    std::vector<Party> out;
    const std::vector<EventTable::Colliding>& colliding = world.event_table().colliding();
    for (uint32_t object = 0; object < colliding.size(); ++object) {
        if (!colliding[object].hears && !colliding[object].named) continue;
        world.instances().each_of_object_alone(object, [&](Instance* instance) {
            std::optional<Box> box = box_of(world, *instance);
            bool somewhere = box && box->left <= box->right && box->top <= box->bottom; // not so where there is a nan
            if (somewhere) out.push_back({instance, *box, colliding[object].hears});
        });
    }
    std::sort(out.begin(), out.end(), [](const Party& a, const Party& b) {
        return std::tuple(a.box.left, a.instance->serial) < std::tuple(b.box.left, b.instance->serial);
    });
    return out;
}

EventId collision_with(const Instance& other) {
    return {event_type::collision, static_cast<int32_t>(other.object)};
}

/// Whose collision event comes first when instances of two objects meet: that of the lower object, else of the older
/// instance. Nothing when neither has one.
std::optional<Meeting> meeting_of(const EventTable& table, Instance& a, Instance& b) {
    EventId of_a = collision_with(b), of_b = collision_with(a);
    const Handler *mine = table.nearest(a.object, of_a), *theirs = table.nearest(b.object, of_b);
    if (!mine && !theirs) return {};
    bool turned = !mine || (theirs && std::tuple(theirs->owner, b.serial) < std::tuple(mine->owner, a.serial));
    if (turned) return Meeting{&b, &a, {of_b, theirs->owner, theirs->owner}};
    return Meeting{&a, &b, {of_a, mine->owner, mine->owner}};
}

void tell_of_limit(World& world) {
    world.problem_once({"collision-limit",
                        Severity::warning,
                        "too many instances are at the same place: only the first collisions of a step are looked at",
                        {},
                        {}});
}

std::vector<Meeting> find_meetings(World& world) {
    std::vector<Meeting> out;
    const std::vector<Party> parties = find_parties(world);
    std::vector<uint32_t> hearers; // of `parties`
    for (uint32_t index = 0; index < parties.size(); ++index)
        if (parties[index].hears) hearers.push_back(index);
    // Which pairs of objects have nothing with each other is asked once per party and object.
    std::vector<uint32_t> strangers(world.project().objects.size(), ~0u);
    size_t looks = 0, heard = 0;
    for (uint32_t index = 0; index < parties.size(); ++index) {
        const Party& one = parties[index];
        if (one.hears) ++heard;
        // Who hears nothing meets only those that do.
        size_t at = one.hears ? index + size_t(1) : heard, end = one.hears ? parties.size() : hearers.size();
        for (; at < end; ++at) {
            const Party& other = parties[one.hears ? at : hearers[at]];
            if (other.box.left >= one.box.right) break;
            if (++looks > most_looks || out.size() >= most_meetings) {
                tell_of_limit(world);
                return out;
            }
            uint32_t& stranger = strangers[other.instance->object];
            if (stranger == index || !one.box.meets(other.box)) continue;
            if (std::optional<Meeting> meeting = meeting_of(world.event_table(), *one.instance, *other.instance))
                out.push_back(*meeting);
            else
                stranger = index;
        }
    }
    return out;
}

void order(std::vector<Meeting>& meetings) {
    auto key = [](const Meeting& of) {
        return std::tuple(of.why.owner, of.first->serial, of.why.event.number, of.second->serial);
    };
    std::sort(meetings.begin(), meetings.end(), [&](const Meeting& a, const Meeting& b) { return key(a) < key(b); });
}

bool is_solid(const Instance& instance) {
    bool solid = false;
    std::string ignored;
    return to_bool(instance.builtin(InstanceSlot::solid), solid, ignored) && solid;
}

void move_back(Instance& instance) {
    instance.set_builtin(InstanceSlot::x, instance.builtin(InstanceSlot::xprevious));
    instance.set_builtin(InstanceSlot::y, instance.builtin(InstanceSlot::yprevious));
}

struct CollisionEvents final : EventSource {
    CollisionEvents(World& of, std::vector<Meeting> all) : world(of), meetings(std::move(all)) {}
    World& world;
    std::vector<Meeting> meetings;
    size_t at = 0;
    bool half = false; ///< the first of the pair has had its turn

    std::optional<EventRun> next() override {
        while (at < meetings.size()) {
            const Meeting& now = meetings[at];
            if (half || !begins(now)) {
                ++at;
                if (!std::exchange(half, false)) continue;
                if (std::optional<EventRun> run = run_of(*now.second, *now.first)) return run;
            } else {
                half = true;
                if (std::optional<EventRun> run = run_of(*now.first, *now.second)) return run;
            }
        }
        return {};
    }

private:
    /// An earlier event may have destroyed one of them or moved it away.
    bool begins(const Meeting& meeting) {
        Instance &a = *meeting.first, &b = *meeting.second;
        if (!a.live() || !b.live()) return false;
        std::optional<Box> box = box_of(world, a), other = box_of(world, b);
        if (!box || !other || !box->meets(*other)) return false;
        if (is_solid(a) || is_solid(b)) {
            move_back(a);
            move_back(b);
        }
        return true;
    }
    /// The other may be destroyed by now: `of` still hears of the collision.
    std::optional<EventRun> run_of(Instance& of, Instance& other) {
        EventId event = collision_with(other);
        const Handler* handler = world.event_table().nearest(of.object, event);
        if (!handler || !of.live() || drops_event(world, of, event)) return {};
        return EventRun(of, {event, handler->owner, handler->owner}, handler->code, &other);
    }
};

} // namespace

std::shared_ptr<EventSource> outside_events(World& world) {
    std::vector<EventId> events;
    auto add = [&](EventId event) {
        if (!world.event_table().receivers(event).empty()) events.push_back(event);
    };
    add(events::outside);
    add(events::boundary);
    for (int32_t view = 0; view < static_cast<int32_t>(world.rooms().views.size()); ++view) {
        add({event_type::other, outside_view + view});
        add({event_type::other, view_boundary + view});
    }
    if (events.empty()) return {};
    return std::make_shared<OutsideEvents>(world, std::move(events), world.instances().all_live());
}

std::shared_ptr<EventSource> collision_events(World& world) {
    const Room* room = world.rooms().data();
    if (world.event_table().colliding().empty() || (room && room->physics)) return {};
    std::vector<Meeting> meetings = find_meetings(world);
    if (meetings.empty()) return {};
    order(meetings);
    return std::make_shared<CollisionEvents>(world, std::move(meetings));
}

} // namespace scope
