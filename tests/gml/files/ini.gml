// Ini files: what ini_close writes, quoting, order, deleting, defaults.
ini_open("settings.ini");
show_debug_message(ini_section_exists("video")); // expect: 0
ini_write_real("video", "width", 1280);
ini_write_string("video", "mode", "full screen");
ini_write_string("player", "name", "Ann \"A\" Lee");
ini_write_real("player", "speed", 0.5);
show_debug_message(ini_read_real("video", "width", -1)); // expect: 1280
show_debug_message(ini_read_string("video", "mode", "")); // expect: full screen
show_debug_message(ini_key_exists("video", "height")); // expect: 0
show_debug_message(ini_read_real("video", "height", 720)); // expect: 720
var text = ini_close();
show_debug_message(string_replace_all(text, "\r\n", "|")); // expect: [video]|width="1280.000000"|mode="full screen"|[player]|name='Ann "A" Lee'|speed="0.500000"|

// Closed is closed.
try {
    ini_write_real("video", "width", 1);
} catch (e) {
    show_debug_message(e.message); // expect: ini_write_real : Trying to write to undefined INI file
}
show_debug_message(ini_close() == ""); // expect: 1

ini_open("settings.ini");
show_debug_message(ini_read_string("player", "name", "")); // expect: Ann "A" Lee
show_debug_message(ini_read_real("player", "speed", 0)); // expect: 0.50
ini_key_delete("video", "mode");
ini_section_delete("player");
ini_write_string("video", "width", 99);
show_debug_message(string_replace_all(ini_close(), "\r\n", "|")); // expect: [video]|width="99"|

// The dialect: comments, blanks, quotes, JSON, a section twice.
ini_open_from_string("; a comment\n[owner]\nname = John Doe  # not this\nquoted = \"a ; b\" rest\njson={\"k\":[1,2]} ; kept\n\n[data]\nport=143\n[owner]\nage=7\nnonsense\n");
show_debug_message(ini_read_string("owner", "name", "")); // expect: John Doe
show_debug_message(ini_read_string("owner", "quoted", "")); // expect: a ; b
show_debug_message(ini_read_string("owner", "json", "")); // expect: {"k":[1,2]} ; kept
show_debug_message(ini_read_real("owner", "age", 0)); // expect: 7
show_debug_message(ini_read_real("data", "port", 0)); // expect: 143
show_debug_message(ini_read_real("owner", "name", 5)); // expect: 0
show_debug_message(ini_read_string("owner", "missing", "default")); // expect: default
ini_close();
// Behind a backslash nothing ends; a key without a value is none, one that is quoted and empty is.
ini_open_from_string("[s]\nq=\"say \\\"hi\\\" now\" ; rest\nr=a\\;b;c\nnone=\nblank=  ; nothing\nempty=\"\"\nlast='open\n");
show_debug_message(ini_read_string("s", "q", "")); // expect: say \"hi\" now
show_debug_message(ini_read_string("s", "r", "")); // expect: a\;b
show_debug_message([ini_key_exists("s", "none"), ini_read_string("s", "none", "other"), ini_read_real("s", "none", 7)]); // expect: [ 0,"other",7 ]
show_debug_message([ini_key_exists("s", "blank"), ini_key_exists("s", "empty"), ini_read_string("s", "empty", "other"), ini_read_string("s", "last", "")]); // expect: [ 0,1,"","open" ]
ini_close();
show_debug_message(file_exists("settings.ini")); // expect: 1
