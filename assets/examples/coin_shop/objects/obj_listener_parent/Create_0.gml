/// @description What every listener keeps
news_count = 0;
last_balance = 0;
