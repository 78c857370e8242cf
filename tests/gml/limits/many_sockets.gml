// A socket is kept until somebody destroys it: a loop that makes them without end is stopped.
try {
    while (true) network_create_socket(network_socket_tcp);
} catch (e) {
    show_debug_message("never");
}
// expect limit: memory
