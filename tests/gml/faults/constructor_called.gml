// A constructor is for `new`; script_execute may call it all the same.
function Point(x) constructor { self.x = x; }
function Point3(x, z) : Point(x) constructor { self.z = z; }
var by_value = Point, holder = { make: Point };
show_debug_message(new Point3(1, 2).z); // expect: 2
try { Point(1); } catch (e) { show_debug_message(e.message); }        // expect: calling a constructor directly - constructors should only be called using new
try { by_value(1); } catch (e) { show_debug_message(e.line); }        // expect: 7
try { holder.make(1); } catch (e) { show_debug_message("method"); }   // expect: method
script_execute(Point, 5);
Point(1); // expect fault: calling a constructor directly
