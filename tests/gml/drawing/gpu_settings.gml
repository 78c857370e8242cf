// What gpu_set_* sets, gpu_get_* gives; nothing is drawn with it.
gpu_set_alphatestenable(1); gpu_set_alphatestref(1); gpu_set_blendenable(1); gpu_set_blendequation(1); gpu_set_cullmode(1); gpu_set_depth(1);
show_debug_message([gpu_get_alphatestenable(), gpu_get_alphatestref(), gpu_get_blendenable(), gpu_get_blendequation(), gpu_get_cullmode(), gpu_get_depth()]); // expect: [ 1,1,1,1,1,1 ]
gpu_set_sprite_cull(1); gpu_set_stencil_enable(1); gpu_set_tex_filter(1); gpu_set_tex_max_aniso(1); gpu_set_tex_max_mip(1); gpu_set_tex_min_mip(1);
show_debug_message([gpu_get_sprite_cull(), gpu_get_stencil_enable(), gpu_get_tex_filter(), gpu_get_tex_max_aniso(), gpu_get_tex_max_mip(), gpu_get_tex_min_mip()]); // expect: [ 1,1,1,1,1,1 ]
gpu_set_tex_mip_bias(1); gpu_set_tex_repeat(1); gpu_set_texfilter(1); gpu_set_texrepeat(1); gpu_set_zfunc(1); gpu_set_ztestenable(1);
show_debug_message([gpu_get_tex_mip_bias(), gpu_get_tex_repeat(), gpu_get_texfilter(), gpu_get_texrepeat(), gpu_get_zfunc(), gpu_get_ztestenable()]); // expect: [ 1,1,1,1,1,1 ]
gpu_set_zwriteenable(1);
show_debug_message([gpu_get_zwriteenable()]); // expect: [ 1 ]
gpu_set_tex_filter_ext(0, true); gpu_set_tex_repeat_ext(0, true); gpu_set_texfilter_ext(0, true); gpu_set_texrepeat_ext(0, true);
show_debug_message([gpu_get_tex_filter_ext(0), gpu_get_tex_repeat_ext(0), gpu_get_texfilter_ext(0), gpu_get_texrepeat_ext(0)]); // expect: [ 1,1,1,1 ]
