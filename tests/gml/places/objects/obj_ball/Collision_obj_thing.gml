met = true;
var me = object_get_name(object_index), it = object_get_name(other.object_index);
show_debug_message($"{me} at {x} met {it}: {event_type} {object_get_name(event_number)} of {object_get_name(event_object)}");
if (fragile) instance_destroy();
