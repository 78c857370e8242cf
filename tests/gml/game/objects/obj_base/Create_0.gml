gold = 10;
seen = [];
steps = 0;
