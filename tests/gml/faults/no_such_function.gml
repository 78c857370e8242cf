// A name that nothing gives a value is no variable when it is called.
try {
    var read = never_given;
} catch (e) {
    show_debug_message(string_pos("not set before reading it", e.message) > 0); // expect: 1
}
try {
    given_later();
} catch (e) {
    show_debug_message(string_pos("not set before reading it", e.message) > 0); // expect: 1
}
given_later = function() { return 1; };
var nowhere = function() {
    return never_declared(1); // expect fault: unknown function or script 'never_declared': there is no function of that name; answer it with --answer never_declared=GML
};
nowhere();
