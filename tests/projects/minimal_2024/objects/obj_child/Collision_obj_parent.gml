hits += 1;
