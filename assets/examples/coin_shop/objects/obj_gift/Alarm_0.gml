/// @description Ask again
request = http_get(GIFT_URL);
