// Speed set and added by direction; snapping to a grid.
with (inst_base) {
    motion_set(90, 4);
    show_debug_message([direction, speed, round(hspeed), vspeed]); // expect: [ 90,4,0,-4 ]
    motion_add(270, 4);
    show_debug_message([round(speed), vspeed]);                   // expect: [ 0,0 ]
    x = 10; y = 20;
    move_towards_point(10, 50, 3);
    show_debug_message([direction, speed, vspeed]);               // expect: [ 270,3,3 ]
    x = 13; y = 49;
    show_debug_message(place_snapped(8, 8));                      // expect: 0
    move_snap(8, 0);
    show_debug_message([x, y, place_snapped(8, 0)]);              // expect: [ 16,49,1 ]
}
