// Curves are structs; a channel has one height at each position.
var curve = animcurve_create(), channel = animcurve_channel_new();
channel.name = "height";
function point(posx, value) {
    var made = animcurve_point_new();
    made.posx = posx;
    made.value = value;
    return made;
}
channel.points = [point(0, 10), point(0.5, 20), point(1, 0)];
curve.channels = [channel];
show_debug_message([animcurve_get_channel_index(curve, "height"), animcurve_get_channel_index(curve, "none"), animcurve_get_channel(curve, 0) == channel, animcurve_get_channel(curve, "height") == channel]); // expect: [ 0,-1,1,1 ]
function heights(of) {
    return array_map([-1, 0, 0.25, 0.5, 0.75, 1, 2], method({of: of}, function(x) { return animcurve_channel_evaluate(of, x); }));
}
show_debug_message(heights(channel)); // expect: [ 10,10,15,20,10,0,0 ]
channel.type = animcurvetype_bezier;
show_debug_message(heights(channel)); // expect: [ 10,10,15,20,10,0,0 ]
channel.type = animcurvetype_catmullrom;
var smooth = heights(channel);
show_debug_message([smooth[1], smooth[3], smooth[5], smooth[2] > 15, smooth[4] > 10]); // expect: [ 10,20,0,1,1 ]
channel.points = [];
show_debug_message(animcurve_channel_evaluate(channel, 0.5)); // expect: 0
show_debug_message(animcurve_get(-1)); // expect: -1
animcurve_get_channel(curve, 4); // expect fault: animcurve_get_channel :: there is no such channel
