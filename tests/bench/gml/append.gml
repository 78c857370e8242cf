#macro COUNT 1000000
var s = "";
for (var i = 0; i < COUNT; i += 1) { s += string(i) + ","; }
show_debug_message(string(string_length(s)));
