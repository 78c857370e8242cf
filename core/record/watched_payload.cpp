#include "core/record/watched_payload.h"

#include "core/base/text.h"
#include "core/world/convert_datum.h"
#include "core/world/world.h"

namespace scope {

bool is_plain(const Value& value) {
    constexpr size_t most_text = 256;
    if (value.is_string()) return value.as_string()->length <= most_text;
    return value.is_real() || value.is_bool() || value.is_undefined() || value.is_int64() || value.is_int32();
}

static std::string key_text(const Value& key) {
    if (key.is_string()) return std::string(key.as_string()->view());
    if (key.is_undefined()) return "undefined";
    if (key.is_real()) return shortest_number(key.as_real());
    if (key.is_numeric()) return std::to_string(key.as_int64());
    if (key.is_ref()) return std::string(ref_kind_name(key.ref_kind())) + " " + std::to_string(key.ref_index());
    return std::string(type_name(key));
}

/// Whether there is nothing below the map, and it is copied as it is.
bool WatchedPayload::find_flat() const {
    const DsMap* map = m_map.is_ref(RefKind::ds_map) ? m_world.ds().peek_map(m_map) : nullptr;
    if (!map) return false;
    for (uint32_t at = map->begin(); at < map->end(); at = map->after(at)) {
        const DsMap::Entry& entry = map->at(at);
        if (!entry.key.is_string() || entry.own != DsOwn::nothing || !is_plain(entry.value)) return false;
    }
    return true;
}

void WatchedPayload::begin(const Value& map) {
    end();
    m_map = map;
    m_dirty = true;
    ++m_version;
    m_flat = find_flat();
    if (m_flat)
        m_top = code(map);
    else
        watch(map, "", '/');
}

void WatchedPayload::end() {
    m_map = Value();
    m_top = 0;
    m_snapshot = Datum();
    if (!m_structures.empty()) m_structures.clear();
    if (!m_objects.empty()) m_objects.clear();
    if (!m_texts.empty()) m_texts.clear();
}

/// Walks a payload once, iteratively; containers met before keep their first path.
void WatchedPayload::watch(const Value& top, const std::string& top_prefix, char separator) {
    std::vector<std::pair<Value, std::string>> pending{{top, top_prefix}};
    constexpr size_t most = 100000; // containers; a payload with more is watched as far as that
    while (!pending.empty() && m_structures.size() + m_objects.size() < most) {
        auto [value, prefix] = std::move(pending.back());
        pending.pop_back();
        auto below = [&, &before = prefix](const std::string& key) { return before + key + separator; };
        if (DsStructure* structure =
                value.is_ref() && is_ds_kind(value.ref_kind()) ? m_world.ds().peek(value.ref_kind(), value) : nullptr) {
            if (value.same_as(m_map) && prefix.empty())
                m_top = code(value);
            else if (is_top(value) || !m_structures.emplace(code(value), prefix).second)
                continue;
            m_world.ds().watch_tree(*structure, true);
            if (const DsMap* map = m_world.ds().peek_map(value); map && value.ref_kind() == RefKind::ds_map)
                for (uint32_t at = map->begin(); at < map->end(); at = map->after(at)) {
                    const DsMap::Entry& entry = map->at(at);
                    bool held = entry.own != DsOwn::nothing || entry.value.is_struct() || entry.value.is_array();
                    if (held) pending.push_back({entry.value, below(key_text(entry.key))});
                }
            if (const DsList* list = m_world.ds().peek_list(value); list && value.ref_kind() == RefKind::ds_list)
                for (size_t i = 0; i < list->size(); ++i) {
                    const Value& item = list->values()[i];
                    bool held =
                        list->owns(static_cast<int64_t>(i)) != DsOwn::nothing || item.is_struct() || item.is_array();
                    if (held) pending.push_back({item, below(std::to_string(i))});
                }
        } else if (value.is_struct() && !value.as_struct()->is_instance) {
            Struct* object = value.as_struct();
            if (!m_objects.emplace(object, prefix).second) continue;
            object->watched = 1;
            for (size_t i = 0; i < object->shape->size(); ++i)
                if (object->slots[i].is_struct() || object->slots[i].is_array())
                    pending.push_back(
                        {object->slots[i], below(std::string(m_world.heap().names().text(object->shape->names()[i])))});
        } else if (value.is_array()) {
            Array* array = value.as_array();
            if (!m_objects.emplace(array, prefix).second) continue;
            array->watched = 1;
            for (uint32_t i = 0; i < array->size; ++i)
                if (array->items[i].is_struct() || array->items[i].is_array())
                    pending.push_back({array->items[i], below(std::to_string(i))});
        }
    }
}

std::string WatchedPayload::path(const Value& container, const Value& key) const {
    if (is_top(container)) return key_text(key);
    auto found = m_structures.find(code(container));
    return (found == m_structures.end() ? std::string() : found->second) + key_text(key);
}

std::string WatchedPayload::path(const HeapObject& object, uint32_t key) const {
    auto found = m_objects.find(&object);
    std::string prefix = found == m_objects.end() ? std::string() : found->second;
    return prefix + (object.object_type == ObjectType::array ? std::to_string(key)
                                                             : std::string(m_world.heap().names().text(key)));
}

WatchedPlace WatchedPayload::place(const Value& container, const Value& key) const {
    WatchedPlace out{container, nullptr, key.is_counted() ? Value() : key, key_text(key), path(container, key)};
    return out;
}

WatchedPlace WatchedPayload::place(const HeapObject& object, uint32_t key) const {
    return {Value(), &object, Value(static_cast<double>(key)), "", path(object, key)};
}

std::optional<Datum> WatchedPayload::value_at(const WatchedPlace& place) const {
    auto copy = [&](const Value* value) {
        return value ? std::optional<Datum>(to_datum(m_world, *value)) : std::nullopt;
    };
    if (place.object) {
        if (!m_objects.contains(place.object)) return std::nullopt;
        uint32_t key = static_cast<uint32_t>(place.key.as_real());
        if (place.object->object_type == ObjectType::structure)
            return copy(static_cast<const Struct*>(place.object)->find(key));
        const Array* array = static_cast<const Array*>(place.object);
        return copy(key < array->size ? &array->items[key] : nullptr);
    }
    if (!owns(place.container)) return std::nullopt;
    if (place.container.ref_kind() == RefKind::ds_map) {
        const DsMap* map = m_world.ds().peek_map(place.container);
        if (!map) return std::nullopt;
        return copy(place.key.is_undefined() ? map->find(std::string_view(place.key_text)) : map->find(place.key));
    }
    if (place.container.ref_kind() == RefKind::ds_list && place.key.is_real()) {
        const DsList* list = m_world.ds().peek_list(place.container);
        uint32_t index = static_cast<uint32_t>(place.key.as_real());
        return copy(list && index < list->size() ? &list->values()[index] : nullptr);
    }
    return to_datum(m_world, place.container, {.open_handles = true});
}

void WatchedPayload::remember_text(const Value& text, std::string_view path) {
    if (!text.is_string()) return;
    DeliveredText& known = m_texts[text.as_object()];
    known.path = path;
    known.hash = text.as_string()->hash();
}

bool WatchedPayload::adopt_parsed(const Value& text, const Value& result) {
    if (!text.is_string()) return false;
    auto found = m_texts.find(text.as_object());
    if (found == m_texts.end() || found->second.hash != text.as_string()->hash()) return false;
    watch(result, found->second.path + " > ", '/');
    return true;
}

const Datum& WatchedPayload::snapshot() {
    if (!m_dirty) return m_snapshot;
    m_dirty = false;
    bool alive = m_top && m_world.ds().peek(RefKind::ds_map, m_map);
    m_snapshot = alive ? to_datum(m_world, m_map) : Datum();
    return m_snapshot;
}

} // namespace scope
