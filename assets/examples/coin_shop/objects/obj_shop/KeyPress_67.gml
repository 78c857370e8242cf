/// @description C: somebody sends the shop a bonus
fire_custom_event();
