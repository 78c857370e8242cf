// View ports are as the room has them until they are set; alarms by function are the array's.
show_debug_message([view_wport[0], view_get_wport(0), view_get_visible(0)]); // expect: [ 0,0,0 ]
view_set_wport(0, 50);
show_debug_message([view_wport[0], view_get_wport(0), view_get_wport(1)]);   // expect: [ 50,50,0 ]
with (inst_base) {
    alarm_set(1, 5);
    show_debug_message([alarm_get(1), alarm[1], alarm_get(2)]);              // expect: [ 5,5,-1 ]
    // They are whole numbers; what is no alarm is passed over.
    alarm_set(1, 2.6);
    alarm_set(12, 5);
    show_debug_message([alarm_get(1), alarm_get(12), alarm_get(-1)]);        // expect: [ 3,undefined,undefined ]
}
room_goto(rm_end);
call_later(2, time_source_units_frames, function() {
    show_debug_message([view_wport[0], view_get_hport(0), view_get_yport(0), view_get_visible(0), view_get_visible(1)]);
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
// expect: [ 320,200,10,1,0 ]
