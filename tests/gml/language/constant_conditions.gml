// What a constant condition leaves out declares nothing: code that chooses between static and var by a macro.
#macro KEEPS true
#macro FORGETS false
function kept() {
    if (KEEPS) {
        static result = { n: 0 };
    } else {
        var result = { n: 100 };
    }
    result.n++;
    return result.n;
}
kept();
show_debug_message(kept()); // expect: 2
function forgotten() {
    if (FORGETS) {
        static result = { n: 0 };
    } else if (KEEPS) {
        var result = { n: 100 };
    } else {
        var result = never_declared_anywhere();
    }
    result.n++;
    return result.n;
}
forgotten();
show_debug_message(forgotten()); // expect: 101
if (FORGETS) show_debug_message("never");
if (!KEEPS) { show_debug_message("never"); } else show_debug_message("else"); // expect: else
if (FORGETS || KEEPS) show_debug_message("both"); // expect: both
var live = 1;
if (live) show_debug_message("a variable"); else if (KEEPS) show_debug_message("never"); // expect: a variable
if (!live) show_debug_message("never"); else if (FORGETS) show_debug_message("never"); else show_debug_message("last"); // expect: last
