#macro STORE_RECEIPT 12001 // the number that Google Play Billing gives to receipts

/// How much gold a product is worth; 0 for one that the shop does not sell.
/// @param {string} _product
function store_product_gold(_product) {
	static worth = { gems_100: 100, gems_500: 550 };
	return worth[$ _product] ?? 0;
}

/// A purchase where there is no store, as on a developer's desk: the receipt comes at once.
/// @param {string} _product
function store_pretend_purchase(_product) {
	var _receipt = {
		success: true,
		purchases: [{ productId: _product, purchaseToken: "pretended" }],
	};

	var _map = ds_map_create();
	_map[? "id"] = STORE_RECEIPT;
	_map[? "response_json"] = json_stringify(_receipt);
	event_perform_async(ev_async_web_iap, _map);
}
