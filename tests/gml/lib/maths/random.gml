// The same seed gives the same numbers.
function draw() {
    return [irandom(100), irandom_range(-5, 5), random(1), random_range(2, 3), choose("a", "b", "c")];
}
random_set_seed(42);
var first = draw();
random_set_seed(42);
show_debug_message(array_equals(first, draw())); // expect: 1
show_debug_message(random_get_seed());           // expect: 42
var good = true;
repeat (1000) {
    var n = irandom(3), r = irandom_range(7, 4), f = random(2);
    if (n < 0 || n > 3 || r < 4 || r > 7 || f < 0 || f >= 2 || n != floor(n)) good = false;
}
show_debug_message(good);                        // expect: 1
var a = array_shuffle([1, 2, 3, 4, 5, 6, 7, 8]);
array_sort(a, true);
show_debug_message(a);                           // expect: [ 1,2,3,4,5,6,7,8 ]
show_debug_message(randomize() == random_get_seed()); // expect: 1
