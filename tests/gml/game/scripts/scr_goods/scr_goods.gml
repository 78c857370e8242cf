// A script without a function of its own name.
function Good(_name) constructor {
    name = _name;
}

function Coin() : Good("coin") constructor {
}

function Shelf() constructor {
    static sort = function() { return function() {}; };
    static first = (function() { return _GMFUNCTION_; })();
    static parts = { middle: function() {} };
    function take() { return _GMFUNCTION_; }
    put = function() {};
}

function shelf_maker() {
    return function() { return _GMFUNCTION_; };
}
