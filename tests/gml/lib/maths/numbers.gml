show_debug_message([round(2.5), round(3.5), floor(-0.5), ceil(0.2), frac(-2.5)]); // expect: [ 2,4,-1,1,-0.50 ]
show_debug_message([max(1, 5, 3), min(4, -2), mean(1, 2, 6), median(9, 1, 5, 7)]); // expect: [ 5,-2,3,7 ]
show_debug_message([clamp(12, 0, 10), lerp(0, 8, 0.25), sign(-3), power(2, 10)]);  // expect: [ 10,2,-1,1024 ]
show_debug_message([lengthdir_x(10, 90), lengthdir_y(10, 90), point_direction(0, 0, 0, -5)]); // expect: [ 0,-10,90 ]
show_debug_message([angle_difference(10, 350), point_distance(0, 0, 3, 4)]);       // expect: [ 20,5 ]
show_debug_message(sqrt(-0.000001));                                               // expect: 0
show_debug_message([math_get_epsilon() == 0.00001, 1 == 1.000001]);                // expect: [ 1,1 ]
show_debug_message([arccos(0.9999999), arccos(1.000001), darcsin(-0.9999999), is_nan(arcsin(NaN))]); // expect: [ 0,0,-90,1 ]
// int64 stays what it is, exact, where all are.
var low = 0x8877665544332211, high = 0x1122334455667788;
show_debug_message(string(min(high, low)) + " " + typeof(min(high, low))); // expect: -8613303245920329199 int64
show_debug_message(max(int64("76561198000000001"), int64("76561198000000003"))); // expect: 76561198000000003
show_debug_message(typeof(max(int64(3), 2.5))); // expect: number
math_set_epsilon(0);
show_debug_message(1 == 1.000001);                                                 // expect: 0
sqrt(-1);                                                                          // expect fault: Cannot apply sqrt
