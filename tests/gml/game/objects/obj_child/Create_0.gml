event_inherited();
gold += 5;
