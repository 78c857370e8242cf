// What gc_get_stats tells of the last whole collection.
gc_collect();
var _before = gc_get_stats();
var _ring = { list: [] };
array_push(_ring.list, _ring);
_ring = undefined;
gc_collect();
var _stats = gc_get_stats();
show_debug_message(_stats.objects_collected);                    // expect: 2
show_debug_message(_stats.objects_touched > 0);                  // expect: 1
show_debug_message(_stats.gc_frame > _before.gc_frame);          // expect: 1
show_debug_message(_stats.num_generations);                      // expect: 1
show_debug_message(array_length(_stats.num_objects_in_generation)); // expect: 1
