// Accessors, members and calls after each other; every compound assignment on every kind of target.
var s = {list: [{n: 1}, {n: 2}], at: function(_i) { return list[_i]; }};
s.list[0].n += 4;
s.at(1).n *= 10;
s[$ "list"][1].n--;
s.at(0)[$ "m"] = s.at(1).n;
show_debug_message(s.list);
// expect: [ { n : 5, m : 19 },{ n : 19 } ]

var a = [8, 8, 8, 8, 8, 8, 8, 8, undefined];
a[0] += 3; a[1] -= 3; a[2] *= 3; a[3] /= 3; a[4] %= 3; a[5] &= 12; a[6] |= 3; a[7] ^= 1; a[8] ??= "x";
show_debug_message(a);
// expect: [ 11,5,24,2.67,2,8,11,9,"x" ]

members = {};
members.n = 8;
members.n += 3; members.n -= 1; members.n *= 3; members.n /= 2; members.n %= 8; members.n |= 8; members.n &= 12; members.n ^= 5;
show_debug_message(members.n);
// expect: 9

global.total = 1;
global.total += 2;
global.total++;
++global.total;
show_debug_message(global.total--);
show_debug_message(global.total);
// expect: 5
// expect: 4

function counted() { static n = 0; n += 2; n++; return n; }
counted();
show_debug_message(counted());
// expect: 6

grid[2][1] = "made";
grid[0] ??= 5;
show_debug_message(grid);
// expect: [ 0,0,[ 0,"made" ] ]

var two;
two[1, 1] = 3;
two[1, 0] += 2;
show_debug_message(two);
show_debug_message(two[1, 1]);
// expect: [ 0,[ 2,3 ] ]
// expect: 3

var chosen = [function(_x) { return _x + 1; }, function(_x) { return _x * 2; }];
show_debug_message(chosen[1](chosen[0](4)));
show_debug_message((function(_x) { return _x - 1; })(4));
show_debug_message((true ? chosen[0] : chosen[1])(1));
// expect: 10
// expect: 3
// expect: 2

var t = {};
t.deep.er = 1; // expect fault: Variable <unknown_object>.deep(
