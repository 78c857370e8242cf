// No finally runs after the limit of instructions.
try {
    for (;;) {}
} finally {
    show_debug_message("not reached");
}
// expect limit: instructions
