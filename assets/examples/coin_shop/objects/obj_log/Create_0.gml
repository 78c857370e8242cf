/// @description An empty log
mine = undefined;
entries = [];

/// Writes down the running asynchronous event and forgets the oldest entry beyond `capacity`.
/// @param {string} _event
note = function(_event) {
	array_push(entries, _event + ": " + json_encode(async_load));
	if (array_length(entries) > capacity) array_delete(entries, 0, 1);
}
