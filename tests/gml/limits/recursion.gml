// Unbounded recursion ends at the limit of depth, which no catch sees.
function deeper(n) {
    try {
        return deeper(n + 1);
    } catch (e) {
        show_debug_message("caught");
    }
}
deeper(0);
// expect limit: depth
