// Vectors, projections, and beats.
show_debug_message([point_distance_3d(0, 0, 0, 2, 3, 6), dot_product_3d_normalized(1, 0, 0, 5, 0, 0)]); // expect: [ 7,1 ]
show_debug_message([time_bpm_to_seconds(120), time_seconds_to_bpm(0.5)]); // expect: [ 0.50,120 ]
var ortho = matrix_build_projection_ortho(100, 50, 1, 101);
show_debug_message([ortho[0], ortho[5], ortho[10], ortho[15]]); // expect: [ 0.02,0.04,0.01,1 ]
show_debug_message(array_length(matrix_build_projection_perspective(100, 50, 1, 101))); // expect: 16
show_debug_message(matrix_build_projection_perspective_fov(90, 1, 1, 101)[11]); // expect: 1
random_set_seed(5);
var first = random_get_seed();
randomise();
show_debug_message([first, is_numeric(random_get_seed())]); // expect: [ 5,1 ]
show_debug_message(string_length(sha1_string_unicode("abc"))); // expect: 40
