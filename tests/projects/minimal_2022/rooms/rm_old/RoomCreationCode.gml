global.room_ready = true;
