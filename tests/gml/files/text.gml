// Text files: write, append, read back; line ends; numbers one after the other.
show_debug_message(file_exists("save.txt")); // expect: 0
show_debug_message(file_text_open_read("save.txt")); // expect: -1
var file = file_text_open_write("save.txt");
show_debug_message(file > 0); // expect: 1
file_text_write_string(file, "Hello World");
file_text_writeln(file);
file_text_write_real(file, 500);
file_text_write_real(file, -0.25);
show_debug_message(file_text_close(file)); // expect: 1
show_debug_message(file_text_close(file)); // expect: 0

file = file_text_open_append("SAVE.TXT");
file_text_writeln(file);
file_text_write_string(file, 12);
file_text_close(file);

file = file_text_open_read("save.txt");
show_debug_message(file_text_read_string(file)); // expect: Hello World
show_debug_message(file_text_eoln(file)); // expect: 1
show_debug_message(file_text_eof(file)); // expect: 0
show_debug_message(string_length(file_text_readln(file))); // expect: 2
show_debug_message(file_text_read_real(file)); // expect: 500
show_debug_message(file_text_read_real(file)); // expect: -0.25
file_text_readln(file);
show_debug_message(file_text_readln(file)); // expect: 12
show_debug_message(file_text_eof(file)); // expect: 1
show_debug_message(file_text_readln(file) == ""); // expect: 1
file_text_close(file);

// A string is read as a file is; numbers skip line ends.
file = file_text_open_from_string("This is a test\n30\nlast");
show_debug_message(file_text_read_string(file)); // expect: This is a test
show_debug_message(file_text_read_real(file)); // expect: 30
file_text_readln(file);
show_debug_message(file_text_read_string(file)); // expect: last
file_text_close(file);

// What is not closed yet is seen by a second reader.
var writer = file_text_open_write("open.txt");
file_text_write_string(writer, "half");
var reader = file_text_open_read("open.txt");
show_debug_message(file_text_read_string(reader)); // expect: half
file_text_close(reader);
file_text_close(writer);

// Handles that are closed or opened the other way are errors.
try {
    file_text_write_string(reader, "x");
} catch (e) {
    show_debug_message(string_pos("illegal file handle", e.message) > 0); // expect: 1
}
reader = file_text_open_read("open.txt");
try {
    file_text_writeln(reader);
} catch (e) {
    show_debug_message(string_pos("not opened for writing", e.message) > 0); // expect: 1
}
file_text_close(reader);

// 32 can be open at once.
var opened = 0;
try {
    repeat (40) {
        file_text_open_from_string("x");
        opened++;
    }
} catch (e) {
    show_debug_message(opened); // expect: 32
}
