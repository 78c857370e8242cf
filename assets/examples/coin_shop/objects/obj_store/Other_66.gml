/// @description In-App Purchase: a receipt
if (async_load[? "id"] != STORE_RECEIPT) exit;

var _receipt = json_parse(async_load[? "response_json"]);
if (!_receipt.success) {
	show_debug_message("Store: nothing was bought (" + string(_receipt[$ "failure"]) + ").");
	exit;
}

for (var _i = 0; _i < array_length(_receipt.purchases); _i++) {
	var _product = _receipt.purchases[_i].productId;
	array_push(purchases, _product);
	shop_add_gold(store_product_gold(_product), _product);
}
