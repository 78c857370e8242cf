// The script of the other project that ./dev bench makes: no two events are alike, in values or in keys.
function spawn(kinds, of_each) {
    repeat (of_each) instance_create_depth(0, 0, 0, obj_0);
}

function fire(events) {
    for (var e = 0; e < events; e += 1) {
        var m = ds_map_create();
        m[? "id"] = e;
        m[? "status"] = e mod 4;
        m[? "body"] = "{\"order\":" + string(e) + ",\"who\":\"p" + string(e * 7919 mod 10007) + "\"}";
        m[? "of" + string(e mod 7)] = e / 3;
        if (e mod 5 == 0) m[? "extra"] = [e, string(e)];
        event_perform_async(ev_async_social, m);
    }
}

function check() {
    show_debug_message(string(obj_0.n));
}
