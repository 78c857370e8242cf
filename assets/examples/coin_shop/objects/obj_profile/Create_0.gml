/// @description No dialog is open
dialog = -1;
