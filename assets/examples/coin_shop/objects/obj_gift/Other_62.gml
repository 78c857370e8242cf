/// @description HTTP: the gift of the day
if (async_load[? "id"] != request) exit;
if (async_load[? "status"] > 0) exit; // still on its way

request = -1;
if (async_load[? "status"] < 0 || async_load[? "http_status"] != 200) {
	show_debug_message("Gift: none today (" + string(async_load[? "http_status"]) + ").");
	alarm[0] = retry_seconds * game_get_speed(gamespeed_fps);
	exit;
}

try {
	var _gift = json_parse(async_load[? "result"]);
	shop_add_gold(_gift.gold, "the daily gift");
	gifts += 1;
} catch (_error) {
	show_debug_message("Gift: the answer makes no sense: " + _error.message);
}
