/// @description No gamepad yet
pads = [];
