started = true;
