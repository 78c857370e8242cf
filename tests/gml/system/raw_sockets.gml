// Sockets are handles that nothing answers.
show_debug_message([network_create_server(network_socket_tcp, 6510, 4), network_create_server_raw(network_socket_tcp, 6511, 4)]); // expect: [ 0,1 ]
var socket = network_create_socket_ext(network_socket_udp, 6512);
show_debug_message([socket, network_set_config(network_config_connect_timeout, 4000), network_set_timeout(socket, 100, 100)]); // expect: [ 2,undefined,undefined ]
show_debug_message([network_connect_raw(socket, "localhost", 1), network_connect_async(socket, "localhost", 1), network_connect_raw_async(socket, "localhost", 1)]); // expect: [ 0,0,0 ]
var data = buffer_create(4, buffer_fixed, 1);
show_debug_message([network_send_udp_raw(socket, "localhost", 1, data, 4), network_resolve("localhost")]); // expect: [ 4,"127.0.0.1" ]
network_destroy(socket);
