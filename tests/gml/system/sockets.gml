// Sending answers what would have been sent, or -1: without a connection, on a socket that is gone, from no buffer.
var buffer = buffer_create(8, buffer_fixed, 1), socket = network_create_socket(network_socket_tcp);
show_debug_message([network_send_packet(socket, buffer, 4), network_send_raw(socket, buffer, 4)]); // expect: [ -1,-1 ]
network_connect(socket, "127.0.0.1", 6510);
show_debug_message([network_send_packet(socket, buffer, 4), network_send_raw(socket, buffer, 4), network_send_packet(socket, 999, 4)]); // expect: [ 16,4,-1 ]
network_destroy(socket);
show_debug_message(network_send_packet(socket, buffer, 4)); // expect: -1
// What says where to send needs no connection.
var other_socket = network_create_socket(network_socket_udp);
show_debug_message([network_send_udp(other_socket, "127.0.0.1", 6510, buffer, 4), network_send_broadcast(other_socket, 6510, buffer, 4)]); // expect: [ 4,4 ]
show_debug_message([network_send_udp(other_socket, "127.0.0.1", 6510, 999, 4), network_send_packet(-1, buffer, 4)]); // expect: [ -1,-1 ]
// A server's clients come with Networking events, by numbers that no function made.
show_debug_message(network_send_packet(77, buffer, 4)); // expect: 16
