mine = "shop_log"; // the Social events that are meant for the log
