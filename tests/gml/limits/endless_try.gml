// No catch sees the budget.
while (true) try { while (true) {} } catch (e) { show_debug_message("caught"); }
// expect limit: budget
