// Binary files: bytes, positions, rewriting, gaps.
var file = file_bin_open("data.bin", 1);
for (var i = 0; i < 4; i++) file_bin_write_byte(file, 250 + i * 2);
show_debug_message(file_bin_size(file)); // expect: 4
show_debug_message(file_bin_position(file)); // expect: 4
file_bin_close(file);

file = file_bin_open("data.bin", 0);
show_debug_message(file_bin_read_byte(file)); // expect: 250
file_bin_seek(file, 3);
show_debug_message(file_bin_read_byte(file)); // expect: 0
show_debug_message(file_bin_read_byte(file)); // expect: 0
try {
    file_bin_write_byte(file, 1);
} catch (e) {
    show_debug_message("read only"); // expect: read only
}
file_bin_close(file);

file = file_bin_open("data.bin", 2);
file_bin_seek(file, 6);
file_bin_write_byte(file, 7);
show_debug_message(file_bin_size(file)); // expect: 7
file_bin_seek(file, 5);
show_debug_message(file_bin_read_byte(file)); // expect: 0
show_debug_message(file_bin_read_byte(file)); // expect: 7
file_bin_rewrite(file);
show_debug_message(file_bin_size(file)); // expect: 0
file_bin_close(file);
try {
    file_bin_read_byte(file);
} catch (e) {
    show_debug_message(string_pos("illegal file handle", e.message) > 0); // expect: 1
}
show_debug_message(file_bin_open("missing.bin", 0)); // expect: -1
