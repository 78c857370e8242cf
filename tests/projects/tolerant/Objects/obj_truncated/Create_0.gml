never = 1;
