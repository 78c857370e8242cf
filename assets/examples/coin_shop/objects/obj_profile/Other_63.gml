/// @description Dialog: the player's name
if (async_load[? "id"] != dialog) exit;

dialog = -1;
if (!async_load[? "status"]) exit; // cancelled

var _name = string_trim(async_load[? "result"]);
if (_name != "") {
	player_name = _name;
	show_debug_message("Profile: hello, " + player_name + ".");
}
