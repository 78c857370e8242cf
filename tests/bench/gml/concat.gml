#macro COUNT 1000000
var s = ""; var total = 0; var i = 0;
while (i < COUNT) {
    s = s + string(i) + ":" + string(i * 0.5) + ",";
    if (string_length(s) > 500) { total = total + string_length(s); s = ""; }
    i = i + 1;
}
show_debug_message(string(total + string_length(s)));
