// filename_*: both kinds of slash, points in folders, no extension.
show_debug_message(filename_name("/foo/bar/fileTest.txt")); // expect: fileTest.txt
show_debug_message(filename_path("/foo/bar/fileTest.txt")); // expect: /foo/bar/
show_debug_message(filename_dir(@"\foo\bar\fileTest.txt")); // expect: \foo\bar
show_debug_message(filename_ext("a.b/c.tar.gz")); // expect: .gz
show_debug_message(filename_ext("a.b/c") == ""); // expect: 1
show_debug_message(filename_change_ext("a.b/c.txt", ".doc")); // expect: a.b/c.doc
show_debug_message(filename_change_ext("a.b/c", ".doc")); // expect: a.b/c.doc
show_debug_message(filename_change_ext("c.txt", "")); // expect: c
show_debug_message(filename_drive(@"C:\game\x.txt")); // expect: C:
show_debug_message(filename_path("") == "" && filename_dir("x.txt") == ""); // expect: 1
