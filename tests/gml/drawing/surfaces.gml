// Surfaces have a size and are drawn to in turn; they have no pixels.
var a = surface_create(100.7, 50), b = surface_create(8, 8, surface_r8unorm);
show_debug_message([surface_exists(a), surface_get_width(a), surface_get_height(a), surface_get_format(b) == surface_r8unorm, surface_exists(99), surface_exists(-1)]); // expect: [ 1,100,50,1,0,0 ]
surface_resize(a, 64, 32);
show_debug_message([surface_get_width(a), surface_get_height(a), surface_get_width(99)]); // expect: [ 64,32,-1 ]
show_debug_message([surface_get_target(), surface_set_target(a), surface_get_target() == a]); // expect: [ -1,1,1 ]
surface_set_target(b);
surface_set_target_ext(2, a);
show_debug_message([surface_get_target() == b, surface_get_target_ext(2) == a, surface_get_target_ext(1)]); // expect: [ 1,1,-1 ]
surface_reset_target();
show_debug_message([surface_get_target() == a, surface_get_target_ext(2)]); // expect: [ 1,-1 ]
surface_reset_target();
surface_free(a);
show_debug_message([surface_exists(a), surface_set_target(a), surface_exists(application_surface), surface_get_width(application_surface) > 0]); // expect: [ 0,0,1,1 ]
try {
    surface_create(0, 10);
} catch (e) {
    show_debug_message(e.message); // expect: surface_create :: Trying to create a surface with size of less than or equal to zero.
}
surface_reset_target(); // expect fault: Unbalanced surface stack.
