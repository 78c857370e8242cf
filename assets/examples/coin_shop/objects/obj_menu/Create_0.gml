/// @description An empty status line
event_inherited();
status_line = "";
answers = 0;
