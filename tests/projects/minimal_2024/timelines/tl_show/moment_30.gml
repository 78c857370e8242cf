shown = true;
