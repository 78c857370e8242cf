bom = 1;
