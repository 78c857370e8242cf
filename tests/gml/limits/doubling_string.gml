// The same by doubling.
var text = "0123456789";
while (true) text += text;
// expect limit: memory
