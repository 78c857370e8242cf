// Reals are equal when they are near; everything else by kind.
show_debug_message([1 == 1.000009, 1 == 1.00002, 1 < 1.000009, 1 > 0.999999, 1 <= 0.999999, 1 >= 1.000001]); // expect: [ 1,0,0,0,1,1 ]
math_set_epsilon(0.1);
show_debug_message([1 == 1.05, 1 < 1.05, math_get_epsilon() == 0.1]); // expect: [ 1,0,1 ]
math_set_epsilon(-1);
math_set_epsilon(1);
show_debug_message([1 == 1.05, 1 == 1.2]); // expect: [ 1,0 ]
math_set_epsilon(0);
show_debug_message([1 == 1.000001, 1 == 1]); // expect: [ 0,1 ]
math_set_epsilon(0.00001);
var i = 0;
for (var t = 0; t < 1; t += 0.1) i++;
show_debug_message(i); // expect: 10
show_debug_message([int64(3) == 3, true == 1, false == 0, "3" == 3, "a" == "a", "a" < "b", "C" < "a", "10" < "9"]);
// expect: [ 1,1,1,1,1,1,1,1 ]
show_debug_message([undefined == undefined, undefined == 0, NaN == NaN, infinity == infinity, pointer_null == undefined]);
// expect: [ 1,0,0,1,0 ]
var a = [1], b = a, s = {}, f = function() {};
show_debug_message([a == b, a == [1], s == s, s == {}, f == f, f == function() {}]); // expect: [ 1,0,1,0,1,0 ]
show_debug_message([1 = 1, 1 <> 2, !(1 = 2)]); // expect: [ 1,1,1 ]
show_debug_message([0.5 ? "yes" : "no", 0.51 ? "yes" : "no", -1 ? "yes" : "no"]); // expect: [ "no","yes","no" ]
show_debug_message([true and false or true, not false and true, true xor false, true ^^ true, 1 && 0 || 1]); // expect: [ 1,1,1,0,1 ]
if ("true") show_debug_message("a text can be true"); // expect: a text can be true
