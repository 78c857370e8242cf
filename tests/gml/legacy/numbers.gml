// A project whose options are older than option_legacy_number_conversion: what follows a number in a text is ignored.
show_debug_message([real("12abc"), real(" 1.5 apples"), real("infobar")]); // expect: [ 12,1.50,inf ]
show_debug_message([int64("12abc"), int64("-7.9 apples"), int64("0x10")]); // expect: [ 12,-7,0 ]
try { real("abc"); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "abc" to number
try { int64(""); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "" to int64
