#macro COUNT 2000000
function Body() constructor {
    count = 0; px = 0; py = 0;
    static advance = function(d) { px += d; py += px; return py; }
}
var o = new Body();
var i = 0;
while (i < COUNT) { o.count += 1; o.advance(1); i += 1; }
show_debug_message(string(o.count) + " " + string(o.px) + " " + string(o.py));
