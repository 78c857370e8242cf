// Services that only a device has: nothing is connected, nothing fails, and each call leaves its request behind.
achievement_login();
show_debug_message([achievement_load_friends(), achievement_load_leaderboard("best", 1, 10, 0), achievement_load_progress(), achievement_get_challenges(), achievement_get_info("7"), achievement_get_pic("7")]); // expect: [ undefined,undefined,undefined,undefined,undefined,undefined ]
show_debug_message([iap_activate([]), iap_enumerate_products(ds_list_create()), iap_restore_all(), iap_consume("coins")]); // expect: [ undefined,undefined,undefined,undefined ]
show_debug_message([iap_acquire("coins", ""), iap_acquire("gems", "")]); // expect: [ 4,5 ]
show_debug_message([cloud_synchronise(), cloud_string_save("text", "a string"), cloud_file_save("file.sav", "a file")]); // expect: [ 0,1,2 ]
show_debug_message([push_local_notification(date_current_datetime() + 1, "Title", "Text", "data"), push_get_first_local_notification(ds_map_create())]); // expect: [ undefined,0 ]
show_debug_message([os_check_permission("android.permission.CAMERA"), os_request_permission("android.permission.CAMERA")]); // expect: [ 0,undefined ]
show_debug_message([audio_start_recording(0), audio_start_recording(1)]); // expect: [ 0,1 ]
show_debug_message([analytics_event("start"), analytics_event_ext("buy", "coins", 3)]); // expect: [ undefined,undefined ]
show_debug_message([get_integer_async("How many?", 5), get_login_async("me", "secret"), show_question_async("Sure?")]); // expect: [ 0,1,2 ]
show_debug_message([http_get_file("https://example.com/a.png", "a.png"), http_post_string("https://example.com/", "x=1"), http_request("https://example.com/", "PUT", ds_map_create(), "body")]); // expect: [ 0,1,2 ]
show_debug_message(gamepad_enumerate()); // expect: undefined
show_debug_message(show_message("hello")); // expect: undefined
show_debug_message([get_string_async("Name?", ""), show_message_async("hello")]); // expect: [ 3,4 ]
