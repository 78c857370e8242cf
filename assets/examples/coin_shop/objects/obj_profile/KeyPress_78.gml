/// @description N: ask for the player's name
dialog = get_string_async("What shall the shop call you?", player_name);
