// Copies of rooms with many tiles fill the memory that there is for them, and no more.
repeat (10) room_duplicate(rm_large);
show_debug_message(room_exists(rm_large)); // expect: 1
repeat (1000) room_duplicate(rm_large);
show_debug_message("never");
// expect limit: memory
