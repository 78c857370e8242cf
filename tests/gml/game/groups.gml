// Groups of textures and sounds. An audio group is there when its Save/Load event says so.
show_debug_message([texturegroup_exists("Default"), texturegroup_exists("nope"), texturegroup_get_names()]); // expect: [ 1,0,[ "Default","pictures" ] ]
show_debug_message([texturegroup_get_status("Default"), texturegroup_get_status("pictures")]); // expect: [ 3,0 ]
show_debug_message([texturegroup_load("nope"), texturegroup_load("pictures", false), texturegroup_get_status("pictures")]); // expect: [ -1,0,2 ]
show_debug_message([texturegroup_load("pictures"), texturegroup_get_status("pictures")]); // expect: [ 0,3 ]
texturegroup_unload("pictures");
texturegroup_unload("nope");
show_debug_message(texturegroup_get_status("pictures")); // expect: 0
show_debug_message([texturegroup_get_sprites("pictures"), texturegroup_get_sprites("nope"), texturegroup_get_fonts("pictures"), texturegroup_get_tilesets("pictures")]); // expect: [ [ ref sprite spr_coin ],[  ],[  ],[  ] ]

show_debug_message([audio_group_name(audiogroup_music), audio_group_get_assets(audiogroup_default), audio_group_get_assets(55)]); // expect: [ "audiogroup_music",[ ref sound snd_buy ],[  ] ]
show_debug_message([audio_group_is_loaded(audiogroup_default), audio_group_load_progress(audiogroup_default), audio_group_load(audiogroup_default), audio_group_unload(audiogroup_default)]); // expect: [ 1,100,0,0 ]
show_debug_message([audio_group_load(55), audio_group_unload(55), audio_group_is_loaded(55)]); // expect: [ 0,0,0 ]
show_debug_message(audio_throw_on_error(true)); // expect: undefined
try { audio_group_load(undefined); } catch (error) { show_debug_message("an error"); } // expect: an error
instance_create_depth(0, 0, 0, obj_saver);
show_debug_message([audio_group_load(audiogroup_music), audio_group_load(audiogroup_music), audio_group_is_loaded(audiogroup_music), audio_group_load_progress(audiogroup_music)]); // expect: [ 1,0,0,0 ]
// expect: group 1: 1 keys 2
call_later(2, time_source_units_frames, function() {
    show_debug_message([audio_group_is_loaded(audiogroup_music), audio_group_load_progress(audiogroup_music), audio_group_load(audiogroup_music)]); // expect: [ 1,100,0 ]
    show_debug_message([audio_group_unload(audiogroup_music), audio_group_unload(audiogroup_music), audio_group_is_loaded(audiogroup_music)]); // expect: [ 1,0,0 ]
    // One that is unloaded meanwhile has no event.
    show_debug_message([audio_group_load(audiogroup_music), audio_group_unload(audiogroup_music)]); // expect: [ 1,1 ]
    call_later(2, time_source_units_frames, function() {
        show_debug_message(audio_group_is_loaded(audiogroup_music)); // expect: 0
        game_end();
    });
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
