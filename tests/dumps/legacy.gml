/// What stands before the first #define belongs to the file.
prepared = true;
#define scr_first // trailing text
/// scr_first(a, b)
if (argument_count > 1) return argument[1];
return argument0;
#define scr_second
with (obj_thing) { scr_first(id, x) }
