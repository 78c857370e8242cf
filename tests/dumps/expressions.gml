// Every operator, literal and accessor once.
numbers = [12, 1_000, .5, 5., 1e3, 0x1F, $FF8000, 0b101, 0x80000000, #FF8000];
texts = ["a\n\u263A\x41\"", @"raw \n", @'raw "too"', $"{a} of {b + 1}: {$"nested {c}"}"];
constants = [true, false, undefined, self, other, all, noone, global];
logic = a and b or c xor not d || !e && f ^^ g;
compare = a == b != c <> d < e <= f > g >= h = i;
bits = a | b & c ^ ~d << 2 >> e;
arithmetic = -a + b * c div d mod e % f / g - +h;
choice = a ? b : c ? d : e ?? f ?? g;
cells = a[0] + b[1, 2] + c[@ 3] + d[| 4] + e[? "k"] + f[# 5, 6] + g[$ "name"][| 7].member;
calls = first(1, , 2,) + second()() + third[0](x).fourth + (p ? q : r)();
made = new Shape(1).scale(2);
structs = {a, b: 1, "c d": [2,], default: {},};
names = nameof(local) + nameof(global.value);
counters = i++ + --j;
