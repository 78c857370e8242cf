// Where GameMaker keeps an asset, none is a handle of -1.
var one = instance_create_depth(0, 0, 0, obj_plain);
one.sprite_index = -1;
show_debug_message([one.sprite_index, one.mask_index, one.path_index, typeof(one.sprite_index)]); // expect: [ ref sprite -1,ref sprite -1,ref path -1,"ref" ]
show_debug_message([one.sprite_index == -1, one.mask_index == -1, one.path_index == -1, one.sprite_index == noone, one.sprite_index ? 1 : 0]); // expect: [ 1,1,1,0,0 ]
show_debug_message([sprite_exists(one.sprite_index), one.sprite_width, object_get_sprite(obj_grand), object_get_mask(obj_plain)]); // expect: [ 0,0,ref sprite -1,ref sprite -1 ]
with (one) {
    mask_index = spr_coin;
    show_debug_message([mask_index, mask_index == spr_coin]); // expect: [ ref sprite spr_coin,1 ]
    mask_index = -1;
    show_debug_message(json_stringify({ foo: mask_index })); // expect: {"foo":"@ref sprite()"}
    show_debug_message(json_parse(json_stringify({ foo: mask_index })).foo); // expect: undefined
    sprite_index = real(spr_coin);
    show_debug_message([sprite_index, image_number == sprite_get_number(spr_coin)]); // expect: [ ref sprite spr_coin,1 ]
    sprite_index = noone;
    show_debug_message([sprite_index, sprite_index == noone]); // expect: [ ref sprite -4,1 ]
    variable_instance_set(id, "sprite_index", -1);
    show_debug_message([sprite_index, self[$ "sprite_index"], variable_instance_get(id, "mask_index")]); // expect: [ ref sprite -1,ref sprite -1,ref sprite -1 ]
    try { sprite_index = undefined; } catch (problem) { show_debug_message(problem.message); } // expect: Unknown Function argument 1 incorrect type (undefined) expecting a Number (YYGI32)
}
var plain = { sprite_index: -1, mask_index: spr_coin };
plain.sprite_index = plain.sprite_index - 1;
show_debug_message(plain); // expect: { sprite_index : -2, mask_index : ref sprite spr_coin }
object_set_sprite(obj_plain, -1);
object_set_mask(obj_plain, real(spr_coin));
show_debug_message([object_get_sprite(obj_plain), object_get_mask(obj_plain), instance_create_depth(0, 0, 0, obj_plain).mask_index]); // expect: [ ref sprite -1,ref sprite spr_coin,ref sprite spr_coin ]
show_debug_message([object_get_parent(obj_base), object_get_parent(obj_base) == -100, object_get_parent(obj_child)]); // expect: [ ref object -100,1,ref object obj_base ]
