// Numbers and strings as they can be written.
show_debug_message(0b1011); // expect: 11
show_debug_message(0xFF + $10); // expect: 271
show_debug_message(1_000_000); // expect: 1000000
show_debug_message(0b1111_0000); // expect: 240
show_debug_message(.5 + 5.); // expect: 5.50
show_debug_message(#FF8000); // expect: 33023
show_debug_message(#FF8000 == make_color_rgb(255, 128, 0)); // expect: 1
show_debug_message(typeof(0x80000000)); // expect: int64
show_debug_message(typeof(100)); // expect: number
show_debug_message("tab\tquote\" \x41\u00e9"); // expect: tab	quote" Aé
show_debug_message(@"raw\n"); // expect: raw\n
show_debug_message(@'it is "raw"'); // expect: it is "raw"
var name = "Ann", gold = 3;
show_debug_message($"{name} has {gold + 1} and \{braces\}"); // expect: Ann has 4 and {braces}
show_debug_message($"nested {$"{gold}!"}"); // expect: nested 3!
show_debug_message(string_length(@"two
lines")); // expect: 9
