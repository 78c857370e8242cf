/// @description System: write it down
note("System");
