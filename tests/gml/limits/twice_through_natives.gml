// What a native calls costs as much as what code calls: twice as many of them at each depth would never end.
function twice(depth) {
    if (depth == 0) return;
    script_execute(twice, depth - 1);
    script_execute(twice, depth - 1);
}
try {
    twice(60);
} catch (e) {
    show_debug_message("never");
}
// expect limit: budget
