// Positions count characters, not bytes, from 1.
var s = "añb🙂c";
show_debug_message(string_length(s));           // expect: 5
show_debug_message(string_byte_length(s));      // expect: 9
show_debug_message(string_char_at(s, 2));       // expect: ñ
show_debug_message(string_char_at(s, 0));       // expect: a
show_debug_message(string_copy(s, 3, 2));       // expect: b🙂
show_debug_message(string_delete(s, 4, 1));     // expect: añbc
show_debug_message(string_delete(s, -2, 2));    // expect: añb
show_debug_message(string_insert("--", s, 5));  // expect: añb🙂--c
show_debug_message(string_pos("🙂", s));        // expect: 4
show_debug_message(string_last_pos("c", s));    // expect: 5
show_debug_message(string_ord_at(s, 4));        // expect: 128578
show_debug_message(string_byte_at("é", 2));     // expect: 169
show_debug_message(string_upper("straße ñ я")); // expect: STRAßE Ñ Я
