/// @description In-App Purchase: write it down
note("In-App Purchase");
