// Nothing is drawn, but what is set for drawing can be read back.
show_debug_message([draw_get_alpha(), draw_get_colour() == c_white, draw_get_halign() == fa_left, draw_get_font()]); // expect: [ 1,1,1,-1 ]
draw_set_alpha(0.5);
draw_set_color(c_red);
draw_set_halign(fa_center);
draw_set_valign(fa_bottom);
show_debug_message([draw_get_alpha(), draw_get_colour() == c_red, draw_get_halign() == fa_center, draw_get_valign() == fa_bottom]); // expect: [ 0.50,1,1,1 ]
gpu_set_blendmode(bm_add);
gpu_set_tex_filter(true);
gpu_set_texrepeat_ext(3, true);
show_debug_message([gpu_get_blendmode() == bm_add, gpu_get_texfilter(), gpu_get_tex_repeat_ext(3), gpu_get_tex_repeat_ext(2), gpu_get_blendenable()]); // expect: [ 1,1,1,0,1 ]
gpu_push_state();
gpu_set_blendmode(bm_normal);
draw_set_alpha(0.25);
gpu_pop_state();
show_debug_message([gpu_get_blendmode() == bm_add, draw_get_alpha()]); // expect: [ 1,0.25 ]
