// Copies of values, as they are and as they were when the run began.

#include "core/ds/entries.h"
#include "core/record/change_log.h"
#include "core/record/change_names.h"

#include <algorithm>

namespace scope {

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

} // namespace scope
