/// @description User Event 0: the same bonus, for other objects and for tests
fire_custom_event();
