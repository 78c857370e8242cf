// buffer_save_async and its relatives concern the game's own files: a Save/Load event comes in the next frame by itself.
instance_create_depth(0, 0, 0, obj_saver);
var bytes = buffer_create(4, buffer_fixed, 1);
buffer_write(bytes, buffer_u32, 77);
first = buffer_save_async(bytes, "slot.sav", 0, 4);
show_debug_message([first, file_exists("default/slot.sav"), file_exists("slot.sav")]); // expect: [ 0,1,0 ]
buffer_delete(bytes);
loaded = buffer_create(4, buffer_fixed, 1);
show_debug_message(buffer_load_async(loaded, "slot.sav", 0, 4)); // expect: 1
show_debug_message(buffer_load_async(loaded, "nowhere.sav", 0, 4)); // expect: 2
// A group has one event, and its name is the folder.
buffer_async_group_begin("group");
buffer_save_async(loaded, "a.sav", 0, 4);
buffer_save_async(loaded, "b.sav", 0, 4);
show_debug_message(buffer_async_group_end()); // expect: 5
show_debug_message([file_exists("group/a.sav"), file_exists("group/b.sav")]); // expect: [ 1,1 ]
// expect: answer 0: 1
// expect: answer 1: 1
// expect: answer 2: 0
// expect: answer 5: 1
call_later(2, time_source_units_frames, function() {
    show_debug_message(buffer_peek(loaded, 0, buffer_u32)); // expect: 77
    show_debug_message(async_load); // expect: -1
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
