#region free text: it's "unbalanced { here
var a = 1, b, c = a + 1
globalvar score_total, lives_left;
if a then b = 1 else if (c) { b += 2 } else begin b ??= 3; end
for (var i = 0; i < 3; { i++; c -= 1 }) continue
for (;;) break;
while (a > 0) a--
do { a++; } until a == 10;
repeat (4) with (other) x *= 2;
switch (a) {
    case 1:
    case Colour.red: b |= 1; break;
    default:
        exit
}
try { risky(); } catch (problem) { show(problem.message) } finally { done = true; }
if (a) return;
delete b;
throw {message: "stop"};
a.b[0] ^= 1; c &= 2; d %= 3; e /= 4;
;;
#endregion
return
    value
