// network_*: sockets exist as live handles, nothing is sent. Connecting and listening leave a channel behind (many
// Networking events may follow); sending is a call out that answers the number of bytes GameMaker would have sent.

#include "core/lib/tables.h"
#include "core/world/world.h"

namespace scope {

static constexpr int32_t networking = 68;

static NativeStatus open_channel(NativeCall& c, const Value& socket) {
    NewRequest made{c.name, "network", {c.args, c.count}, networking, RequestMode::channel, {}, socket};
    world_of(c).add_request(made);
    return c.done(socket);
}

/// Sockets are plain reals in GML; the handle table gives their numbers and knows which are open.
static Value new_socket(NativeCall& c) {
    World& world = world_of(c);
    return Value(static_cast<double>(world.handles().create(RefKind::socket, world.origin_here()).ref_index()));
}

static bool is_open(NativeCall& c, const Value& socket) {
    double number = 0;
    std::string error;
    if (!to_real(socket, number, error)) return false;
    return world_of(c).handles().exists(RefKind::socket, Value::ref(RefKind::socket, static_cast<uint32_t>(number)));
}

static NativeStatus create_socket(NativeCall& c) {
    return c.done(new_socket(c));
}

static NativeStatus create_server(NativeCall& c) {
    return open_channel(c, new_socket(c));
}

static NativeStatus connect(NativeCall& c) {
    if (!is_open(c, c.arg(0))) return c.done(-1.0);
    open_channel(c, c.arg(0));
    return c.done(0.0);
}

static NativeStatus destroy(NativeCall& c) {
    double number = c.real(0);
    if (c.failed()) return c.done();
    World& world = world_of(c);
    world.handles().free(RefKind::socket, Value::ref(RefKind::socket, static_cast<uint32_t>(number)));
    if (Request* open = world.requests().find("network", c.arg(0))) world.requests().close(open->number);
    return c.done();
}

/// `size_at`: which argument is the number of bytes; what GameMaker adds as a header counts for send_packet.
template<uint32_t size_at, int header> static NativeStatus send(NativeCall& c) {
    return c.done(c.real(size_at) + header);
}

static NativeStatus nothing(NativeCall& c) {
    return c.done();
}
static NativeStatus resolve(NativeCall& c) {
    return c.done(std::string_view("127.0.0.1"));
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"network_create_socket", create_socket, 1, 1, out},
    {"network_create_socket_ext", create_socket, 2, 2, out},
    {"network_create_server", create_server, 3, 3, out},
    {"network_create_server_raw", create_server, 3, 3, out},
    {"network_connect", connect, 3, 3, out},
    {"network_connect_raw", connect, 3, 3, out},
    {"network_connect_async", connect, 3, 3, out},
    {"network_connect_raw_async", connect, 3, 3, out},
    {"network_destroy", destroy, 1, 1, out},
    {"network_send_packet", send<2, 12>, 3, 3, out},
    {"network_send_raw", send<2, 0>, 3, 4, out},
    {"network_send_udp", send<4, 0>, 5, 5, out},
    {"network_send_udp_raw", send<4, 0>, 5, 5, out},
    {"network_send_broadcast", send<3, 0>, 4, 4, out},
    {"network_resolve", resolve, 1, 1, out},
    {"network_set_config", nothing, 2, 2},
    {"network_set_timeout", nothing, 3, 3},
};

std::span<const NativeRow> network_natives() {
    return rows;
}

} // namespace scope
