#macro COUNT 1000000
var a = [], v = 12345;
for (var i = 0; i < COUNT; i += 1) { v = (v * 1103 + 12345) mod 2147483648; array_push(a, v); }
array_sort(a, true);
show_debug_message(string(a[0]) + " " + string(a[COUNT div 2]) + " " + string(a[COUNT - 1]));
