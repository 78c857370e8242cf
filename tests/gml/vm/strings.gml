var name = "Ann", n = 2.5;
show_debug_message($"{name} has {n * 2} and {name + "!"} {[1, "two"]}");
var point = {x1: 1, toString: function() { return $"({x1})"; }};
show_debug_message(point);
show_debug_message(string(point) + string([point, point]));
show_debug_message($"{point}-{ {p: point} }");
var text = "a";
var kept = text;
repeat (3) text += "b";
show_debug_message(text + kept);
var parts = ["x"];
parts[0] += "y";
parts[0] += parts[0];
show_debug_message(parts[0]);
show_debug_message(nameof(point));
var broken = {toString: function() { return missing_1; }};
try { show_debug_message(broken); } catch (_e) { show_debug_message(_e.script == "" ? "?" : "caught"); }
// expect: Ann has 5 and Ann! [ 1,"two" ]
// expect: (1)
// expect: (1)[ (1),(1) ]
// expect: (1)-{ p : (1) }
// expect: abbba
// expect: xyxy
// expect: point
// expect: caught
show_debug_message("n" + 1); // expect fault: DoAdd :: Execution Error
