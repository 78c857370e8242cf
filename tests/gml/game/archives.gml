// zip_unzip: stored and deflated files; nothing leaves the folder; damage and absence are told.
show_debug_message(zip_unzip("pack.zip", "unpacked")); // expect: 2
var file = file_text_open_read("unpacked/levels/one.txt");
show_debug_message(string_length(file_text_read_string(file))); // expect: 1000
file_text_close(file);
file = file_text_open_read("unpacked/readme.txt");
show_debug_message(file_text_read_string(file)); // expect: stored text
file_text_close(file);
show_debug_message(file_exists("evil.txt") || file_exists("unpacked/evil.txt")); // expect: 0
show_debug_message(zip_unzip("broken.zip", "x") <= 0); // expect: 1
show_debug_message(zip_unzip("missing.zip", "x") <= 0); // expect: 1
