/// @description System: count the news, and note the shop's balance when it changes
news_count += 1;

if (async_load[? "event_type"] == "shop_balance") {
	last_balance = async_load[? "gold"];
}
