// The game's speed in frames a second or in microseconds a frame; less than nothing changes nothing.
game_set_speed(30, gamespeed_fps);
show_debug_message(game_get_speed(gamespeed_fps)); // expect: 30
game_set_speed(-5, gamespeed_fps);
show_debug_message(game_get_speed(gamespeed_fps)); // expect: 30
game_set_speed(20000, gamespeed_microseconds);
show_debug_message([game_get_speed(gamespeed_fps), game_get_speed(gamespeed_microseconds)]); // expect: [ 50,20000 ]
game_set_speed(-1, gamespeed_microseconds);
show_debug_message(game_get_speed(gamespeed_fps)); // expect: 50
