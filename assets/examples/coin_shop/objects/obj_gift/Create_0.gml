/// @description Ask for today's gift
gifts = 0;
request = http_get(GIFT_URL);
