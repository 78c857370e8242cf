// One round takes most of what a call may use, so each is a call of its own.
#macro COUNT 15000000
function round_of_it() {
    var s = 0;
    var i = 0;
    while (i < COUNT) { s = s + i; i = i + 1; }
    show_debug_message(string(s));
}
