mine = 7;
ready = false;
count = 0;
