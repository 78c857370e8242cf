// layer_background_*, layer_sprite_*, layer_tile_*, layer_text_*, layer_sequence_*, layer_tilemap_*: elements of layers
// as properties that are set and read back. One row per property; all are the same two natives.

#include "core/base/text.h"
#include "core/lib/existence.h"
#include "core/lib/layer_arguments.h"
#include "core/lib/limits.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"

#include <algorithm>
#include <array>

namespace scope {

/// layerelementtype_*.
enum class Element : uint8_t { background = 1, sprite = 4, tilemap = 5, tile = 7, sequence = 8, text = 9 };
enum class PropertyKind : uint8_t { number, truth, asset, text };

struct PropertyRow {
    const char* get;
    const char* set;
    const char* name;
    Element element;
    PropertyKind kept = PropertyKind::number;
    double initial = 0;
};

// Functions are named after the element and the property.
#define PROPERTY(element, name, ...)                                                                                   \
    { "layer_" #element "_get_" #name, "layer_" #element "_" #name, #name, Element::element, __VA_ARGS__ }

static constexpr double white = 0xffffff;
static constexpr PropertyRow properties[] = {
    PROPERTY(background, alpha, PropertyKind::number, 1),
    PROPERTY(background, blend, PropertyKind::number, white),
    PROPERTY(background, htiled, PropertyKind::truth),
    PROPERTY(background, index, PropertyKind::number),
    PROPERTY(background, speed, PropertyKind::number, 1),
    PROPERTY(background, sprite, PropertyKind::asset, -1),
    PROPERTY(background, stretch, PropertyKind::truth),
    PROPERTY(background, visible, PropertyKind::truth, 1),
    PROPERTY(background, vtiled, PropertyKind::truth),
    PROPERTY(background, xscale, PropertyKind::number, 1),
    PROPERTY(background, yscale, PropertyKind::number, 1),
    PROPERTY(sprite, alpha, PropertyKind::number, 1),
    PROPERTY(sprite, angle, PropertyKind::number),
    PROPERTY(sprite, blend, PropertyKind::number, white),
    PROPERTY(sprite, index, PropertyKind::number),
    PROPERTY(sprite, speed, PropertyKind::number, 1),
    PROPERTY(sprite, x, PropertyKind::number),
    PROPERTY(sprite, xscale, PropertyKind::number, 1),
    PROPERTY(sprite, y, PropertyKind::number),
    PROPERTY(sprite, yscale, PropertyKind::number, 1),
    {"layer_sprite_get_sprite", "layer_sprite_change", "sprite", Element::sprite, PropertyKind::asset, -1},
    PROPERTY(tile, alpha, PropertyKind::number, 1),
    PROPERTY(tile, blend, PropertyKind::number, 0xffffffff),
    PROPERTY(tile, visible, PropertyKind::truth, 1),
    PROPERTY(tile, x, PropertyKind::number),
    PROPERTY(tile, xscale, PropertyKind::number, 1),
    PROPERTY(tile, y, PropertyKind::number),
    PROPERTY(tile, yscale, PropertyKind::number, 1),
    {"layer_tile_get_sprite", "layer_tile_change", "sprite", Element::tile, PropertyKind::asset, -1},
    PROPERTY(text, alpha, PropertyKind::number, 1),
    PROPERTY(text, angle, PropertyKind::number),
    PROPERTY(text, blend, PropertyKind::number, white),
    PROPERTY(text, charspacing, PropertyKind::number),
    PROPERTY(text, font, PropertyKind::asset, -1),
    PROPERTY(text, frameh, PropertyKind::number),
    PROPERTY(text, framew, PropertyKind::number),
    PROPERTY(text, halign, PropertyKind::number),
    PROPERTY(text, linespacing, PropertyKind::number),
    PROPERTY(text, origin, PropertyKind::number),
    PROPERTY(text, paragraphspacing, PropertyKind::number),
    PROPERTY(text, text, PropertyKind::text),
    PROPERTY(text, valign, PropertyKind::number),
    PROPERTY(text, wrap, PropertyKind::truth),
    PROPERTY(text, wrapmode, PropertyKind::number),
    PROPERTY(text, x, PropertyKind::number),
    PROPERTY(text, xorigin, PropertyKind::number),
    PROPERTY(text, xscale, PropertyKind::number, 1),
    PROPERTY(text, y, PropertyKind::number),
    PROPERTY(text, yorigin, PropertyKind::number),
    PROPERTY(text, yscale, PropertyKind::number, 1),
    PROPERTY(sequence, angle, PropertyKind::number),
    PROPERTY(sequence, headdir, PropertyKind::number, 1),
    PROPERTY(sequence, headpos, PropertyKind::number),
    PROPERTY(sequence, speedscale, PropertyKind::number, 1),
    PROPERTY(sequence, x, PropertyKind::number),
    PROPERTY(sequence, xscale, PropertyKind::number, 1),
    PROPERTY(sequence, y, PropertyKind::number),
    PROPERTY(sequence, yscale, PropertyKind::number, 1),
};
#undef PROPERTY

static const PropertyRow& property_of(std::string_view name) {
    return *std::find_if(std::begin(properties), std::end(properties),
                         [&](const PropertyRow& one) { return one.get == name || one.set == name; });
}

/// The live element of that type which argument `index` is, or null. What is no id at all is a fault.
static StubHandles::Entry* element_argument(NativeCall& c, uint32_t index, Element type) {
    if (!c.arg(index).is_ref()) c.real(index);
    if (c.failed()) return nullptr;
    StubHandles::Entry* element = world_of(c).stub_handles().find(RefKind::layer_element, c.arg(index));
    double number = static_cast<double>(type);
    return element && element->properties["type"].is_real() && element->properties["type"].as_real() == number
               ? element
               : nullptr;
}

static Value initial_value(NativeCall& c, const PropertyRow& row) {
    if (row.kept == PropertyKind::text) return Value(c.heap.new_string(""));
    return row.kept == PropertyKind::truth ? Value::boolean(row.initial > 0.5) : Value(row.initial);
}

static NativeStatus get_property(NativeCall& c) {
    const PropertyRow& row = property_of(c.name);
    StubHandles::Entry* element = element_argument(c, 0, row.element);
    if (c.failed()) return c.done();
    auto found = element ? element->properties.find(row.name) : decltype(element->properties.end()){};
    bool set = element && found != element->properties.end();
    return c.done(set ? found->second : element ? initial_value(c, row) : Value(-1.0));
}

static Value property_argument(NativeCall& c, uint32_t index, PropertyKind kept) {
    switch (kept) {
    case PropertyKind::truth: return Value::boolean(c.truth(index));
    case PropertyKind::text: return Value(c.heap.new_string(c.shown(index)));
    case PropertyKind::asset:
        if (c.arg(index).is_ref()) return c.arg(index);
        [[fallthrough]];
    case PropertyKind::number: break;
    }
    return Value(c.real(index));
}

/// Images of a background go round: index 4 of a sprite with one image is 0.
static Value wrapped_image(NativeCall& c, const StubHandles::Entry& element, const Value& index) {
    auto sprite = element.properties.find("sprite");
    const std::vector<Sprite>& sprites = world_of(c).project().sprites;
    uint32_t number = sprite == element.properties.end() ? ~0u : index_of(sprite->second, RefKind::sprite);
    if (number >= sprites.size() || sprites[number].frames == 0 || !index.is_real()) return index;
    return Value(std::fmod(index.as_real(), static_cast<double>(sprites[number].frames)));
}

static NativeStatus set_property(NativeCall& c) {
    const PropertyRow& row = property_of(c.name);
    StubHandles::Entry* element = element_argument(c, 0, row.element);
    Value value = property_argument(c, 1, row.kept);
    if (!element || c.failed()) return c.done();
    bool image = row.element == Element::background && row.name == std::string_view("index");
    element->properties[row.name] = image ? wrapped_image(c, *element, value) : value;
    return c.done();
}

// --- creating and destroying

/// A new element on the layer of argument 0; null with the fault set, or when there is no such layer.
static StubHandles::Entry* create(NativeCall& c, Element type, Value& handle) {
    uint32_t layer = layer_number(c, 0);
    if (layer == ~0u || !may_create(c, RefKind::layer_element)) return nullptr;
    World& world = world_of(c);
    handle = world.stub_handles().create(RefKind::layer_element, world.origin_here());
    StubHandles::Entry* element = world.stub_handles().find(RefKind::layer_element, handle);
    element->properties["type"] = Value(static_cast<double>(type));
    element->properties["room"] = Value::ref(RefKind::room, world.rooms().current);
    element->properties["layer"] = layer_value(layer);
    return element;
}

/// A tile map starts empty.
static void fill_cells(NativeCall& c, StubHandles::Entry& element, double count) {
    Array* array = c.heap.new_array(static_cast<uint32_t>(std::max(count, 0.0)));
    if (!array) return;
    element.properties["cells"] = Value(array);
    for (uint32_t i = 0; i < array->size; ++i) array->items[i] = Value(0.0);
}

/// layer_*_create(layer, ...): the arguments behind the layer, by their properties.
template<Element type> static NativeStatus element_create(NativeCall& c) {
    static constexpr std::pair<const char*, PropertyKind> at_xy[] = {{"x", PropertyKind::number},
                                                                     {"y", PropertyKind::number}};
    std::vector<std::pair<const char*, PropertyKind>> given;
    if (type != Element::background) given.assign(std::begin(at_xy), std::end(at_xy));
    switch (type) {
    case Element::sequence: given.emplace_back("sequence", PropertyKind::asset); break;
    case Element::text: given.insert(given.end(), {{"font", PropertyKind::asset}, {"text", PropertyKind::text}}); break;
    case Element::tilemap:
        given.insert(
            given.end(),
            {{"tileset", PropertyKind::asset}, {"width", PropertyKind::number}, {"height", PropertyKind::number}});
        break;
    case Element::tile:
        given.insert(given.end(), {{"sprite", PropertyKind::asset},
                                   {"left", PropertyKind::number},
                                   {"top", PropertyKind::number},
                                   {"width", PropertyKind::number},
                                   {"height", PropertyKind::number}});
        break;
    default: given.emplace_back("sprite", PropertyKind::asset);
    }
    c.heap.spend(64); // a table of properties
    std::vector<Value> values;
    for (uint32_t i = 0; i < given.size(); ++i) values.push_back(property_argument(c, i + 1, given[i].second));
    if (c.failed()) return NativeStatus::fault;
    Value handle(-1.0);
    if (type == Element::tilemap)
        for (size_t side : {3, 4})
            values[side] = Value(std::clamp(std::trunc(values[side].as_real()), 0.0, double(most_tiles_across)));
    double cells = type == Element::tilemap ? values[3].as_real() * values[4].as_real() : 0;
    if (!fits_array(c, cells)) return NativeStatus::fault;
    StubHandles::Entry* element = create(c, type, handle);
    if (element && type == Element::tilemap) fill_cells(c, *element, cells);
    for (uint32_t i = 0; element && i < given.size(); ++i) element->properties[given[i].first] = values[i];
    return c.done(handle);
}
template<Element type> static NativeStatus element_destroy(NativeCall& c) {
    if (element_argument(c, 0, type)) world_of(c).stub_handles().free(RefKind::layer_element, c.arg(0));
    return c.done();
}
/// layer_*_exists(layer, element).
template<Element type> static NativeStatus element_exists(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    StubHandles::Entry* element = element_argument(c, 1, type);
    if (!element || layer == ~0u) return c.done(Value::boolean(false));
    const Value& is_on = element->properties["layer"];
    return c.done(Value::boolean(is_on.is_ref() && is_on.ref_index() == layer));
}
template<Element type> inline constexpr NativeFn exists = among_ids<element_exists<type>, 2, true>;

/// The first element of that type on a layer, or the one of that name; -1 when there is none.
template<Element type> static NativeStatus find_element(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    std::string_view name = c.text_or(1, "");
    for (const Value& one : elements_on(c, layer)) {
        auto& has = world_of(c).stub_handles().find(RefKind::layer_element, one)->properties;
        bool named =
            name.empty() || (has["name"].is_string() && equal_ignoring_case(has["name"].as_string()->view(), name));
        if (named && has["type"].is_real() && has["type"].as_real() == static_cast<double>(type)) return c.done(one);
    }
    return c.done(-1.0);
}

// --- what only one type has

static constexpr const char* region[] = {"left", "top", "width", "height"};

static NativeStatus layer_tile_get_region(NativeCall& c) {
    StubHandles::Entry* element = element_argument(c, 0, Element::tile);
    if (!element) return c.done(-1.0);
    Array* array = c.heap.new_array();
    Value result(array);
    for (const char* side : region) add_item(c, array, element->properties[side]);
    return c.done(result);
}
static NativeStatus layer_tile_region(NativeCall& c) {
    StubHandles::Entry* element = element_argument(c, 0, Element::tile);
    double sides[] = {c.real(1), c.real(2), c.real(3), c.real(4)};
    for (size_t i = 0; element && !c.failed() && i < 4; ++i) element->properties[region[i]] = Value(sides[i]);
    return c.done();
}

static const Sequence* sequence_of(NativeCall& c, StubHandles::Entry& element) {
    uint32_t index = index_of(element.properties["sequence"], RefKind::sequence);
    const std::vector<Sequence>& all = world_of(c).project().sequences;
    return index < all.size() ? &all[index] : nullptr;
}
static NativeStatus layer_sequence_get_length(NativeCall& c) {
    StubHandles::Entry* element = element_argument(c, 0, Element::sequence);
    const Sequence* sequence = element ? sequence_of(c, *element) : nullptr;
    return c.done(sequence ? sequence->length : element ? 0.0 : -1.0);
}
template<bool paused> static NativeStatus set_paused(NativeCall& c) {
    if (StubHandles::Entry* element = element_argument(c, 0, Element::sequence))
        element->properties["paused"] = Value::boolean(paused);
    return c.done();
}
static NativeStatus layer_sequence_is_paused(NativeCall& c) {
    StubHandles::Entry* element = element_argument(c, 0, Element::sequence);
    bool paused =
        element && element->properties["paused"].type() == Type::boolean && element->properties["paused"].as_bool();
    return c.done(Value::boolean(paused));
}

static constexpr NativeRow plain_rows[] = {
    {"layer_background_create", element_create<Element::background>, 2, 2},
    {"layer_background_destroy", element_destroy<Element::background>, 1, 1},
    {"layer_background_exists", exists<Element::background>, 2, 2},
    {"layer_background_get_id", find_element<Element::background>, 1, 1},
    {"layer_sprite_get_id", find_element<Element::sprite>, 2, 2},
    {"layer_text_get_id", find_element<Element::text>, 2, 2},
    {"layer_sprite_create", element_create<Element::sprite>, 4, 4},
    {"layer_sprite_destroy", element_destroy<Element::sprite>, 1, 1},
    {"layer_sprite_exists", exists<Element::sprite>, 2, 2},
    {"layer_tile_create", element_create<Element::tile>, 8, 8},
    {"layer_tile_destroy", element_destroy<Element::tile>, 1, 1},
    {"layer_tile_exists", exists<Element::tile>, 2, 2},
    {"layer_tile_get_region", layer_tile_get_region, 1, 1},
    {"layer_tile_region", layer_tile_region, 5, 5},
    {"layer_text_create", element_create<Element::text>, 5, 5},
    {"layer_text_destroy", element_destroy<Element::text>, 1, 1},
    {"layer_text_exists", exists<Element::text>, 2, 2},
    {"layer_sequence_create", element_create<Element::sequence>, 4, 4},
    {"layer_sequence_destroy", element_destroy<Element::sequence>, 1, 1},
    {"layer_sequence_exists", exists<Element::sequence>, 2, 2},
    {"layer_sequence_get_length", layer_sequence_get_length, 1, 1},
    {"layer_sequence_pause", set_paused<true>, 1, 1},
    {"layer_sequence_play", set_paused<false>, 1, 1},
    {"layer_sequence_is_paused", layer_sequence_is_paused, 1, 1},
    {"layer_tilemap_create", element_create<Element::tilemap>, 6, 6},
    {"layer_tilemap_destroy", element_destroy<Element::tilemap>, 1, 1},
    {"layer_tilemap_exists", exists<Element::tilemap>, 2, 2},
};

/// Two functions may belong to one property: layer_background_change sets the sprite as layer_background_sprite does.
static NativeStatus layer_background_change(NativeCall& c) {
    StubHandles::Entry* element = element_argument(c, 0, Element::background);
    Value sprite = property_argument(c, 1, PropertyKind::asset);
    if (element && !c.failed()) element->properties["sprite"] = sprite;
    return c.done();
}

static constexpr auto rows = [] {
    std::array<NativeRow, std::size(plain_rows) + 2 * std::size(properties) + 1> out{};
    size_t at = 0;
    for (const NativeRow& row : plain_rows) out[at++] = row;
    out[at++] = {"layer_background_change", layer_background_change, 2, 2};
    for (const PropertyRow& row : properties) {
        out[at++] = {row.get, get_property, 1, 1};
        out[at++] = {row.set, set_property, 2, 2};
    }
    return out;
}();

std::span<const NativeRow> layer_element_natives() {
    return rows;
}

} // namespace scope
