// The handler hears of an exception that nobody catches; the fault stays one.
exception_unhandled_handler(function(e) { show_debug_message("first: " + e.message); });
var before = exception_unhandled_handler(function(e) {
    show_debug_message("second: " + e.message + " at line " + string(e.line));
});
show_debug_message(is_method(before)); // expect: 1
// expect: second: deliberate at line 8
show_error("deliberate", true); // expect fault: deliberate
