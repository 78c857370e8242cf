function Stall() constructor {
    static open = function() { return _GMFUNCTION_; };
}
function price() { return _GMFUNCTION_; }
later = function() { return function() {}; };
show_debug_message(instanceof(new Stall()));
show_debug_message(is_instanceof(new Stall(), Stall));
show_debug_message(new Stall().open());
show_debug_message([price, script_get_name(price), price()]);
show_debug_message(later);
show_debug_message(later());
