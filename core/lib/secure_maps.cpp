// ds_map_secure_*: a map as text that cannot be read by eye and is refused once somebody changed it. The device key
// that GameMaker uses is not known, so its files and ours do not understand each other.

#include "core/data/encoding.h"
#include "core/ds/json.h"
#include "core/lib/buffer_ranges.h"
#include "core/lib/digest.h"
#include "core/lib/ds_arguments.h"
#include "core/lib/handle_names.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"

namespace scope {

constexpr std::string_view mark = "scope secure map 1\n";
constexpr size_t digest_length = 40;

static std::string seal(std::string_view json) {
    std::string body = base64_encode(json);
    return std::string(mark) + sha1_hex(std::string(mark) + body) + body;
}

/// Nothing when the text is none of seal's, or not as it was.
static std::optional<std::string> unseal(std::string_view text) {
    if (!text.starts_with(mark) || text.size() < mark.size() + digest_length) return std::nullopt;
    std::string_view digest = text.substr(mark.size(), digest_length), body = text.substr(mark.size() + digest_length);
    if (sha1_hex(std::string(mark) + std::string(body)) != digest) return std::nullopt;
    return base64_decode(body);
}

/// The map argument, sealed; empty with the fault set.
static std::string sealed_argument(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    std::string json, error;
    if (!map || !c.charge(map->size())) return {};
    if (!json_encode(*map, false, &world_of(c), json, error)) {
        c.limit("memory", std::string(c.name) + ": " + error);
        return {};
    }
    return c.charge(json.size()) && c.may_allocate(4 * json.size()) ? seal(json) : std::string();
}

/// A new map, or -1 for a text that is none.
static NativeStatus unsealed(NativeCall& c, std::string_view text) {
    if (!c.charge(text.size()) || !c.may_allocate(2 * text.size())) return NativeStatus::fault;
    std::optional<std::string> json = unseal(text);
    if (!json) return c.done(-1.0);
    Value map;
    std::string error;
    JsonRead read = json_decode(world_of(c).ds(), *json, map, error, handle_of_name(world_of(c)));
    if (read == JsonRead::limit) return c.limit("memory", std::string(c.name) + ": " + error);
    return c.done(read == JsonRead::done ? map : Value(-1.0));
}

static NativeStatus secure_save(NativeCall& c) {
    std::string path = path_argument(c, 1), text = sealed_argument(c);
    if (c.failed()) return NativeStatus::fault;
    return c.done(Value::boolean(world_of(c).files().write(path, std::move(text))));
}

static NativeStatus secure_load(NativeCall& c) {
    std::string path = path_argument(c, 0);
    if (c.failed()) return NativeStatus::fault;
    std::shared_ptr<const std::string> content = world_of(c).files().read(path);
    return content ? unsealed(c, *content) : c.done(-1.0);
}

/// Writes at the buffer's position, as buffer_write does with a string.
static NativeStatus secure_save_buffer(NativeCall& c) {
    std::string text = sealed_argument(c);
    Buffer* buffer = buffer_argument(c, 1);
    if (!buffer) return NativeStatus::fault;
    size_t at = 0, before = buffer->bytes.size();
    if (!buffer->locate(text.size() + 1, true, world_of(c).buffers().most_for(*buffer), at))
        return c.limit("memory", std::string(c.name) + ": the buffer has no room for the map");
    c.heap.spend((buffer->bytes.size() - before) / 64);
    buffer->bytes.replace(at, text.size(), text);
    buffer->bytes[at + text.size()] = '\0';
    buffer->position = at + text.size() + 1;
    world_of(c).buffers().settle(*buffer);
    return c.done();
}

static NativeStatus secure_load_buffer(NativeCall& c) {
    Buffer* buffer = buffer_argument(c, 0);
    if (!buffer) return NativeStatus::fault;
    size_t step = buffer->alignment, at = (buffer->position + step - 1) / step * step;
    std::string_view rest(buffer->bytes);
    rest.remove_prefix(std::min(at, rest.size()));
    std::string text(rest.substr(0, rest.find('\0')));
    buffer->position = std::min(at + text.size() + 1, buffer->bytes.size());
    return unsealed(c, text);
}

static constexpr NativeRow rows[] = {
    {"ds_map_secure_save", secure_save, 2, 2},
    {"ds_map_secure_load", secure_load, 1, 1},
    {"ds_map_secure_save_buffer", secure_save_buffer, 2, 2},
    {"ds_map_secure_load_buffer", secure_load_buffer, 1, 1},
};

std::span<const NativeRow> secure_map_natives() {
    return rows;
}

} // namespace scope
