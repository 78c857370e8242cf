// An array that would take all memory.
var array = [];
array[1e9] = 1;
// expect limit: memory
