hands = undefined;
hands.turn();
