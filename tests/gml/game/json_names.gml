// Handles in JSON: by name where there is one, in both directions.
var text = json_stringify({ room: rm_shop, object: obj_base, sprite: spr_coin, script: shop_price, sound: snd_buy });
show_debug_message(text); // expect: {"room":"@ref room(rm_shop)","object":"@ref object(obj_base)","sprite":"@ref sprite(spr_coin)","script":"@ref script(shop_price)","sound":"@ref sound(snd_buy)"}
var back = json_parse(text);
show_debug_message([back.room == rm_shop, back.object == obj_base, back.sprite == spr_coin, back.sound == snd_buy, back.script(4)]); // expect: [ 1,1,1,1,8 ]
show_debug_message(typeof(back.room)); // expect: ref
json_parse("[\"@ref room(rm_shop)\"]", function(key, value) {
    if (key == 0) show_debug_message(value == rm_shop); // expect: 1
    return value;
});
show_debug_message(json_parse("\"@ref room(rm_shop)\"",, true)); // expect: @ref room(rm_shop)
show_debug_message(json_parse("\"@ref object(obj_base)\"") == obj_base); // expect: 1

// Structures and instances by number.
var map = ds_map_create(), made = instance_create_depth(3, 4, 0, obj_base);
back = json_parse(json_stringify([map, made.id]));
show_debug_message([ds_exists(back[0], ds_type_map), back[0] == map, back[1] == made.id, back[1].y]); // expect: [ 1,1,1,4 ]
ds_map_destroy(map);

// Maps: json_encode, json_decode, and what is kept secret.
map = ds_map_create();
map[? "where"] = rm_shop;
text = json_encode(map);
show_debug_message(text); // expect: {"where":"@ref room(rm_shop)"}
var decoded = json_decode(text);
show_debug_message(decoded[? "where"] == rm_shop); // expect: 1
ds_map_secure_save(map, "secret");
var loaded = ds_map_secure_load("secret");
show_debug_message(loaded[? "where"] == rm_shop); // expect: 1

// What nothing is called so, what is of another kind, what only looks like a handle.
show_debug_message(json_parse("[\"@ref room(rm_gone)\", \"@ref sprite(rm_shop)\", \"@ref sprite()\", \"@ref room(-1)\"]")); // expect: [ undefined,undefined,undefined,undefined ]
show_debug_message(json_parse("[\"@whatever\", \"@@@@@I love @\", \"@ref nothing(x)\", \"@ref room\", \"@ref room(rm_shop\"]")); // expect: [ "@whatever","@@@@@I love @","@ref nothing(x)","@ref room","@ref room(rm_shop" ]
show_debug_message(handle_parse("ref room rm_shop") == rm_shop); // expect: 1

// Pointers are texts for whoever reads them.
text = json_stringify([pointer_null, pointer_invalid]);
show_debug_message(text); // expect: [null,"FFFFFFFFFFFFFFFF"]
show_debug_message(json_parse(text)); // expect: [ undefined,"FFFFFFFFFFFFFFFF" ]
