ok = 1;
