met = false;
fragile = false;
