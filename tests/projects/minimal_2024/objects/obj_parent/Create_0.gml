ready = true;
