// Things that are only kept are counted: a loop that makes them without end is stopped.
var made = 0;
try {
    while (true) { camera_create(); made++; }
} catch (e) {
    show_debug_message("never");
}
// expect limit: memory
