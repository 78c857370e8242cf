hits = 7;
