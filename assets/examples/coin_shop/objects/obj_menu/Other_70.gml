/// @description Social: show how the last request went
// Two mistakes on purpose. Nothing asks whose answer this is, and "http_status" belongs to the HTTP event.
var _status = async_load[? "http_status"];

answers += 1;
status_line = "Answer " + string(answers) + ", status " + string(_status);
show_debug_message("Menu: " + status_line);
