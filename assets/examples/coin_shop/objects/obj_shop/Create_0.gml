/// @description Open the shop
event_inherited();
gold = start_gold;
