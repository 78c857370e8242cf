// A variable that nobody sets is none, whatever it is called.
show_debug_message(switch_board_level); // expect fault: switch_board_level
