// Tile and asset layers of a room are elements with what the room editor put there; maps made by GML start empty.
room_goto(rm_end);
// expect: cleaned up obj_base
// expect: cleaned up obj_child
call_later(2, time_source_units_frames, function() {
    var map = layer_tilemap_get_id("Tiles"), cells = [];
    for (var yy = 0; yy < tilemap_get_height(map); yy++)
        for (var xx = 0; xx < tilemap_get_width(map); xx++) array_push(cells, tilemap_get(map, xx, yy));
    show_debug_message(cells); // expect: [ 5,268435462,0,0,0,0,7,7 ]
    show_debug_message([tile_get_index(cells[1]), tile_get_mirror(cells[1]), tile_get_flip(cells[1]), tile_get_empty(cells[2])]); // expect: [ 6,1,0,1 ]
    show_debug_message([tilemap_get_x(map), tilemap_get_tile_width(map), tilemap_get_at_pixel(map, 8, 0), tilemap_get_at_pixel(map, 7, 0), tilemap_get_at_pixel(map, 8 + 16 * 3, 31)]); // expect: [ 8,16,5,-1,7 ]
    show_debug_message([tilemap_get_cell_x_at_pixel(map, 40, 20), tilemap_get_cell_y_at_pixel(map, 40, 20), tilemap_get_cell_x_at_pixel(map, 400, 20)]); // expect: [ 2,1,-1 ]
    show_debug_message([tilemap_set(map, tile_set_rotate(9, true), 0, 1), tilemap_get(map, 0, 1), tilemap_set(map, 1, 4, 0), tilemap_get(map, 4, 0)]); // expect: [ 1,1073741833,0,-1 ]
    tilemap_set_width(map, 2);
    show_debug_message([tilemap_get_width(map), tilemap_get(map, 1, 0), tilemap_get(map, 0, 1), tilemap_get(map, 1, 1)]); // expect: [ 2,268435462,1073741833,0 ]
    tilemap_clear(map, 3);
    tilemap_x(map, 100);
    show_debug_message([tilemap_get(map, 1, 1), tilemap_get_at_pixel(map, 100, 0)]); // expect: [ 3,3 ]
    var old = layer_tilemap_get_id(layer_get_id("OldTiles"));
    show_debug_message([tilemap_get(old, 0, 0), tilemap_get(old, 1, 0), tilemap_get(old, 2, 0)]); // expect: [ 1,0,3 ]
    var made = layer_tilemap_create("Tiles", 0, 0, -1, 3, 2);
    show_debug_message([layer_tilemap_exists("Tiles", made), tilemap_get(made, 2, 1), tilemap_set_at_pixel(made, 8, 17, 17), tilemap_get(made, 1, 1)]); // expect: [ 1,0,1,8 ]
    layer_tilemap_destroy(made);
    show_debug_message([layer_tilemap_exists("Tiles", made), tilemap_get(made, 0, 0), layer_tilemap_get_id("Assets")]); // expect: [ 0,-1,-1 ]
    var odd = layer_tilemap_create("Tiles", 0, 0, -1, -3, 1e300);
    show_debug_message([tilemap_get_width(odd), tilemap_get_height(odd), tilemap_get(odd, 0, 0)]); // expect: [ 0,65536,-1 ]
    layer_tilemap_destroy(odd);
    var coin = layer_sprite_get_id("assets", "GRAPHIC_1");
    show_debug_message([layer_sprite_get_sprite(coin) == spr_coin, layer_sprite_get_x(coin), layer_sprite_get_yscale(coin), layer_sprite_get_angle(coin), layer_sprite_get_index(coin), layer_sprite_get_speed(coin), layer_sprite_get_blend(coin)]); // expect: [ 1,64,3,45,1,2,255 ]
    show_debug_message([layer_sprite_get_id("Assets", "graphic_2"), array_length(layer_get_all_elements("Assets"))]); // expect: [ -1,1 ]
    game_end();
});
