found = true;
