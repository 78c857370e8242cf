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
    // Without an index the first one is meant.
    alarm = 7;
    show_debug_message([alarm[0], alarm[1], array_length(alarm)]);           // expect: [ 7,3,12 ]
    inst_base.alarm = 8;
    self.alarm[2] = "4";
    show_debug_message([alarm[0], alarm[2]]);                                // expect: [ 8,4 ]
    variable_instance_set(id, "alarm", 9);
    show_debug_message([alarm_get(0), array_length(inst_base[$ "alarm"])]);  // expect: [ 9,12 ]
    alarm = -1;
    // Only numbers are alarms, and only twelve of them.
    try {
        alarm[2] = "soon";
    } catch (e) {
        show_debug_message(e.message);                                       // expect: unable to convert string "soon" to number
    }
    try {
        alarm[12] = 1;
    } catch (e) {
        show_debug_message(e.message);                                       // expect: alarm :: Index [12] out of range [12]
    }
    try {
        inst_base.alarm[-1] = 1;
    } catch (e) {
        show_debug_message(e.message);                                       // expect: alarm :: Index [-1] out of range
    }
    show_debug_message([alarm[0], alarm[2], alarm_get(12)]);                 // expect: [ -1,4,undefined ]
    // In a struct the name is a member as any other.
    var plain = { alarm: 1 };
    plain.alarm = 5;
    show_debug_message(plain);                                               // expect: { alarm : 5 }
    plain.alarm = [1];
    plain.alarm[1] = 2;
    show_debug_message(plain);                                               // expect: { alarm : [ 1,2 ] }
}
room_goto(rm_end);
call_later(2, time_source_units_frames, function() {
    show_debug_message([view_wport[0], view_get_hport(0), view_get_yport(0), view_get_visible(0), view_get_visible(1)]);
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
// expect: [ 320,200,10,1,0 ]
