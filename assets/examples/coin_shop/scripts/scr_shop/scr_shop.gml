#macro CUSTOM_EVENT "custom_async_event"
#macro GIFT_URL "https://coin-shop.example/gift.json"

/// Sends every listener a bonus by the Social event, as an extension of a social service would.
function fire_custom_event() {
	var _map = ds_map_create();
	_map[? "id"] = "custom_async_event";
	_map[? "result"] = true;
	_map[? "data"] = { a: 13, b: 16 };
	event_perform_async(ev_async_social, _map);
}

/// Gives gold to the shop, if there is one.
/// @param {real} _amount
/// @param {string} _reason
function shop_add_gold(_amount, _reason) {
	with (obj_shop) {
		gold += _amount;
		show_debug_message("Shop: " + string(_amount) + " gold for " + _reason + ", now " + string(gold) + ".");
	}
}
