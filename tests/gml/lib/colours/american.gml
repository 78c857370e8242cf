// The American spellings, and mixing.
var c = make_color_hsv(100, 200, 150);
show_debug_message([color_get_red(c_orange), colour_get_green(c_orange), color_get_blue(c_orange)]); // expect: [ 255,160,64 ]
show_debug_message([round(color_get_hue(c)), round(color_get_saturation(c)), round(color_get_value(c))]); // expect: [ 100,201,150 ]
show_debug_message(abs(color_get_red(merge_color(c_black, c_white, 0.5)) - 127.5) <= 0.5); // expect: 1
