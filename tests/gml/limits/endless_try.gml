// No catch sees the limit of instructions.
while (true) try { while (true) {} } catch (e) { show_debug_message("caught"); }
// expect limit: instructions
