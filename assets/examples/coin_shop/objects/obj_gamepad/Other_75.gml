/// @description System: gamepads come and go
switch (async_load[? "event_type"]) {
	case "gamepad discovered":
		array_push(pads, async_load[? "pad_index"]);
		break;

	case "gamepad lost":
		var _index = array_get_index(pads, async_load[? "pad_index"]);
		if (_index >= 0) array_delete(pads, _index, 1);
		break;
}
