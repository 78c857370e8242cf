// The script of the project that ./dev bench makes, whose objects handle Async - Social with
//     n += async_load[? "id"] + async_load[? "status"];
function spawn(kinds, of_each) {
    for (var kind = 0; kind < kinds; kind += 1) {
        repeat (of_each) instance_create_depth(0, 0, 0, asset_get_index("obj_" + string(kind)));
    }
}

function fire(events) {
    for (var e = 0; e < events; e += 1) {
        var m = ds_map_create();
        m[? "id"] = e;
        m[? "status"] = 1;
        m[? "event_type"] = "social_login";
        m[? "value"] = 0.5;
        event_perform_async(ev_async_social, m);
    }
}

function check() {
    show_debug_message(string(obj_0.n));
}
