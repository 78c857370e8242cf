// Nothing is read from an ini that is not open.
ini_read_string("a", "b", "c"); // expect fault: ini_read_string : Trying to read from undefined INI file
