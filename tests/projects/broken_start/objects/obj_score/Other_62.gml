points += async_load[? "status"] == 0 ? 10 : 0;
