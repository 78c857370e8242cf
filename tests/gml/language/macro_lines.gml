// Macros over several lines, and what may stand behind a line's end.
#macro PLAIN 1 + \
    2
#macro COMMENTED [1, \ // first
    2, \ // second
    3]
#macro DOUBLED 10 + \\
    20
#macro STATEMENTS var total = 0; \
    for (var i = 0; i < 3; i++) { \
        total += i; \
    }
	#macro AFTER_A_TAB "tab" // the comment is not part of it
#macro EMPTY
show_debug_message(PLAIN * 2); // expect: 5
show_debug_message(COMMENTED); // expect: [ 1,2,3 ]
show_debug_message(DOUBLED); // expect: 30
STATEMENTS
show_debug_message(total); // expect: 3
show_debug_message(AFTER_A_TAB + "."); // expect: tab.
EMPTY show_debug_message("nothing before"); // expect: nothing before
function inside() {
    #macro INSIDE_A_FUNCTION 7
    enum InsideAFunction { one = 1, two }
    return INSIDE_A_FUNCTION;
}
show_debug_message([inside(), INSIDE_A_FUNCTION, InsideAFunction.two]); // expect: [ 7,7,2 ]
#macro CHOSEN "default"
#macro Default:CHOSEN "of the configuration"
#macro elsewhere:CHOSEN "of another configuration"
show_debug_message(CHOSEN); // expect: of the configuration
#macro OF_A_MACRO PLAIN
show_debug_message(OF_A_MACRO); // expect: 3
// A macro is a substitution also where a struct's key stands; constants of GameMaker are not.
#macro filter_name platform_filter
var made = { filter_name: 1, ev_create: 2, pi: 3, c_red: 4 };
show_debug_message(made); // expect: { platform_filter : 1, ev_create : 2, pi : 3, c_red : 4 }
show_debug_message([made.platform_filter, made.filter_name, made.ev_create, made.pi]); // expect: [ 1,1,2,3 ]
#macro SELF_MEMBER made.platform_filter
SELF_MEMBER += 5;
show_debug_message(made.platform_filter); // expect: 6
#region Free text: "quotes, (brackets [ and { braces
show_debug_message("in a region"); // expect: in a region
#endregion with text too
