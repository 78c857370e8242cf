function Base() constructor { static kind = "base"; }
function Child() : Base() constructor { }
function add(a, b = 10) { return a + b; }
var c = new Child();
show_debug_message([instanceof(c), is_instanceof(c, Base), is_instanceof({}, Base), instanceof({}), instanceof(5)]); // expect: [ "Child",1,0,"struct",undefined ]
show_debug_message([static_get(Base).kind, static_get(static_get(c)) == static_get(Base)]); // expect: [ "base",1 ]
var plain = { };
static_set(plain, static_get(Child));
show_debug_message([plain.kind, is_instanceof(plain, Child)]); // expect: [ "base",1 ]
var bound = method({ v: 3 }, function(n) { return v + n; });
show_debug_message([bound(4), method_get_self(bound).v, method_call(bound, [1, 2], 1)]); // expect: [ 7,3,5 ]
show_debug_message([script_execute(add, 1), script_execute_ext(add, [5, 6, 7], -2)]); // expect: [ 11,13 ]
show_debug_message([script_get_name(add), script_exists(add), script_exists(-1), script_get_name(method_get_index(method(undefined, add)))]); // expect: [ "add",1,0,"add" ]
show_debug_message(method_call(method(undefined, string_upper), ["up"])); // expect: UP
var weak = weak_ref_create(plain);
show_debug_message([weak_ref_alive(weak), weak.ref == plain, instanceof(weak)]); // expect: [ 1,1,"weakref" ]
plain = undefined;
show_debug_message([weak_ref_alive(weak), weak_ref_any_alive([weak]), weak_ref_alive({})]); // expect: [ 0,0,undefined ]
show_debug_message([weak_ref_any_alive([]), weak_ref_any_alive([1])]); // expect: [ undefined,undefined ]
var Unnamed = function() constructor { };
show_debug_message(string_pos("anon@", instanceof(new Unnamed()))); // expect: 1
method({}, "no function"); // expect fault: method argument 2 incorrect type (string)
