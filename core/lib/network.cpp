// network_*: sockets exist as live handles, nothing is sent. Connecting and listening leave a channel behind (many
// Networking events may follow); sending is a call out that answers the number of bytes GameMaker would have sent.

#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"
#include "core/world/parameters.h"
#include "core/world/world.h"

namespace scope {

static NativeStatus open_channel(NativeCall& c, const Value& socket) {
    NewRequest made{c.name, "network", {c.args, c.count}, events::async_web_networking, RequestMode::channel,
                    {},     socket};
    ask(c, made);
    return c.done(socket);
}

/// Sockets are plain reals in GML; the handle table gives their numbers and knows which are open. Undefined with the
/// fault set when there are too many.
static Value new_socket(NativeCall& c) {
    if (!may_create(c, RefKind::socket)) return {};
    World& world = world_of(c);
    return Value(static_cast<double>(world.stub_handles().create(RefKind::socket, world.origin_here()).ref_index()));
}

static bool is_open(NativeCall& c, const Value& socket) {
    return world_of(c).stub_handles().exists(RefKind::socket, socket);
}

static NativeStatus create_socket(NativeCall& c) {
    return c.done(new_socket(c));
}

static NativeStatus create_server(NativeCall& c) {
    Value socket = new_socket(c);
    return c.failed() ? NativeStatus::fault : open_channel(c, socket);
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
    world.stub_handles().free(RefKind::socket, Value(number));
    if (Request* open = world.requests().find("network", c.arg(0))) world.requests().close(open->number);
    return c.done();
}

/// Whether something can be sent. A socket that no function here made came with a Networking event: it is connected.
static bool can_send(NativeCall& c, bool needs_connection) {
    World& world = world_of(c);
    Value socket(c.real(0));
    if (c.failed() || !(socket.as_real() >= 0)) return false;
    if (!world.stub_handles().was_made(RefKind::socket, socket)) return true;
    return is_open(c, socket) && (!needs_connection || world.requests().find("network", socket));
}

/// `size_at`: which argument is the number of bytes, behind the buffer; what GameMaker adds as a header counts for
/// send_packet. What names no address needs a connection. -1 when it cannot be sent.
template<uint32_t size_at, int header, bool needs_connection> static NativeStatus send(NativeCall& c) {
    double size = c.real(size_at);
    bool sent = can_send(c, needs_connection) && world_of(c).buffers().find(c.arg(size_at - 1));
    return c.done(sent ? size + header : -1.0);
}

static NativeStatus nothing(NativeCall& c) {
    return c.done();
}
static NativeStatus resolve(NativeCall& c) {
    return c.done(std::string_view("127.0.0.1"));
}

static constexpr uint8_t out = NativeRow::calls_out;
static constexpr NativeRow rows[] = {
    {"network_create_socket", checked<create_socket>, 1, 1, out},
    {"network_create_socket_ext", checked<create_socket>, 2, 2, out},
    {"network_create_server", checked<create_server>, 3, 3, out},
    {"network_create_server_raw", checked<create_server>, 3, 3, out},
    {"network_connect", checked<connect>, 3, 3, out},
    {"network_connect_raw", checked<connect>, 3, 3, out},
    {"network_connect_async", checked<connect>, 3, 3, out},
    {"network_connect_raw_async", checked<connect>, 3, 3, out},
    {"network_destroy", destroy, 1, 1, out},
    {"network_send_packet", checked<send<2, 12, true>>, 3, 3, out},
    {"network_send_raw", checked<send<2, 0, true>>, 3, 4, out},
    {"network_send_udp", checked<send<4, 0, false>>, 5, 5, out},
    {"network_send_udp_raw", checked<send<4, 0, false>>, 5, 5, out},
    {"network_send_broadcast", checked<send<3, 0, false>>, 4, 4, out},
    {"network_resolve", checked<resolve>, 1, 1, out},
    {"network_set_config", nothing, 2, 2},
    {"network_set_timeout", checked<nothing>, 3, 3},
};

std::span<const NativeRow> network_natives() {
    return rows;
}

} // namespace scope
