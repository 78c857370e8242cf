var c = make_colour_rgb(10, 20, 255);
show_debug_message([c, colour_get_red(c), color_get_green(c), colour_get_blue(c)]); // expect: [ 16716810,10,20,255 ]
show_debug_message(make_colour_hsv(0, 255, 255) == c_red);  // expect: 1
show_debug_message([colour_get_hue(c_lime), colour_get_saturation(c_red), colour_get_value(c_white)]); // expect: [ 85,255,255 ]
show_debug_message(merge_colour(c_black, c_white, 0.5));    // expect: 8355711
var m = matrix_build(1, 2, 3, 0, 0, 90, 2, 2, 2);
show_debug_message(array_map(matrix_transform_vertex(m, 1, 0, 0), round)); // expect: [ 1,0,3 ]
var back = matrix_multiply(m, matrix_inverse(m));
show_debug_message(array_map(back, round));                 // expect: [ 1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1 ]
show_debug_message(matrix_inverse(array_create(16, 0)));    // expect: undefined
