// What is set on an element of a layer is read back.
var front = layer_create(-50, "Front");
var background_one = layer_background_create(front, spr_coin);
layer_background_alpha(background_one, 1); layer_background_blend(background_one, 2); layer_background_speed(background_one, 3); layer_background_sprite(background_one, 4); layer_background_stretch(background_one, 5); layer_background_visible(background_one, 6);
show_debug_message([layer_background_get_alpha(background_one), layer_background_get_blend(background_one), layer_background_get_speed(background_one), layer_background_get_sprite(background_one), layer_background_get_stretch(background_one), layer_background_get_visible(background_one)]); // expect: [ 1,2,3,4,1,1 ]
layer_background_vtiled(background_one, 1); layer_background_xscale(background_one, 2); layer_background_yscale(background_one, 3);
show_debug_message([layer_background_get_vtiled(background_one), layer_background_get_xscale(background_one), layer_background_get_yscale(background_one)]); // expect: [ 1,2,3 ]
var sequence_one = layer_sequence_create(front, 1, 2, 0);
layer_sequence_angle(sequence_one, 1); layer_sequence_headdir(sequence_one, 2); layer_sequence_headpos(sequence_one, 3); layer_sequence_speedscale(sequence_one, 4); layer_sequence_x(sequence_one, 5); layer_sequence_xscale(sequence_one, 6);
show_debug_message([layer_sequence_get_angle(sequence_one), layer_sequence_get_headdir(sequence_one), layer_sequence_get_headpos(sequence_one), layer_sequence_get_speedscale(sequence_one), layer_sequence_get_x(sequence_one), layer_sequence_get_xscale(sequence_one)]); // expect: [ 1,2,3,4,5,6 ]
layer_sequence_y(sequence_one, 1); layer_sequence_yscale(sequence_one, 2);
show_debug_message([layer_sequence_get_y(sequence_one), layer_sequence_get_yscale(sequence_one)]); // expect: [ 1,2 ]
var sprite_one = layer_sprite_create(front, 1, 2, spr_coin);
layer_sprite_alpha(sprite_one, 1); layer_sprite_change(sprite_one, 2); layer_sprite_index(sprite_one, 3); layer_sprite_speed(sprite_one, 4); layer_sprite_xscale(sprite_one, 5); layer_sprite_y(sprite_one, 6);
show_debug_message([layer_sprite_get_alpha(sprite_one), layer_sprite_get_index(sprite_one), layer_sprite_get_speed(sprite_one), layer_sprite_get_xscale(sprite_one), layer_sprite_get_y(sprite_one)]); // expect: [ 1,3,4,5,6 ]
layer_sprite_yscale(sprite_one, 1);
show_debug_message([layer_sprite_get_yscale(sprite_one)]); // expect: [ 1 ]
var text_one = layer_text_create(front, 1, 2, -1, "hello");
layer_text_alpha(text_one, 1); layer_text_angle(text_one, 2); layer_text_blend(text_one, 3); layer_text_charspacing(text_one, 4); layer_text_font(text_one, 5); layer_text_frameh(text_one, 6);
show_debug_message([layer_text_get_alpha(text_one), layer_text_get_angle(text_one), layer_text_get_blend(text_one), layer_text_get_charspacing(text_one), layer_text_get_font(text_one), layer_text_get_frameh(text_one)]); // expect: [ 1,2,3,4,5,6 ]
layer_text_framew(text_one, 1); layer_text_halign(text_one, 2); layer_text_linespacing(text_one, 3); layer_text_origin(text_one, 4); layer_text_paragraphspacing(text_one, 5); layer_text_valign(text_one, 6);
show_debug_message([layer_text_get_framew(text_one), layer_text_get_halign(text_one), layer_text_get_linespacing(text_one), layer_text_get_origin(text_one), layer_text_get_paragraphspacing(text_one), layer_text_get_valign(text_one)]); // expect: [ 1,2,3,4,5,6 ]
layer_text_wrap(text_one, 1); layer_text_wrapmode(text_one, 2); layer_text_x(text_one, 3); layer_text_xorigin(text_one, 4); layer_text_xscale(text_one, 5); layer_text_y(text_one, 6);
show_debug_message([layer_text_get_wrap(text_one), layer_text_get_wrapmode(text_one), layer_text_get_x(text_one), layer_text_get_xorigin(text_one), layer_text_get_xscale(text_one), layer_text_get_y(text_one)]); // expect: [ 1,2,3,4,5,6 ]
layer_text_yorigin(text_one, 1); layer_text_yscale(text_one, 2);
show_debug_message([layer_text_get_yorigin(text_one), layer_text_get_yscale(text_one)]); // expect: [ 1,2 ]
var tile_one = layer_tile_create(front, 10, 20, spr_coin, 0, 0, 8, 8);
layer_tile_alpha(tile_one, 1); layer_tile_blend(tile_one, 2); layer_tile_change(tile_one, 3); layer_tile_visible(tile_one, 4); layer_tile_x(tile_one, 5); layer_tile_xscale(tile_one, 6);
show_debug_message([layer_tile_get_alpha(tile_one), layer_tile_get_blend(tile_one), layer_tile_get_visible(tile_one), layer_tile_get_x(tile_one), layer_tile_get_xscale(tile_one)]); // expect: [ 1,2,1,5,6 ]
layer_tile_y(tile_one, 1); layer_tile_yscale(tile_one, 2);
show_debug_message([layer_tile_get_y(tile_one), layer_tile_get_yscale(tile_one)]); // expect: [ 1,2 ]
show_debug_message([layer_tile_get_sprite(tile_one)]); // expect: [ 3 ]
