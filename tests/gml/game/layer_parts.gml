// Elements of layers: backgrounds, tiles of old rooms, sequences, scripts and shaders of a layer.
var front = layer_create(-50, "Front");
var back = layer_background_create(front, spr_coin), sprite = layer_sprite_create(front, 1, 2, spr_coin), words = layer_text_create(front, 1, 2, -1, "hello");
layer_background_change(back, -1);
show_debug_message([layer_background_exists(front, back), layer_background_get_sprite(back), layer_text_get_id(front, "none")]); // expect: [ 1,-1,-1 ]
layer_background_destroy(back);
layer_sprite_destroy(sprite);
layer_text_destroy(words);
show_debug_message([layer_background_exists(front, back), layer_sprite_exists(front, sprite), layer_text_exists(front, words)]); // expect: [ 0,0,0 ]
var tile = layer_tile_create(front, 10, 20, spr_coin, 0, 0, 8, 8);
show_debug_message(layer_tile_exists(front, tile)); // expect: 1
layer_tile_region(tile, 1, 2, 3, 4);
show_debug_message(layer_tile_get_region(tile)); // expect: [ 1,2,3,4 ]
layer_tile_destroy(tile);
show_debug_message(layer_tile_exists(front, tile)); // expect: 0
var played = layer_sequence_create(front, 1, 2, 0);
show_debug_message([layer_sequence_exists(front, played), layer_sequence_get_length(played), layer_sequence_is_paused(played)]); // expect: [ 1,0,0 ]
layer_sequence_pause(played);
layer_sequence_play(played);
layer_sequence_destroy(played);
show_debug_message(layer_get_type(front)); // expect: 1
var script = function() {};
layer_script_begin(front, script);
layer_script_end(front, script);
layer_shader(front, 0);
show_debug_message([layer_get_script_end(front) == script, layer_get_shader(front)]); // expect: [ 1,0 ]
var map = layer_tilemap_create(front, 4, 6, -1, 3, 2);
tilemap_set_height(map, 5);
tilemap_y(map, 9);
tilemap_tileset(map, -1);
tilemap_set_mask(map, 255);
show_debug_message([tilemap_get_height(map), tilemap_get_y(map), tilemap_get_tileset(map), tilemap_get_mask(map), tilemap_get_tile_height(map)]); // expect: [ 5,9,-1,255,16 ]
var cell = tile_set_flip(tile_set_mirror(tile_set_index(0, 7), true), true);
show_debug_message([tile_get_index(cell), tile_get_mirror(cell), tile_get_flip(cell), tile_get_rotate(cell), tile_get_index(tile_set_empty(cell))]); // expect: [ 7,1,1,0,0 ]
