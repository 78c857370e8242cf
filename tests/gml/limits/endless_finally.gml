// No finally runs after the budget.
try {
    for (;;) {}
} finally {
    show_debug_message("not reached");
}
// expect limit: budget
