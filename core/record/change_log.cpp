#include "core/record/change_log.h"

#include "core/base/text.h"
#include "core/ds/entries.h"
#include "core/record/change_names.h"
#include "core/record/watched_payload.h"
#include "core/world/variables.h"

#include <algorithm>

namespace scope {

static uint64_t code(RefKind kind, uint32_t index) {
    return uint64_t(kind) << 32 | index;
}
static uint64_t code(const DsStructure& structure) {
    return code(structure.kind(), structure.index());
}

// --- copies

/// One event may copy that much; then copies are cut shorter.
static constexpr size_t most_copied = size_t(32) << 20;

bool ChangeLog::little() const {
    return m_copied > most_copied;
}

ChangeLog::Image ChangeLog::copy(const Value& value, uint32_t depth, bool little) {
    Image out;
    out.little = little;
    ToDatumOptions limits;
    limits.max_depth = depth;
    limits.max_nodes = little ? 20 : 500;
    limits.max_string = little ? 200 : 65536;
    limits.cut = &out.cut;
    limits.nodes = &out.nodes;
    limits.earlier = this;
    out.shown = to_datum(m_world, value, limits);
    return out;
}

/// A handle to a data structure that was there before stays a handle: what happens to that is told by itself.
ChangeLog::Image ChangeLog::image(const Value& value, bool little) {
    bool handle = value.is_ref() && is_ds_kind(value.ref_kind());
    const DsStructure* structure =
        handle ? m_world.ds().exact(value) : nullptr; // a stale one names nothing that is there
    const Run* now = m_ended ? m_ended : run();
    Image out;
    if (handle && (!structure || (now && structure->serial() <= now->structures)))
        out.shown =
            Datum::ref("ref " + std::string(ref_kind_name(value.ref_kind())) + " " + std::to_string(value.ref_index()));
    else
        out = copy(value, 8, little);
    if (structure) out.structure = structure->serial();
    if (value.is_struct() || value.is_array()) {
        out.container = value.as_object();
        out.born = static_cast<const Container*>(value.as_object())->born;
    } else if (value.is_string() && out.cut) {
        const String* text = value.as_string();
        out.print = uint64_t(text->length) << 32 | text->hash();
    }
    return out;
}

/// What a structure holds, without what that holds: which containers, which other values, in which order.
static uint64_t print_of(const DsStructure& structure) {
    uint64_t out = structure.size() + 1;
    auto mix = [&](const Value& value) {
        uint64_t bits = static_cast<uint64_t>(value.type());
        if (value.is_string())
            bits ^= uint64_t(value.as_string()->hash()) << 8;
        else if (value.is_counted())
            bits ^= reinterpret_cast<uint64_t>(value.as_object()) << 8;
        else if (value.is_ref())
            bits ^= (uint64_t(value.ref_kind()) << 32 | value.ref_index()) << 8;
        else if (value.is_real())
            bits ^= std::hash<double>()(value.as_real()) << 1;
        else if (value.is_numeric())
            bits ^= static_cast<uint64_t>(value.as_int64()) << 8;
        out = (out ^ bits) * 0x9E3779B97F4A7C15u;
        out ^= out >> 29;
    };
    for_each_entry(structure, [&](const Value& key, const Value& value, DsOwn) {
        mix(key);
        mix(value);
    });
    return out | 1;
}

ChangeLog::Image ChangeLog::content(const DsStructure& structure, bool little) {
    Image out = copy(structure.handle(), 5, little);
    out.print = print_of(structure);
    return out;
}

/// An instance by its place and what differs from one that is new.
ChangeLog::Image ChangeLog::content(const Instance& instance, bool little) {
    struct Usual {
        InstanceSlot slot;
        double value;
    };
    static constexpr Usual usual[] = {{InstanceSlot::visible, 1},      {InstanceSlot::solid, 0},
                                      {InstanceSlot::image_index, 0},  {InstanceSlot::image_speed, 1},
                                      {InstanceSlot::image_xscale, 1}, {InstanceSlot::image_yscale, 1},
                                      {InstanceSlot::image_angle, 0},  {InstanceSlot::image_alpha, 1},
                                      {InstanceSlot::friction, 0},     {InstanceSlot::gravity, 0}};
    std::vector<Child> members;
    bool earlier = children_of(Value(const_cast<Instance*>(&instance)), nullptr, members);
    if (!earlier)
        for (size_t i = 0; i < instance.shape->size(); ++i)
            members.push_back({Datum(m_world.heap().names().text(instance.shape->names()[i])), {}, instance.slots[i]});
    Image out;
    std::vector<DatumEntry> entries;
    for (Child& member : members) {
        auto slot = std::find(instance_slot_names.begin(), instance_slot_names.end(), member.key.text());
        size_t number = static_cast<size_t>(slot - instance_slot_names.begin());
        Image value;
        if (member.copied)
            value.shown = *member.copied;
        else
            value = image(member.live, little);
        auto as_ever = [&](const Usual& one) {
            return static_cast<size_t>(one.slot) == number && value.shown.as_real() == one.value;
        };
        bool shown = slot == instance_slot_names.end() || number <= static_cast<size_t>(InstanceSlot::y) ||
                     number == static_cast<size_t>(InstanceSlot::depth) ||
                     std::any_of(std::begin(usual), std::end(usual), [&](const Usual& one) {
                         return static_cast<size_t>(one.slot) == number && !as_ever(one);
                     });
        out.cut |= value.cut;
        out.nodes += member.copied ? member.nodes : value.nodes;
        if (shown) entries.push_back({std::move(member.key), std::move(value.shown)});
    }
    if (instance.speed != 0) {
        entries.push_back({"speed", instance.speed});
        entries.push_back({"direction", instance.direction});
    }
    out.shown = Datum::structure(std::move(entries));
    return out;
}

/// Whether structs and maps hold the same, in whatever order.
static bool same_content(const Datum& a, const Datum& b) {
    if (a == b) return true;
    bool keyed = a.kind() == b.kind() && (a.is(DatumKind::structure) || a.is(DatumKind::ds_map));
    if (!keyed || a.size() != b.size()) return false;
    for (const DatumEntry& entry : a.entries()) {
        const Datum* other = b.find_key(entry.key);
        if (!other || !same_content(entry.value, *other)) return false;
    }
    return true;
}

/// Equal as GML has it; what is cut and not known to be the same is different.
bool ChangeLog::same(const std::optional<Image>& a, const std::optional<Image>& b) {
    if (!a || !b) return !a && !b;
    if (a->container && a->container == b->container && a->born == b->born) return true; // its own changes tell
    if (a->structure && a->structure == b->structure) return true;
    if (a->print && a->print == b->print) return true;
    if (a->cut || b->cut) return false;
    bool numbers = a->shown.is(DatumKind::real) && b->shown.is(DatumKind::real);
    return same_content(a->shown, b->shown) || (numbers && a->shown.as_real() == b->shown.as_real()); // 0 and -0
}

// --- as it was when the run began

bool ChangeLog::children_of(const Value& container, const DsStructure* structure, std::vector<Child>& out) const {
    if (m_runs.empty()) return false;
    const Run& now = *m_runs.back();
    if (!structure) {
        auto found = now.objects.find(container.as_object());
        return found != now.objects.end() && !found->second.members.empty() &&
               children_of_members(found->second, container, out);
    }
    auto found = now.structures_written.find(code(*structure));
    if (found == now.structures_written.end()) return false;
    const Written& written = found->second;
    if (written.whole) {
        const Datum& old = written.places.back().old->shown;
        size_t each = 1 + written.places.back().old->nodes / std::max<size_t>(1, old.size());
        for (const Datum& item : old.items()) out.push_back({{}, item, {}, each});
        for (const DatumEntry& entry : old.entries())
            if (old.is(DatumKind::ds_priority)) // value, then priority
                out.push_back({entry.value, entry.key, {}, each});
            else
                out.push_back({entry.key, entry.value, {}, each});
        return true;
    }
    if (structure->kind() == RefKind::ds_list) { // by place, as arrays
        const auto& list = static_cast<const DsList&>(*structure);
        for (size_t i = 0;; ++i) {
            auto before = written.entries.find(ChangeNames::member(*structure, Value(static_cast<double>(i))));
            const Place* place = before == written.entries.end() ? nullptr : &written.places[before->second];
            if (place ? !place->old : i >= list.size()) return true;
            if (place)
                out.push_back({{}, place->old->shown, {}, place->old->nodes});
            else
                out.push_back({{}, {}, list.values()[i], 1, list.owns(static_cast<int64_t>(i))});
        }
    }
    std::unordered_set<std::string> there;
    for_each_entry(*structure, [&](const Value& key, const Value& value, DsOwn own) {
        std::string name = ChangeNames::member(*structure, key);
        there.insert(name);
        Datum shown_key = to_datum(m_world, key);
        auto before = written.entries.find(name);
        if (before == written.entries.end())
            out.push_back({std::move(shown_key), {}, value, 1, own});
        else if (const auto& old = written.places[before->second].old)
            out.push_back({std::move(shown_key), old->shown, {}, old->nodes});
    });
    for (const Place& place : written.places)
        if (place.old && !there.contains(place.member))
            out.push_back({place.is_text ? Datum(place.text_key) : to_datum(m_world, place.number_key),
                           place.old->shown,
                           {},
                           place.old->nodes});
    if (structure->kind() == RefKind::ds_grid) { // data has them row by row
        std::vector<Child> rows(out.size());
        size_t width = static_cast<const DsGrid*>(structure)->width(),
               height = static_cast<const DsGrid*>(structure)->height();
        for (size_t i = 0; i < width * height; ++i) rows[i % height * width + i / height] = std::move(out[i]);
        out = std::move(rows);
    }
    return true;
}

bool ChangeLog::children_of_members(const Written& written, const Value& container, std::vector<Child>& out) const {
    auto before = [&](uint32_t key) -> const Place* {
        auto found = written.members.find(key);
        return found == written.members.end() ? nullptr : &written.places[found->second];
    };
    if (container.is_array()) {
        const Array* array = container.as_array();
        for (uint32_t i = 0;; ++i) {
            const Place* place = before(i);
            if (place && !place->old) break; // it was shorter
            if (!place && i >= array->size) break;
            if (place)
                out.push_back({{}, place->old->shown, {}, place->old->nodes});
            else
                out.push_back({{}, {}, array->items[i]});
        }
        return true;
    }
    const Struct* object = container.as_struct();
    auto name = [&](uint32_t key) { return Datum(m_world.heap().names().text(key)); };
    for (size_t i = 0; i < object->shape->size(); ++i) {
        uint32_t key = object->shape->names()[i];
        const Place* place = before(key);
        if (!place)
            out.push_back({name(key), {}, object->slots[i]});
        else if (place->old)
            out.push_back({name(key), place->old->shown, {}, place->old->nodes});
    }
    for (const Place& place : written.places)
        if (place.kind == Place::Kind::member && place.old && !object->find(place.key))
            out.push_back({name(place.key), place.old->shown, {}, place.old->nodes});
    return true;
}

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

// --- what is simple

bool ChangeLog::add_simple(const Container& container, uint32_t key, bool existed, const Value& old) {
    if (container.object_type != ObjectType::structure || m_simple_count == most_simple || !is_plain(old)) return false;
    const auto& object = static_cast<const Struct&>(container);
    if (&object != m_self && &object != m_world.global()) return false;
    if (m_simple_count == 0) m_texts.clear();
    Simple& next = m_simple[m_simple_count++];
    next.container = &object;
    next.shape = nullptr;
    next.key = key;
    next.existed = existed;
    next.position = m_vm.position();
    next.is_text = old.is_string();
    if (size_t slot = static_cast<size_t>(&old - object.slots); existed && slot < object.shape->size()) {
        next.shape = object.shape;
        next.slot = static_cast<uint32_t>(slot);
    }
    if (next.is_text) {
        next.text_at = static_cast<uint16_t>(m_texts.size());
        next.text_size = static_cast<uint16_t>(old.as_string()->length);
        m_texts += old.as_string()->view();
    } else {
        next.old = old;
    }
    return true;
}

std::optional<std::span<const ChangeLog::Simple>> ChangeLog::simple(uint8_t& different) {
    if (!m_is_simple) return std::nullopt;
    different = 0;
    for (size_t i = 0; i < m_simple_count; ++i) {
        Simple& one = m_simple[i];
        const Struct& object = *one.container;
        one.now = one.shape == object.shape ? object.slots + one.slot : object.find(one.key);
        if (!one.now) return std::nullopt;
        const Value& now = *one.now;
        if (one.existed && !one.is_text && now.is_real() && one.old.is_real()) [[likely]] {
            double a = now.as_real(), b = one.old.as_real();
            different |= static_cast<uint8_t>(!(a == b || (a != a && b != b)) << i);
            continue;
        }
        if (!is_plain(now)) return std::nullopt;
        bool same = one.existed;
        if (same && one.is_text)
            same = now.is_string() && now.as_string()->view() == old_text(one);
        else if (same)
            same = now.type() == one.old.type() && !now.is_string() && !now.is_real() &&
                   (now.is_undefined() || now.as_int64() == one.old.as_int64());
        different |= static_cast<uint8_t>(!same << i);
    }
    return std::span<const Simple>(m_simple.data(), m_simple_count);
}

void ChangeLog::end_simple() {
    m_is_simple = false;
    m_spare = std::move(m_runs.back());
    m_runs.pop_back();
    m_spare->next_order = 0;
    m_spare->count = 0;
    m_copied = 0;
}

/// From here on the run is like any other.
void ChangeLog::settle() {
    if (!std::exchange(m_is_simple, false)) return;
    Run& now = *m_runs.back();
    for (size_t i = 0; i < m_simple_count; ++i) {
        Simple& one = m_simple[i];
        Written& written = now.objects[one.container];
        Place place;
        place.key = one.key;
        place.at = one.position;
        place.order = i;
        if (one.existed) {
            place.old.emplace();
            place.old->shown = one.is_text ? Datum(old_text(one)) : to_datum(m_world, one.old);
            m_copied += sizeof place + size_estimate(place.old->shown);
        }
        written.members.emplace(one.key, written.places.size());
        written.places.push_back(std::move(place));
    }
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
