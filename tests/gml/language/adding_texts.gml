// A chain of + builds one text. What it began with stays as it was, whoever holds it.
var first = "begin " + string(1234567);
var whole = first + ", " + string(2.5) + "; " + "end";
show_debug_message(first);
show_debug_message(whole);
// expect: begin 1234567
// expect: begin 1234567, 2.50; end

global.kept = "kept " + string(7654321);
function kept() { return global.kept; }
show_debug_message(kept() + " and " + "more" + "!");
show_debug_message(global.kept);
// expect: kept 7654321 and more!
// expect: kept 7654321

var held = { text: "held " + string(1111111) }, row = ["row " + string(2222222)];
show_debug_message(held.text + "/" + row[0] + "/" + held.text);
show_debug_message(held.text + " " + row[0]);
// expect: held 1111111/row 2222222/held 1111111
// expect: held 1111111 row 2222222

var twice = string(12) + string(34);
twice = twice + twice + twice;
show_debug_message(twice);
// expect: 123412341234

var text = "s";
repeat (3) text = text + "-" + text;
show_debug_message(text);
show_debug_message(string_length(text));
// expect: s-s-s-s-s-s-s-s
// expect: 15

// Halves of a letter are told from letters only once they stand together.
var wide = "\u00e9" + "x" + "\u00e9";
show_debug_message(string_length(wide));
show_debug_message(string_length(wide + "yz" + string(10)));
// expect: 3
// expect: 7

var sum = 1 + 2 + 3;
show_debug_message(string(sum) + " " + string(1 + 2) + string("text") + string(undefined));
// expect: 6 3textundefined

try {
    show_debug_message("a" + "b" + 1);
} catch (_fault) {
    show_debug_message(_fault.message);
}
// expect: DoAdd :: Execution Error
