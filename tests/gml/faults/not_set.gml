// Reading what was never set.
var inside = function() {
    return never_set + 1; // expect fault: not set before reading it
};
inside();
