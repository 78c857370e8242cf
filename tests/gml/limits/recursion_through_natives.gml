// The same through functions that call back.
global.deeper = function() { array_foreach([1], global.deeper); };
global.deeper();
// expect limit: depth
