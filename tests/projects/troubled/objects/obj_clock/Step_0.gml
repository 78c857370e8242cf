if (ticking) hands.turn();
