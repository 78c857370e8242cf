show_debug_message($"user event, gold {gold}, other is self: {other == self}");
