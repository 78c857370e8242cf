seen = async_load[? "id"];
