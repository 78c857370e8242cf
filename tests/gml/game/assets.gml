// Names, types and facts of assets.
show_debug_message(asset_get_index("obj_child") == obj_child); // expect: 1
show_debug_message(asset_get_index("nothing_like_it")); // expect: -1
show_debug_message(script_execute(asset_get_index("shop_price"), 4)); // expect: 8
show_debug_message(script_execute(asset_get_index("scr_shop"))); // expect: the shop
show_debug_message([asset_get_type("spr_coin") == asset_sprite, asset_get_type(obj_base) == asset_object, asset_get_type("scr_shop") == asset_script, asset_get_type("x")]); // expect: [ 1,1,1,-1 ]
show_debug_message(array_length(asset_get_ids(asset_object))); // expect: 6
show_debug_message([sprite_exists(spr_coin), sprite_exists(77), sprite_get_name(spr_coin)]); // expect: [ 1,0,"spr_coin" ]
show_debug_message([sprite_get_width(spr_coin), sprite_get_height(spr_coin), sprite_get_number(spr_coin)]); // expect: [ 24,16,3 ]
show_debug_message([sprite_get_xoffset(spr_coin), sprite_get_bbox_right(spr_coin), sprite_get_speed(spr_coin)]); // expect: [ 12,14,12 ]
show_debug_message(object_get_sprite(obj_base) == spr_coin); // expect: 1
show_debug_message(object_get_sprite(obj_plain)); // expect: ref sprite -1
show_debug_message([font_exists(fnt_small), font_get_name(fnt_small), font_get_fontname(fnt_small), font_get_size(fnt_small), font_get_bold(fnt_small)]); // expect: [ 1,"fnt_small","Arial",9,1 ]
show_debug_message([audio_exists(snd_buy), audio_get_name(snd_buy), audio_sound_length(snd_buy)]); // expect: [ 1,"snd_buy",1.50 ]
show_debug_message([path_exists(pth_square), path_get_number(pth_square), path_get_length(pth_square), path_get_closed(pth_square)]); // expect: [ 1,4,40,1 ]
show_debug_message([path_get_x(pth_square, 0.125), path_get_y(pth_square, 0.5), path_get_point_speed(pth_square, 2)]); // expect: [ 5,10,50 ]
var info = room_get_info(rm_shop);
show_debug_message([info.width, info.height, array_length(info.instances), info.instances[0].object_index]); // expect: [ 320,240,2,"obj_base" ]
show_debug_message([window_get_width(), window_get_height()]); // expect: [ 320,240 ]

// Tags.
show_debug_message(asset_get_tags(obj_base)); // expect: [ "shop","seller" ]
show_debug_message([asset_has_tags("obj_base", ["shop", "seller"]), asset_has_tags("obj_plain", ["shop", "seller"]), asset_has_any_tag("obj_plain", ["shop", "seller"])]); // expect: [ 1,0,1 ]
show_debug_message(tag_get_assets("shop")); // expect: [ "obj_base","obj_plain" ]
asset_add_tags(spr_coin, ["shop", "money"]);
show_debug_message(asset_get_tags(spr_coin)); // expect: [ "money","shop" ]
show_debug_message(tag_get_asset_ids("shop", asset_sprite)[0] == spr_coin); // expect: 1
// Constructors have tags of their own, and functions can be given some.
show_debug_message([asset_get_tags(Good), asset_get_tags(Coin, asset_script)]); // expect: [ [ "@@constructor" ],[ "@@constructor","@@parent=Good" ] ]
show_debug_message(tag_get_asset_ids("@@constructor", asset_script)); // expect: [ ref script Good,ref script Coin,ref script Shelf ]
show_debug_message([asset_has_tags(Coin, "@@parent=Good"), asset_has_tags("Coin", []), tag_get_assets("@@parent=Good")]); // expect: [ 1,0,[ "Coin" ] ]
asset_add_tags(Coin, "money");
asset_add_tags("shop_price", "money");
show_debug_message([asset_get_tags("Coin"), asset_get_tags(shop_price)]); // expect: [ [ "@@constructor","@@parent=Good","money" ],[ "money" ] ]
show_debug_message(array_length(tag_get_asset_ids("money", asset_unknown))); // expect: 3
show_debug_message(tag_get_asset_ids("money", asset_sprite)); // expect: [ ref sprite spr_coin ]
asset_clear_tags(shop_price);
show_debug_message([asset_get_tags(shop_price), asset_has_any_tag(shop_price, "money")]); // expect: [ [  ],0 ]
show_debug_message([script_get_name(asset_get_index("scr_goods")), string(asset_get_index("scr_goods"))]); // expect: [ "scr_goods","ref script scr_goods" ]
asset_remove_tags(obj_plain, "shop");
show_debug_message(asset_has_tags(obj_plain, "shop")); // expect: 0
asset_clear_tags("spr_coin");
show_debug_message(asset_get_tags("spr_coin")); // expect: [  ]

// Extensions.
show_debug_message([extension_exists("Shop"), extension_exists("Other"), extension_get_version("Shop")]); // expect: [ 1,0,"1.2.3" ]
show_debug_message(extension_get_option_value("Shop", "key")); // expect: abc
show_debug_message(extension_get_option_value("Shop", "limit") + 1); // expect: 26
show_debug_message([extension_get_option_value("Shop", "sandbox"), extension_get_option_value("Shop", "none"), extension_get_option_count("Shop")]); // expect: [ 1,undefined,3 ]
show_debug_message(extension_get_options("Shop").limit); // expect: 25
