// What functions, constructors and static structs tell of themselves.
function One() constructor { static tag = 1; }
function Two() : One() constructor { static tag = 2; }
function Three() : Two() constructor { }
function plain() { return 1; }
var two = new Two();
show_debug_message([instanceof(two), instanceof(static_get(two)), instanceof(static_get(new One())), instanceof(static_get(static_get(two)))]);
// expect: [ "Two","One","struct","struct" ]
show_debug_message([instanceof(static_get(Three)), instanceof(new Three()), is_instanceof(static_get(Three), One)]); // expect: [ "Two","Three",1 ]
var made = {};
static_set(made, static_get(Two));
show_debug_message([instanceof(made), instanceof({}), is_instanceof(made, One)]); // expect: [ "Two","struct",1 ]
var literal = function() { return 1; };
show_debug_message(string_starts_with(string(literal), "function gml_Script_anon@")); // expect: 1
show_debug_message(string(literal) == "function " + script_get_name(literal)); // expect: 1
show_debug_message(string_starts_with(string(method_get_index(literal)), "ref script gml_Script_anon@")); // expect: 1
show_debug_message([method(undefined, plain), method({}, plain), method(undefined, abs)]); // expect: [ function plain,function plain,function abs ]
show_debug_message([plain, Two, typeof(plain), typeof(literal), typeof(method_get_index(literal)), is_struct(literal)]);
// expect: [ ref script plain,ref script Two,"ref","method","ref",1 ]
show_debug_message([script_get_name(method(undefined, plain)), script_get_name(Two), method_get_index(method({}, plain)) == plain]); // expect: [ "plain","Two",1 ]
