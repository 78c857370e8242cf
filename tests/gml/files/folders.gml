// Folders, renaming, copying, searching; no path leaves the game's files.
show_debug_message(directory_exists("data")); // expect: 0
directory_create("data/deep");
show_debug_message(directory_exists("data")); // expect: 1
show_debug_message(directory_exists("DATA\\deep")); // expect: 1
var file = file_text_open_write("data/first.txt");
file_text_close(file);
file = file_text_open_write("data/second.doc");
file_text_close(file);

show_debug_message(file_find_first("data\\*.*", 0)); // expect: first.txt
show_debug_message(file_find_next()); // expect: second.doc
show_debug_message(file_find_next() == ""); // expect: 1
file_find_close();
show_debug_message(file_find_first("data/*.doc", fa_none)); // expect: second.doc
show_debug_message(file_find_first("data/*", fa_directory)); // expect: deep
file_find_close();
show_debug_message(file_find_next() == ""); // expect: 1

file_rename("data/first.txt", "data/renamed.txt");
show_debug_message(file_exists("data/first.txt")); // expect: 0
show_debug_message(file_exists("data/renamed.txt")); // expect: 1
file_copy("data/renamed.txt", "copy.txt");
show_debug_message(file_exists("copy.txt")); // expect: 1
// Nothing is copied onto a file that is there.
file = file_text_open_write("other.txt");
file_text_write_string(file, "kept");
file_text_close(file);
show_debug_message([file_copy("copy.txt", "other.txt"), file_copy("copy.txt", "copy.txt"), file_copy("none.txt", "new.txt"), file_exists("new.txt")]); // expect: [ 0,0,0,0 ]
file = file_text_open_read("other.txt");
show_debug_message(file_text_read_string(file)); // expect: kept
file_text_close(file);
show_debug_message(file_delete("copy.txt")); // expect: 1
show_debug_message(file_delete("copy.txt")); // expect: 0
show_debug_message(file_attributes("data", fa_directory)); // expect: 1

show_debug_message(file_text_open_write("../outside.txt")); // expect: -1
show_debug_message(file_exists("/etc/passwd")); // expect: 0
show_debug_message(file_exists("../../../../etc/passwd")); // expect: 0
directory_destroy("data");
show_debug_message(directory_exists("data")); // expect: 0
show_debug_message(file_exists("data/renamed.txt")); // expect: 0
