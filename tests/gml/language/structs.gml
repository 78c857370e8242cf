// Struct literals, shorthand, string keys, constructors, inheritance, statics, accessors.
var a = 1, b = "two";
var short = {a, b};
show_debug_message(short.a); // expect: 1
show_debug_message(short.b); // expect: two
var keys = { "with blank": 5, plain: 6 };
show_debug_message(keys[$ "with blank"] + keys.plain); // expect: 11
show_debug_message(keys[$ "absent"]); // expect: undefined
keys[$ "added"] = 7;
show_debug_message(struct_get_names(keys)); // expect: [ "with blank","plain","added" ]
function Animal(called, legs = 4) constructor {
    name = called;
    count = legs;
    static kind = "animal";
    static describe = function() { return name + " the " + kind + " has " + string(count) + " legs"; };
}
function Bird(called) : Animal(called, 2) constructor {
    static kind = "bird";
    sings = true;
}
var bird = new Bird("Tweety");
show_debug_message(bird.describe()); // expect: Tweety the bird has 2 legs
show_debug_message(new Animal("Rex").describe()); // expect: Rex the animal has 4 legs
show_debug_message([instanceof(bird), is_instanceof(bird, Animal)]); // expect: [ "Bird",1 ]
var nested = { list: [{ x: 1 }, { x: 2 }] };
nested.list[1].x += 10;
show_debug_message(nested.list[1].x); // expect: 12
with (nested) {
    extra = list[0].x;
}
show_debug_message(nested.extra); // expect: 1
show_debug_message({ a: [1, "s", { b: undefined }] }); // expect: { a : [ 1,"s",{ b : undefined } ] }
delete nested;
show_debug_message(nested); // expect: undefined
var chain = { next: { next: { value: 9 } } };
show_debug_message(chain[$ "next"].next[$ "value"]); // expect: 9
