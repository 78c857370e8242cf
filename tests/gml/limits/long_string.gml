// A string that cannot fit is refused before it is made.
try {
    var text = string_repeat("x", 1e9);
} catch (e) {
    show_debug_message("caught");
}
// expect limit: memory
