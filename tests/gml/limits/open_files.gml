// What is written to an open file counts before it is closed.
var file = file_text_open_write("big.txt");
var piece = string_repeat("0123456789", 1000000);
while (true) file_text_write_string(file, piece);
// expect limit: memory
