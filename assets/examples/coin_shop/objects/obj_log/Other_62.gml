/// @description HTTP: write it down
note("HTTP");
