/// @description Social: take the bonus, then tell everybody about the new balance
if (async_load[? "id"] != CUSTOM_EVENT) exit;

if (!async_load[? "result"]) {
	show_debug_message("Shop: the bonus was refused.");
	exit;
}

var _data = async_load[? "data"];
gold += _data.a + _data.b;
async_load[? "seen_by"] = label;

var _news = ds_map_create();
_news[? "event_type"] = "shop_balance";
_news[? "gold"] = gold;
event_perform_async(ev_async_system_event, _news);
