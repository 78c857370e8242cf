alarm[11] = 5;
