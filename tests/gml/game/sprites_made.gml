// Sprites made at run time: from an included file, from the web, copied, deleted.
var strip = sprite_add("strip.png", 3, false, false, 1, 2);
show_debug_message([sprite_exists(strip), sprite_get_width(strip), sprite_get_height(strip), sprite_get_number(strip), sprite_get_yoffset(strip)]); // expect: [ 1,4,5,3,2 ]
show_debug_message(sprite_add("missing.png", 1, false, false, 0, 0)); // expect: -1
var web = sprite_add("https://example.com/icon.png", 1, false, false, 0, 0);
show_debug_message([sprite_exists(web), web == strip]); // expect: [ 1,0 ]
var copy = sprite_duplicate(strip);
show_debug_message(sprite_get_width(copy)); // expect: 4
show_debug_message(sprite_delete(strip)); // expect: 1
show_debug_message([sprite_exists(strip), sprite_delete(strip), sprite_exists(copy)]); // expect: [ 0,0,1 ]
