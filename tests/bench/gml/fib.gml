// One round takes half of what a call may use, so each is a call of its own.
#macro COUNT 30
function fib(n) {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}
function round_of_it() {
    show_debug_message(string(fib(COUNT)));
}
