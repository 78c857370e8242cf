var s = { a: 1, b: "x" };
show_debug_message([struct_exists(s, "a"), struct_exists(s, "z"), struct_get(s, "b"), struct_get(s, "z")]); // expect: [ 1,0,"x",undefined ]
struct_set(s, "c d", [1]);
show_debug_message(s);                                   // expect: { a : 1, b : "x", c d : [ 1 ] }
show_debug_message([struct_get_names(s), struct_names_count(s)]); // expect: [ [ "a","b","c d" ],3 ]
struct_remove(s, "a");
struct_remove(s, "missing");
show_debug_message(s);                                   // expect: { b : "x", c d : [ 1 ] }
struct_foreach(s, function(name, value) { show_debug_message($"{name}={value}"); }); // expect: b=x
// expect: c d=[ 1 ]
var hash = variable_get_hash("b");
show_debug_message([struct_get_from_hash(s, hash), struct_exists_from_hash(s, hash)]); // expect: [ "x",1 ]
variable_global_set("gold", 5);
show_debug_message([global.gold, variable_global_get("gold"), variable_global_exists("gold"), variable_global_exists("silver")]); // expect: [ 5,5,1,0 ]
show_debug_message(variable_instance_get(global, "gold")); // expect: 5
show_debug_message(variable_instance_exists(123456, "x")); // expect: 0
// Built-in globals by their names, unless the game declares a global variable of that name.
variable_global_set("score", 5);
show_debug_message([score, variable_global_get("score"), variable_global_exists("score")]); // expect: [ 5,5,1 ]
show_debug_message(global.score);                        // expect: 5
global[$ "score"] = 7;
show_debug_message([score, global[$ "score"], global[$ "lives"], global[$ "none"]]); // expect: [ 7,7,-1,undefined ]
variable_global_set("room_speed", 33);
show_debug_message(room_speed);                          // expect: 33
variable_global_set("fps", 1);
global[$ "fps"] = 2;
show_debug_message([variable_global_get("fps") == fps, fps > 2]); // expect: [ 1,1 ]
global.health = 2;
variable_global_set("health", 3);
global[$ "health"] += 1;
show_debug_message([health, global.health, variable_global_get("health"), global[$ "health"]]); // expect: [ 4,4,4,4 ]
global.score++;
global.score += 2;
show_debug_message(--global.score);                      // expect: 9
show_debug_message([score, global.score]);               // expect: [ 9,9 ]
var globals = global;
globals.lives = 3;
globals.lives += 2;
globals.lives++;
show_debug_message([lives, globals.lives, globals.score]); // expect: [ 6,6,9 ]
global.view_xport[1] = 30;
show_debug_message([view_xport[1], global.view_xport[1], view_xport[0]]); // expect: [ 30,30,0 ]
// An array in one is an array: its items are set one by one, by whatever name.
global.health = [10, 20];
global.health[1] -= 5;
health[3] = 7;
show_debug_message(health);                              // expect: [ 10,15,0,7 ]
globals.health = [1, 2];
globals.health[1] = 9;
globals.health[0] += 5;
show_debug_message(global.health);                       // expect: [ 6,9 ]
struct_set(globals, "score", 12);
show_debug_message([score, global.score, globals.score, variable_global_get("score")]); // expect: [ 12,12,12,12 ]
globalvar caption_health;
caption_health = "mine";
show_debug_message([caption_health, global.caption_health, variable_global_get("caption_health")]); // expect: [ "mine","mine","mine" ]
// What no code can set, or belongs to instances, may be a variable of the game.
global.debug_mode = "on";
global.speed = 4;
global.alarm[1] = 5;
show_debug_message([global.debug_mode, debug_mode, global.speed, global.alarm]); // expect: [ "on",0,4,[ 0,5 ] ]
struct_get([], "a");                                     // expect fault: struct_get argument 1 incorrect type (array)
