// Nothing is written to an ini that is not open.
ini_read_string("a", "b", "c"); // expect fault: no ini file is open
