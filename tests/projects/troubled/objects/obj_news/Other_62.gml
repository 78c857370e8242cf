var _kind = async_load[? "result"];
switch (_kind) {
    case "headline": show_debug_message("a headline"); break;
    case "weather": show_debug_message("the weather"); break;
}
