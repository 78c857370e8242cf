// Loading that goes on meanwhile is told by its event, with the handle that was there at once: also that it failed.
instance_create_depth(0, 0, 0, obj_saver);
var missing = sprite_add_ext("no_such_picture.png", 1, 0, 0, true), damaged = sprite_add_ext("pack.zip", 1, 0, 0, true);
var strip = sprite_add_ext("strip.png", 3, 1, 2, true);
show_debug_message([is_handle(missing), is_handle(damaged), missing == damaged, sprite_exists(missing)]); // expect: [ 1,1,0,1 ]
show_debug_message([missing, damaged, strip]); // expect: [ ref sprite __newsprite1,ref sprite __newsprite2,ref sprite __newsprite3 ]
show_debug_message([sprite_add_ext_error_loadfailed, sprite_add_ext_error_decompressfailed]); // expect: [ -4,-5 ]
// An archive that is not there is told in the same way.
show_debug_message(zip_unzip_async("no_such_archive.zip", "unpacked")); // expect: 0
// expect: picture ref sprite __newsprite1: -4 no_such_picture.png
// expect: picture ref sprite __newsprite2: -5 pack.zip
// expect: picture ref sprite __newsprite3: 0 strip.png
// expect: answer 0: -1
call_later(2, time_source_units_frames, function() {
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
