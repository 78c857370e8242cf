// Points and rectangles in shapes: 0 outside, 1 inside, 2 across an edge.
show_debug_message([point_in_rectangle(1, 1, 0, 0, 2, 2), point_in_rectangle(3, 1, 0, 0, 2, 2), point_in_rectangle(2, 2, 0, 0, 2, 2)]); // expect: [ 1,0,1 ]
show_debug_message([point_in_circle(3, 4, 0, 0, 5), point_in_circle(3, 4.1, 0, 0, 5)]); // expect: [ 1,0 ]
show_debug_message([point_in_triangle(1, 1, 0, 0, 4, 0, 0, 4), point_in_triangle(3, 3, 0, 0, 4, 0, 0, 4)]); // expect: [ 1,0 ]
show_debug_message([rectangle_in_rectangle(1, 1, 2, 2, 0, 0, 5, 5), rectangle_in_rectangle(4, 4, 8, 8, 5, 5, 0, 0), rectangle_in_rectangle(6, 6, 8, 8, 0, 0, 5, 5)]); // expect: [ 1,2,0 ]
show_debug_message(rectangle_in_rectangle(-1, 2, 9, 3, 0, 0, 5, 5)); // expect: 2
show_debug_message([rectangle_in_circle(-1, -1, 1, 1, 0, 0, 5), rectangle_in_circle(-1, -1, 9, 1, 0, 0, 5), rectangle_in_circle(6, 6, 9, 9, 0, 0, 5)]); // expect: [ 1,2,0 ]
show_debug_message([rectangle_in_triangle(1, 1, 1.5, 1.5, 0, 0, 8, 0, 0, 8), rectangle_in_triangle(-1, 2, 9, 3, 0, 0, 8, 0, 0, 8), rectangle_in_triangle(5, 5, 9, 9, 0, 0, 8, 0, 0, 8)]); // expect: [ 1,2,0 ]
