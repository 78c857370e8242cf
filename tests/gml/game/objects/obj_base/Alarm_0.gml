show_debug_message($"alarm after {steps} steps");
