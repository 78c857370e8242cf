// A script without a function of its own name.
function Good(_name) constructor {
    name = _name;
}

function Coin() : Good("coin") constructor {
}
