if (met) show_debug_message("end step");
met = false;
