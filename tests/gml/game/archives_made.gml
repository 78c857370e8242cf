// An archive is made in memory; zip_save reads its files and is answered by a Save/Load event.
function write(name, text) {
    var file = file_text_open_write(name);
    file_text_write_string(file, text);
    file_text_close(file);
}
function read(name) {
    var file = file_text_open_read(name), text = file_text_read_string(file);
    file_text_close(file);
    return text;
}
write("long.txt", string_repeat("over and over ", 100));
write("short.txt", "é");
instance_create_depth(0, 0, 0, obj_saver);
var zip = zip_create();
show_debug_message([zip_add_file(zip, "texts/long.txt", "long.txt"), zip_add_file(zip, "short.txt", "short.txt")]); // expect: [ 0,0 ]
show_debug_message(zip_save(zip, "made.zip")); // expect: 0
show_debug_message(zip_unzip("made.zip", "unpacked")); // expect: 2
show_debug_message([read("unpacked/texts/long.txt") == read("long.txt"), read("unpacked/short.txt")]); // expect: [ 1,"é" ]
var bytes = buffer_load("made.zip");
show_debug_message(buffer_get_size(bytes) < 400); // expect: 1
buffer_delete(bytes);
// A file that is missing shows when the archive is saved. More can be added to one that was.
show_debug_message([zip_add_file(zip, "gone.txt", "gone.txt"), zip_save(zip, "other.zip"), file_exists("other.zip")]); // expect: [ 0,1,0 ]
var none = zip_create();
show_debug_message([zip_save(none, "none.zip"), zip_unzip("none.zip", "unpacked")]); // expect: [ 2,0 ]
try { zip_add_file(-1, "a", "b"); } catch (error) { show_debug_message(error.message); } // expect: zip_add_file argument 1 incorrect type (number) expecting a ZIP file
try { zip_save({}, "a.zip"); } catch (error) { show_debug_message(error.message); } // expect: zip_save argument 1 incorrect type (struct) expecting a ZIP file
try { zip_add_file(zip, undefined, "b"); } catch (error) { show_debug_message("an error"); } // expect: an error
// expect: answer 0: 0
// expect: answer 1: -1
// expect: answer 2: 0
call_later(2, time_source_units_frames, function() {
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
