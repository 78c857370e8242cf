/// @description Dialog: write it down
note("Dialog");
