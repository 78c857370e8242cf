return argument[0] + 1;
