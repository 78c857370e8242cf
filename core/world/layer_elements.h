#pragma once
// Elements of layers besides instances: backgrounds, sprites, sequences, tile maps, tiles, texts. Nothing is drawn, so
// an element is a live handle (`ref layer_element N`) with properties that GML can set and read back; "type" is its
// layerelementtype_, "layer" where it is, "cells" what a tile map holds. Those of the room are there when it is
// entered.

#include "core/value/value.h"

#include <vector>

namespace scope {

class World;

/// The elements of the room that was just entered.
void make_room_elements(World& world);
/// Those on `layer`, in order of making.
std::vector<Value> layer_elements(World& world, uint32_t layer);
/// Frees those on `layer` of the current room; ~0: on all of them.
void free_layer_elements(World& world, uint32_t layer);

} // namespace scope
