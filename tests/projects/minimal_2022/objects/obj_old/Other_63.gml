/// @description Dialog
answer = async_load[? "result"];
