show_debug_message([typeof(1), typeof("s"), typeof([]), typeof({}), typeof(undefined), typeof(true)]); // expect: [ "number","string","array","struct","undefined","bool" ]
show_debug_message([typeof(int64(1)), typeof(ptr(5)), typeof(function() {}), typeof(get_timer)]); // expect: [ "int64","ptr","method","number" ]
function declared() {}
show_debug_message([typeof(declared), is_callable(declared), is_method(declared)]); // expect: [ "ref",1,0 ]
show_debug_message([is_undefined(undefined), is_real(1), is_numeric(true), is_real(true), is_handle(declared)]); // expect: [ 1,1,1,0,1 ]
show_debug_message([real("12.5"), real("0x1F"), int64("7.9"), bool("true"), real(true)]); // expect: [ 12.50,31,7,1,1 ]
show_debug_message([is_nan(real("nan")), is_infinity(infinity), is_nan("x")]); // expect: [ 1,1,1 ]
try { real("abc"); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "abc" to number
// Only blanks may follow the number, on request; tests/gml/legacy has the projects that take more.
try { real("12abc"); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "12abc" to number
try { int64("12 abc"); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "12 abc" to int64
try { real("infobar"); } catch (e) { show_debug_message(e.message); } // expect: unable to convert string "infobar" to number
show_debug_message([real(" 12.5 \n"), int64("\t-7 "), "12abc" == 12, "12abc" - 2]); // expect: [ 12.50,-7,1,10 ]
try { bool([]); } catch (e) { show_debug_message("thrown"); } // expect: thrown
show_debug_message(handle_parse("no handle")); // expect: undefined
real(undefined); // expect fault: real() argument is undefined
