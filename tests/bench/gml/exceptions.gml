#macro COUNT 200000
function raise(i) { throw { code: i }; }
var n = 0;
for (var i = 0; i < COUNT; i += 1) {
    try { raise(i); } catch (e) { n += e.code mod 2; }
}
show_debug_message(string(n));
