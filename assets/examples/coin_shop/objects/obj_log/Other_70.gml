/// @description Social: only what is meant for the log
if (async_load[? "id"] != mine) exit;

note("Social");
