// Integer division by zero is an error, of reals it is not.
show_debug_message(1 / 0 > 1e300); // expect: 1
show_debug_message(5 div 0); // expect fault: ivide by zero
