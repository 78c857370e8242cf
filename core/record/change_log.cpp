#include "core/record/change_log.h"

#include "core/base/text.h"
#include "core/ds/entries.h"
#include "core/record/change_names.h"
#include "core/record/watched_payload.h"
#include "core/world/variables.h"

#include <algorithm>

namespace scope {

// --- what happens

void ChangeLog::begin(const Instance* self) {
    settle();
    auto next = m_spare ? std::move(m_spare) : std::make_unique<Run>();
    next->self = self;
    next->began = ++m_world.heap().epoch;
    next->structures = m_world.ds().created();
    m_runs.push_back(std::move(next));
    m_is_simple = m_runs.size() == 1;
    m_self = self;
    m_simple_count = 0;
}

bool ChangeLog::has_room(Run& run) {
    run.cut |= run.count >= most_places;
    return run.count < most_places;
}

void ChangeLog::keep(Run& run, Written& written, Place&& place) {
    place.at = m_vm.position();
    place.order = run.next_order++;
    ++run.count;
    if (place.old) m_copied += sizeof place + size_estimate(place.old->shown);
    written.places.push_back(std::move(place));
}

/// A place that was noted before. What an inner run wrote first is now this run's own, with the value from before that.
void ChangeLog::written_again(Written& written, size_t place) {
    Place& known = written.places[place];
    Run& now = *run();
    if (known.own || !has_room(now)) return;
    known.own = true;
    known.at = m_vm.position();
    known.order = now.next_order++;
    ++now.count;
}

ChangeLog::Noted ChangeLog::before_write(const Container& container, uint32_t key, bool existed, const Value& old) {
    Run* now = run();
    if (!now || container.born >= now->began) return Noted::nothing;
    if (m_is_simple) {
        for (size_t i = 0; i < m_simple_count; ++i)
            if (m_simple[i].key == key && m_simple[i].container == &container) return Noted::nothing;
        if (add_simple(container, key, existed, old)) {
            ++now->next_order;
            ++now->count;
            return Noted::simple;
        }
        settle();
    }
    if (container.object_type == ObjectType::structure)
        if (const Instance* instance = as_instance(static_cast<const Struct*>(&container));
            instance && instance->id == 0)
            return Noted::nothing; // stands in for one where there is none
    Written& written = now->objects[&container];
    if (auto known = written.members.find(key); known != written.members.end()) {
        written_again(written, known->second);
        return Noted::other;
    }
    if (!has_room(*now)) return Noted::other;
    Place place;
    place.key = key;
    if (existed) place.old = image(old, little()); // which may lead back to this container
    written.members.emplace(key, written.places.size());
    keep(*now, written, std::move(place));
    return Noted::other;
}

void ChangeLog::before_entry(const DsStructure& structure, const Value& key, bool existed, const Value& old) {
    settle();
    bool in_order = structure.kind() == RefKind::ds_stack || structure.kind() == RefKind::ds_queue ||
                    structure.kind() == RefKind::ds_priority;
    // A key that is a container itself cannot be kept.
    if (in_order || (key.is_counted() && !key.is_string())) return before_whole(structure);
    Run* now = run();
    if (!now || structure.serial() > now->structures) return;
    Written& written = now->structures_written[code(structure)];
    if (written.whole) return written_again(written, written.places.size() - 1);
    auto note = [&](const Value& at, bool was_there, const Value& value) {
        std::string member = ChangeNames::member(structure, at);
        if (auto known = written.entries.find(member); known != written.entries.end())
            return written_again(written, known->second);
        if (!has_room(*now)) return;
        Place place;
        place.kind = Place::Kind::entry;
        place.is_text = at.is_string();
        if (place.is_text)
            place.text_key = at.as_string()->view();
        else
            place.number_key = at;
        if (was_there) place.old = image(value, little());
        written.entries.emplace(member, written.places.size());
        place.member = std::move(member);
        keep(*now, written, std::move(place));
    };
    // A list grows with zeros up to where it is written.
    if (structure.kind() == RefKind::ds_list && !existed)
        for (size_t at = structure.size(); static_cast<double>(at) < key.as_real() && has_room(*now); ++at)
            note(Value(static_cast<double>(at)), false, Value());
    note(key, existed, old);
}

void ChangeLog::before_whole(const DsStructure& structure) {
    settle();
    Run* now = run();
    if (!now || structure.serial() > now->structures) return;
    Written& written = now->structures_written[code(structure)];
    if (written.whole) return written_again(written, written.places.size() - 1);
    if (!has_room(*now)) return;
    Place place;
    place.kind = Place::Kind::whole;
    place.member = "[*]";
    place.old = content(structure, little());
    if (!written.places.empty()) place.old->print = 0; // it is not what it was
    for_each_entry(structure, [&](const Value&, const Value& child, DsOwn own) {
        if (own != DsOwn::nothing)
            now->covered.insert(code(own == DsOwn::map ? RefKind::ds_map : RefKind::ds_list,
                                     child.is_ref() ? child.ref_index() : static_cast<uint32_t>(child.as_real())));
    });
    for (const Place& before : written.places) now->count -= before.own;
    written = {};
    written.whole = true;
    keep(*now, written, std::move(place));
}

void ChangeLog::before_builtin(uint32_t variable, int64_t element, const Instance* instance, const Value& old) {
    settle();
    Run* now = run();
    if (!now || (instance && (instance->id == 0 || instance->born >= now->began))) return;
    Written& written = now->objects[instance];
    if (auto known = written.builtins.find({variable, element}); known != written.builtins.end())
        return written_again(written, known->second);
    if (!has_room(*now)) return;
    Place place;
    place.kind = Place::Kind::builtin;
    place.key = variable;
    place.element = element;
    place.old = image(old, little());
    written.builtins.emplace(std::pair(variable, element), written.places.size());
    keep(*now, written, std::move(place));
}

void ChangeLog::on_existence(const Instance& instance, bool existed) {
    settle();
    Run* now = run();
    if (!now || !has_room(*now)) return;
    Written& written = now->objects[&instance];
    if (std::exchange(written.existence, true)) return;
    Place place;
    place.kind = Place::Kind::existence;
    if (existed) place.old = content(instance, little());
    keep(*now, written, std::move(place));
}

void ChangeLog::on_destroyed(const DsStructure& structure) {
    Run* now = run();
    if (!now || structure.serial() > now->structures) return;
    auto found = now->structures_written.find(code(structure));
    if (found == now->structures_written.end()) return;
    for (Place& place : found->second.places) place.destroyed = true;
    if (!now->covered.contains(code(structure))) return;
    for (const Place& place : found->second.places) now->count -= place.own;
    now->structures_written.erase(found);
}

void ChangeLog::before_free(const HeapObject& container) {
    if (m_is_simple && m_simple_count > 0 && &container == m_runs.back()->self) settle();
    for (auto& one : m_runs) {
        auto found = one->objects.find(&container);
        if (found == one->objects.end()) continue;
        for (const Place& place : found->second.places) one->count -= place.own;
        one->objects.erase(found);
    }
}

// --- what is different at the end

/// For `room` where the run leads: the room changes at the end of the step.
std::optional<ChangeLog::Image> ChangeLog::present_builtin(const Instance* instance, const Place& place) {
    uint32_t next = m_world.rooms().next;
    if (place.key == static_cast<uint32_t>(Builtin::room) && next != no_index)
        return image(Value::ref(RefKind::room, next), place.old && place.old->little);
    Value value;
    std::string error;
    bool there = m_world.get_variable(place.key, const_cast<Instance*>(instance), place.element, value, error);
    return there ? std::optional<Image>(image(value, place.old && place.old->little)) : std::nullopt;
}

std::optional<ChangeLog::Image> ChangeLog::present(const HeapObject* container, const Place& place) {
    if (place.kind == Place::Kind::builtin) return present_builtin(static_cast<const Instance*>(container), place);
    if (place.kind == Place::Kind::existence) {
        const auto& instance = static_cast<const Instance&>(*container);
        return instance.destroyed ? std::nullopt
                                  : std::optional<Image>(content(instance, place.old ? place.old->little : little()));
    }
    const Value* value = nullptr;
    if (container->object_type == ObjectType::structure)
        value = static_cast<const Struct*>(container)->find(place.key);
    else if (const auto* array = static_cast<const Array*>(container); place.key < array->size)
        value = &array->items[place.key];
    return value ? std::optional<Image>(image(*value, place.old ? place.old->little : little())) : std::nullopt;
}

std::optional<ChangeLog::Image> ChangeLog::present(RefKind kind, uint32_t index, const Place& place) {
    Value handle = Value::ref(kind, index);
    const DsStructure* structure = m_world.ds().peek(kind, handle);
    if (!structure || place.destroyed) return std::nullopt;
    bool as_before = place.old ? place.old->little : little();
    if (place.kind == Place::Kind::whole) return content(*structure, as_before);
    const Value* value = nullptr;
    if (kind == RefKind::ds_map) {
        const auto& map = static_cast<const DsMap&>(*structure);
        value = place.is_text ? map.find(std::string_view(place.text_key)) : map.find(place.number_key);
    } else if (kind == RefKind::ds_list || kind == RefKind::ds_grid) {
        size_t at = static_cast<size_t>(place.number_key.as_real());
        const std::vector<Value>& values = kind == RefKind::ds_list ? static_cast<const DsList&>(*structure).values()
                                                                    : static_cast<const DsGrid&>(*structure).cells();
        if (at < values.size()) value = &values[at];
    }
    return value ? std::optional<Image>(image(*value, as_before)) : std::nullopt;
}

/// What an inner run wrote was there before for the outer one too: when that writes it later, the value from before
/// both is the old one.
void ChangeLog::hand_over(Written& from, Written& to) {
    if (to.whole || (from.whole && !to.places.empty())) return;
    size_t first = to.places.size();
    auto take = [&](auto& known, const auto& key, size_t index) {
        if (!known.try_emplace(key, to.places.size()).second) return;
        Place place = from.places[index]; // data is shared
        place.own = false;
        to.places.push_back(std::move(place));
    };
    for (const auto& [key, index] : from.members) take(to.members, key, index);
    for (const auto& [key, index] : from.entries) take(to.entries, key, index);
    for (const auto& [key, index] : from.builtins) take(to.builtins, key, index);
    if (from.whole) {
        to.whole = true;
        to.places.push_back(from.places.back());
        to.places[first].own = false;
    }
    to.existence |= from.existence;
}

void ChangeLog::hand_over(Run& ended, Run& outer) {
    for (auto& [object, written] : ended.objects)
        if (!object || static_cast<const Container*>(object)->born < outer.began)
            hand_over(written, outer.objects[object]);
    for (auto& [structure, written] : ended.structures_written) {
        Value handle = Value::ref(static_cast<RefKind>(structure >> 32), static_cast<uint32_t>(structure));
        const DsStructure* there = m_world.ds().peek(handle.ref_kind(), handle);
        if (there && there->serial() <= outer.structures) hand_over(written, outer.structures_written[structure]);
    }
}

ChangeLog::Changes ChangeLog::end() {
    settle();
    std::unique_ptr<Run> ended = std::move(m_runs.back());
    m_runs.pop_back();
    // Copies are of the present from here on.
    std::vector<std::unique_ptr<Run>> outer = std::move(m_runs);
    m_runs.clear();
    m_ended = ended.get();
    struct Found {
        Place* place;
        const HeapObject* object;
        uint64_t structure; ///< when there is no object
        std::optional<Image> now;
    };
    std::vector<Found> found;
    ChangeNames names(m_world);
    for (auto& [object, written] : ended->objects)
        for (Place& place : written.places) {
            if (!place.own) continue;
            auto now = present(object, place);
            if (same(place.old, now)) continue;
            if (object && place.kind == Place::Kind::member) names.want(*object);
            found.push_back({&place, object, 0, std::move(now)});
        }
    for (auto& [structure, written] : ended->structures_written)
        for (Place& place : written.places) {
            if (!place.own) continue;
            RefKind kind = static_cast<RefKind>(structure >> 32);
            uint32_t index = static_cast<uint32_t>(structure);
            auto now = present(kind, index, place);
            if (same(place.old, now)) continue;
            // A new structure in the place of one that was destroyed has its name.
            if (!place.destroyed || !m_world.ds().peek(kind, Value::ref(kind, index))) names.want(kind, index);
            found.push_back({&place, nullptr, structure, std::move(now)});
        }
    m_ended = nullptr;
    m_runs = std::move(outer);
    if (m_runs.empty())
        m_copied = 0;
    else
        hand_over(*ended, *m_runs.back());
    Changes out;
    out.cut = ended->cut;
    if (found.empty()) return out;
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.place->order < b.place->order; });
    out.last = found.back().place->order + 1;
    names.find(ended->self);
    for (Found& one : found) {
        std::string path;
        switch (one.place->kind) {
        case Place::Kind::member:
            path = names.of(*one.object) + ChangeNames::member(m_world, *one.object, one.place->key);
            break;
        case Place::Kind::existence:
            path = ChangeNames::of_instance(m_world, static_cast<const Instance&>(*one.object));
            break;
        case Place::Kind::builtin:
            path = (one.object ? names.of(*one.object) + "." : "") +
                   std::string(builtin_variables()[one.place->key].name) +
                   (one.place->element < 0 ? "" : "[" + std::to_string(one.place->element) + "]");
            break;
        case Place::Kind::entry:
        case Place::Kind::whole:
            path = names.of(static_cast<RefKind>(one.structure >> 32), static_cast<uint32_t>(one.structure)) +
                   one.place->member;
            break;
        }
        auto place_at = [&](uint64_t position) {
            auto code = static_cast<CodeId>(position >> 32);
            return code == no_code ? scope::Place() : m_world.program().place(code, static_cast<uint32_t>(position));
        };
        auto shown = [](std::optional<Image>& image) {
            return image ? std::optional<Datum>(std::move(image->shown)) : std::nullopt;
        };
        out.list.push_back({std::move(path), shown(one.place->old), shown(one.now), place_at(one.place->at)});
    }
    return out;
}

} // namespace scope
