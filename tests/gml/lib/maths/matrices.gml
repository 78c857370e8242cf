// The matrices set for drawing are kept, and so is their stack.
var moved = matrix_build(10, 20, 30, 0, 0, 0, 1, 1, 1);
show_debug_message(array_equals(matrix_get(matrix_world), matrix_build_identity())); // expect: 1
matrix_set(matrix_world, moved);
show_debug_message([array_equals(matrix_get(matrix_world), moved), array_equals(matrix_get(matrix_view), matrix_build_identity())]); // expect: [ 1,1 ]
var into = array_create(16);
matrix_get(matrix_world, into);
show_debug_message(into[13]); // expect: 20
show_debug_message(matrix_stack_is_empty()); // expect: 1
matrix_stack_push(moved);
matrix_stack_push();
matrix_stack_set(matrix_build_identity());
show_debug_message([matrix_stack_is_empty(), matrix_stack_top()[0], matrix_stack_top()[12]]); // expect: [ 0,1,0 ]
matrix_stack_pop();
show_debug_message(matrix_stack_top()[12]); // expect: 10
show_debug_message(matrix_stack_pop()[12]); // expect: 10
show_debug_message(matrix_stack_is_empty()); // expect: 1
repeat (100) matrix_stack_push(moved);
matrix_stack_clear();
show_debug_message([matrix_stack_is_empty(), matrix_stack_top()[12]]); // expect: [ 1,0 ]
matrix_get(3); // expect fault: matrix_get :: unknown matrix type
