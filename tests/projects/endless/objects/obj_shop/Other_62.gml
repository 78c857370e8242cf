/// @description Web: waits for a second request, which can never come to an end here
answers = 1;

while (answers < 2) {
	waited = async_load[? "id"];
}
show_debug_message("both are there");
