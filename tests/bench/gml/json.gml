#macro COUNT 70000
var items = [];
for (var i = 0; i < COUNT; i += 1) {
    array_push(items, { id: i, name: "player" + string(i), score: i * 1.5, ok: (i mod 2) == 0, tags: ["a", "b", "c"],
        pos: { x: i, y: i * 2, z: 0.25 }, text: "the quick brown fox jumps over" });
}
var s = json_stringify({ items: items });
var d = json_parse(s);
show_debug_message(string(array_length(d.items)) + " " + d.items[COUNT - 1].name);
