// Functions that only ask somebody else look at their arguments first, by tables of parameters.
function refused(ask) {
    try {
        ask();
    } catch (error) {
        return error.message;
    }
    return "accepted";
}
show_debug_message(refused(function() { http_get(undefined); })); // expect: http_get argument 1 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { http_get_file("https://example.com/", undefined); })); // expect: http_get_file argument 2 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { http_post_string("https://example.com/", {}); })); // expect: http_post_string argument 2 incorrect type (struct) expecting a string
show_debug_message(refused(function() { http_request(5, "GET", ds_map_create(), ""); })); // expect: http_request argument 1 incorrect type (number) expecting a string
show_debug_message(refused(function() { http_request("u", "GET", undefined, ""); })); // expect: http_request argument 3 incorrect type (undefined) expecting a ds_map
show_debug_message(refused(function() { http_request("u", "GET", ds_list_create(), ""); })); // expect: http_request argument 3 incorrect type (ref) expecting a ds_map
show_debug_message(refused(function() { http_request("u", "GET", ds_map_create(), {}); })); // expect: http_request argument 4 incorrect type (struct) expecting a string
// A map that is not there means no headers; the body may be a buffer.
show_debug_message(refused(function() { http_request("u", "GET", -1, ""); http_request("u", "PUT", ds_map_create(), buffer_create(1, buffer_fixed, 1)); })); // expect: accepted
show_debug_message(refused(function() { get_string_async(undefined, ""); })); // expect: get_string_async argument 1 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { get_integer_async("a", "x"); })); // expect: get_integer_async argument 2 unable to convert string "x" to number
show_debug_message(refused(function() { get_string_async(5, 6); get_integer_async("a", "7"); })); // expect: accepted
show_debug_message(refused(function() { show_message_async([]); })); // expect: show_message_async argument 1 incorrect type (array) expecting a string
show_debug_message(refused(function() { cloud_string_save("text", undefined); })); // expect: cloud_string_save argument 2 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { push_local_notification("now", "", "", ""); })); // expect: push_local_notification argument 1 unable to convert string "now" to number
show_debug_message(refused(function() { os_request_permission("a", "b", undefined); })); // expect: os_request_permission argument 3 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { network_connect(network_create_socket(network_socket_tcp), undefined, 1); })); // expect: network_connect argument 2 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { network_send_raw(1, undefined, 1); })); // expect: network_send_raw argument 2 incorrect type (undefined) expecting a buffer
show_debug_message(refused(function() { font_add(undefined, 12, false, false, 32, 127); })); // expect: font_add argument 1 incorrect type (undefined) expecting a string
show_debug_message(refused(function() { return font_exists(font_add("a.ttf", 12, false, false, 32, 127)); })); // expect: accepted
