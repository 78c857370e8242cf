// Macros: values, several lines, comments behind, configurations, used before they stand.
show_debug_message(LATE + 1); // expect: 8
#macro LATE 7
#macro MANY show_debug_message("one"); \
    show_debug_message("two")
MANY; 
// expect: one
// expect: two
#macro PAIR [LATE, LATE * 2] // a comment
show_debug_message(PAIR); // expect: [ 7,14 ]
#macro MODE "default"
#macro release:MODE "release"
show_debug_message(MODE); // expect: default
enum Colour { red, green = 5, blue, twice = 5 * 2 }
show_debug_message([Colour.red, Colour.blue, Colour.twice]); // expect: [ 0,6,10 ]
show_debug_message(typeof(Colour.red)); // expect: int64
globalvar shared;
shared = 3;
show_debug_message(global.shared); // expect: 3
show_debug_message(_GM_LINE_); // expect: 20
