/// @description B: buy a bag of coins
store_pretend_purchase("gems_100");
