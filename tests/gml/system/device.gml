// What a device answers without one: plausible, the same every time, nothing of this machine.
show_debug_message(os_type == os_windows); // expect: 1
show_debug_message(os_get_language()); // expect: en
show_debug_message(os_is_network_connected()); // expect: 1
show_debug_message(parameter_count()); // expect: 0
show_debug_message(parameter_string(7) == ""); // expect: 1
show_debug_message(environment_get_variable("PATH") == ""); // expect: 1
show_debug_message(environment_get_variable("LocalAppData")); // expect: C:\Users\player\AppData\Local
var info = os_get_info();
show_debug_message(info[? "is64bit"]); // expect: 1
show_debug_message(ds_map_exists(info, "video_adapter_description")); // expect: 1
ds_map_destroy(info);
show_debug_message([display_get_width(), display_get_height()]); // expect: [ 1920,1080 ]
show_debug_message([window_get_width(), window_get_height()]); // expect: [ 1366,768 ]
show_debug_message([window_get_x(), window_get_y()]); // expect: [ 277,156 ]
window_set_size(640, 360);
window_set_position(10, 20);
show_debug_message([window_get_width(), window_get_x(), display_get_gui_width()]); // expect: [ 640,10,640 ]
window_set_fullscreen(true);
show_debug_message(window_get_width()); // expect: 1920
display_set_gui_size(320, 180);
show_debug_message(display_get_gui_height()); // expect: 180
window_set_caption("Shop");
show_debug_message(window_get_caption()); // expect: Shop
clipboard_set_text("copied");
show_debug_message(clipboard_has_text() ? clipboard_get_text() : "nothing"); // expect: copied
url_open("https://example.com");
gml_pragma("forceinline");
gc_collect();
show_debug_message(gc_is_enabled()); // expect: 1
var counts = debug_event("ResourceCounts", true);
show_debug_message(counts.mapCount); // expect: 0
