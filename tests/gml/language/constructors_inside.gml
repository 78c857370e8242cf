// Constructors that are declared inside of other code inherit from one another.
function Plain() constructor {
    side = 5;
    static where = function() { return "plain"; }
}
function make() {
    function Base(n) constructor { base = n; }
    function Derived(n) : Base(n + 1) constructor { derived = n; }
    return new Derived(3);
}
var made = make();
show_debug_message([made.base, made.derived, instanceof(made)]); // expect: [ 4,3,"Derived@make" ]
var holder = {
    build: function() {
        function Inner() : Plain() constructor { inner = 1; }
        function Innermost() : Inner() constructor { innermost = side + inner; }
        return new Innermost();
    }
};
var built = holder.build();
show_debug_message([built.innermost, built.where(), is_instanceof(built, Plain)]); // expect: [ 6,"plain",1 ]
var Literal = function() : Plain() constructor { literal = side; };
var one = new Literal();
show_debug_message([one.literal, is_instanceof(one, Plain)]); // expect: [ 5,1 ]
if (true) {
    function Branch() : Stem() constructor { branch = stem + 1; }
    function Stem() constructor { stem = 1; }
}
show_debug_message(new Branch().branch); // expect: 2
