/// A constructor, its child, and functions in every place.
function Shape(_x = 0, _y = _x + 1) constructor {
    x = _x;
    static count = 0, names = ["shape"];
    static area = function() { return 0; }
}

function Square(_size, ) : Shape(_size, 0) constructor {
    size = _size;
    static area = function () { static calls = 0; calls++; return size * size }
}

callback = function named(value) { return function() { return value; } };
array_sort(list, function(a, b) { return a - b });
(function() { immediate = true })();
enum Colour { red, green = 1 << 4, blue = Colour.green + 1, }
function holder() {
    enum Inner { one = -1 }
    #macro INSIDE 42
    return Inner.one + INSIDE;
}
