ticking = false;
