// What real files write: no semicolons, no parentheses, commas too many, members on the next line.
var a = 1, b
b = 2 a += b
show_debug_message(a) show_debug_message("same line")
// expect: 3
// expect: same line
;;
if a = 3 show_debug_message("if") else show_debug_message("no") // expect: if
if a > 1 then show_debug_message("then") // expect: then
if (a) with ({ inner: 1 }) { show_debug_message(inner) } else show_debug_message("no") // expect: 1
switch a { default: show_debug_message("default first"); break; case 100: break } // expect: default first
switch (a) { case 1: case 3: case 5: show_debug_message("stacked"); break; } // expect: stacked
switch (a) { case 2 + 1: show_debug_message("an expression"); } // expect: an expression
repeat 2 b++
while b > 3 b--
do b++ until b > 6
with { bare: 5 } show_debug_message(bare) // expect: 5
show_debug_message(b) // expect: 7
for (var i = 0; i < 2; i++;) b++
for (; i < 4; i++) b++
for (var j = 0, k = 0; j < 2; { j++; k += 2; }) {}
for (var endless = 0; ; endless++) if endless > 3 break
show_debug_message([b, i, k, endless]) // expect: [ 11,4,4,4 ]
var one = 1, var two = 2
var three, four, ;
three = 3
show_debug_message([one, two, three]) // expect: [ 1,2,3 ]
function trailing(p, q = 2,) { return p + q }
show_debug_message([trailing(1, 2,), [1, 2,], { m: 1, }]) // expect: [ 3,[ 1,2 ],{ m : 1 } ]
enum Flags { none, first = 1 << 0, second = 1 << 1, both = Flags.first | Flags.second, }
show_debug_message([Flags.none, Flags.both]) // expect: [ 0,3 ]
function Chain() constructor {
    steps = ""
    static add = function(text) { steps += text return self }
    static Nested = function() constructor { kind = "nested" }
}
var chain = new Chain()
    .add("a")
    .add("b") // a comment between
    .add("c")
show_debug_message(chain.steps) // expect: abc
show_debug_message(new Chain().add("x").steps) // expect: x
var classes = [Chain], box = { Class: Chain }
show_debug_message([instanceof(new classes[0]()), instanceof(new box.Class()), new chain.Nested().kind]) // expect: [ "Chain","Chain","nested" ]
var words = { end: 1, begin: 2, "with blank": 3 }
self.begin = 5
words.end += words.begin
show_debug_message([words.end, words.begin, self.begin]) // expect: [ 3,2,5 ]
function next_line() {
    return
        "on the next line"
}
show_debug_message(next_line()) // expect: on the next line
function bare_return(value) {
    if value return
    show_debug_message("went on")
}
bare_return(true)
bare_return(false) // expect: went on
a
classes[0]
show_debug_message(+5 - -5) // expect: 10
show_debug_message(-(-3) + !0) // expect: 4
/* a comment /* does not nest */ show_debug_message("after it") // expect: after it
a ??= 9
var absent = undefined
absent ??= 4
show_debug_message([a, absent, undefined ?? undefined ?? "last"]) // expect: [ 3,4,"last" ]
a ^= 1 a |= 8 a &= 10 a %= 7
show_debug_message(a) // expect: 3
var grid
grid[1, 2] = "cell"
grid[0][1] = "row"
show_debug_message([grid[1, 2], grid[1][2], grid[0, 1]]) // expect: [ "cell","cell","row" ]
grid[@ 0] = 7
show_debug_message([grid[@ 0], array_length(grid)]) // expect: [ 7,2 ]
show_debug_message(true ? false ? 1 : true ? 2 : 3 : 4) // expect: 2
var texts = @"no \n escape", more = @'it is "raw"'
show_debug_message(texts + more) // expect: no \n escapeit is "raw"
var lines = @"first
second"
show_debug_message(string_length(lines)) // expect: 12
show_debug_message($"{a}{"quoted"}{$"{a + 1}"} \{a\} {{ k: [1, 2] }.k[1]}") // expect: 3quoted4 {a} 2
show_debug_message([ord("\u00e9"), ord("\x41"), string_length("\u1F600"), string_byte_length("é"), string_length("日本")]) // expect: [ 233,65,1,2,2 ]
show_debug_message(string_ord_at("\101\t", 1)) // expect: 65
begin
    show_debug_message("begin and end") // expect: begin and end
end
