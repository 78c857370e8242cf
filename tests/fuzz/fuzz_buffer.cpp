// Bytes choose calls of the buffer functions and their arguments, in one small world: none may crash, hang or exhaust
// memory, buffers stay consistent, what is written, compressed or encoded reads back, and all memory comes back. One
// world serves every input and is as new after each. ./dev fuzz fuzz_buffer
#include "core/base/verify.h"
#include "core/data/encoding.h"
#include "core/ds/map.h"
#include "core/lib/buffer_values.h"
#include "core/lib/library.h"
#include "core/lib/tables.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

using namespace scope;

namespace {

/// What a function takes, a letter per argument: b buffer, k kind, a alignment, t type, n number, v any value, s text,
/// e base64, f file, m map.
struct Operation {
    std::string_view name;
    std::string_view takes;
    Value function; ///< set at the start
};

Operation operations[] = {
    {"buffer_create", "nka", {}},
    {"buffer_delete", "b", {}},
    {"buffer_exists", "b", {}},
    {"buffer_write", "btv", {}},
    {"buffer_read", "bt", {}},
    {"buffer_peek", "bnt", {}},
    {"buffer_poke", "bntv", {}},
    {"buffer_fill", "bntvn", {}},
    {"buffer_seek", "bkn", {}},
    {"buffer_tell", "b", {}},
    {"buffer_get_size", "b", {}},
    {"buffer_get_used_size", "b", {}},
    {"buffer_set_used_size", "bn", {}},
    {"buffer_get_type", "b", {}},
    {"buffer_get_alignment", "b", {}},
    {"buffer_get_address", "b", {}},
    {"buffer_sizeof", "t", {}},
    {"buffer_resize", "bn", {}},
    {"buffer_copy", "bnnbn", {}},
    {"buffer_copy_stride", "bnnnnbnn", {}},
    {"buffer_crc32", "bnn", {}},
    {"buffer_md5", "bnn", {}},
    {"buffer_sha1", "bnn", {}},
    {"buffer_base64_encode", "bnn", {}},
    {"buffer_base64_decode", "e", {}},
    {"buffer_base64_decode_ext", "ben", {}},
    {"buffer_compress", "bnn", {}},
    {"buffer_decompress", "b", {}},
    {"buffer_load", "f", {}},
    {"buffer_load_ext", "bfn", {}},
    {"buffer_load_partial", "bfnnn", {}},
    {"buffer_save", "bf", {}},
    {"buffer_save_ext", "bfnn", {}},
    {"buffer_load_async", "bfnn", {}},
    {"buffer_save_async", "bfnn", {}},
    {"buffer_async_group_begin", "s", {}},
    {"buffer_async_group_option", "sv", {}},
    {"buffer_async_group_end", "", {}},
    {"ds_map_secure_save_buffer", "mb", {}},
    {"ds_map_secure_load_buffer", "b", {}},
};

constexpr double numbers[] = {
    -1,
    -2,
    -8,
    255,
    256,
    1000,
    4096,
    65535,
    65536,
    1e6,
    8e6,
    -32768,
    0x7FFFFFFF,
    0x80000000,
    4294967295.0,
    4294967296.0,
    1099511627776.0,
    9007199254740992.0,
    9.3e18,
    -9.3e18,
    1e300,
    -1e300,
    0.5,
    -0.0,
    5e-324,
    65519,
    65520,
    6e-8,
    HUGE_VAL,
    -HUGE_VAL,
    std::numeric_limits<double>::quiet_NaN(),
};

constexpr uint64_t budget = 20'000;

class Fuzz {
public:
    Fuzz();
    void run(const uint8_t* data, size_t size);

private:
    uint8_t byte() { return m_at < m_end ? *m_at++ : 0; }
    uint64_t number_of(size_t bytes);
    std::string_view piece();
    Value text(std::string_view bytes) { return Value(m_world.heap().new_string(bytes)); }
    Value number();
    Value any();
    Value argument(char what);
    bool call(const Value& function, std::span<const Value> arguments);
    void step();
    void check(const Operation& operation, std::span<const Value> arguments);
    void clear();
    Value native(std::string_view name);

    World m_world;
    Value m_map;
    Value m_poke, m_exists, m_decompress, m_decode;
    std::vector<Value> m_buffers; ///< the latest
    std::vector<Value> m_maps;
    const uint8_t* m_at = nullptr;
    const uint8_t* m_end = nullptr;
    size_t m_bytes = 0; ///< of the heap when nothing is there
};

WorldInput small_input() {
    WorldInput input;
    input.project = std::make_shared<const Project>(empty_project());
    input.natives = native_tables();
    input.accessors = accessor_natives();
    input.vm_limits.depth = 20;
    input.heap_limits.total_bytes = size_t(4) << 20;
    input.heap_limits.string_bytes = size_t(1) << 20;
    return input;
}

Value Fuzz::native(std::string_view name) {
    uint32_t index = m_world.resolver().find_native(name);
    VERIFY(index != ~0u);
    return Value::ref(RefKind::function, index);
}

Fuzz::Fuzz() : m_world(small_input()) {
    for (std::span<const NativeRow> table : {buffer_natives(), buffer_range_natives(), buffer_file_natives()})
        for (const NativeRow& row : table) // none is forgotten
            VERIFY(std::any_of(std::begin(operations), std::end(operations),
                               [&](const Operation& one) { return one.name == row.name; }));
    for (Operation& operation : operations) operation.function = native(operation.name);
    m_poke = native("buffer_poke");
    m_exists = native("buffer_exists");
    m_decompress = native("buffer_decompress");
    m_decode = native("buffer_base64_decode");
    DsMap* map = m_world.ds().create_map();
    map->set(text("key"), text("some text"));
    map->set(Value(1.0), Value(2.5));
    m_map = map->handle();
    for (int one = 0; one < 256; ++one) text(std::string(1, static_cast<char>(one))); // the heap keeps these
    text("");
    clear();
    m_bytes = m_world.heap().bytes();
}

uint64_t Fuzz::number_of(size_t bytes) {
    uint64_t bits = 0;
    for (size_t index = 0; index < bytes; ++index) bits = bits << 8 | byte();
    return bits;
}

/// The next few bytes of the input.
std::string_view Fuzz::piece() {
    size_t wanted = byte() % 64; // first, for it moves m_at
    size_t length = std::min(wanted, static_cast<size_t>(m_end - m_at));
    std::string_view bytes(reinterpret_cast<const char*>(m_at), length);
    m_at += length;
    return bytes;
}

Value Fuzz::number() {
    uint8_t choice = byte();
    if (choice < 200) return Value(static_cast<double>(choice));
    if (choice < 200 + std::size(numbers)) return Value(numbers[choice - 200]);
    switch (choice % 4) {
    case 0: return Value(static_cast<double>(number_of(2)));
    case 1: return Value::int64(static_cast<int64_t>(number_of(8)));
    case 2: return Value(static_cast<double>(static_cast<int32_t>(number_of(4))) / 8);
    default: break;
    }
    uint64_t bits = number_of(8);
    double out;
    std::memcpy(&out, &bits, sizeof out);
    return Value(out);
}

Value Fuzz::any() {
    switch (byte() % 10) {
    case 0: return Value();
    case 1: return Value::boolean(byte() & 1);
    case 2: return Value::int32(static_cast<int32_t>(number_of(4)));
    case 3: return Value::pointer(number_of(8));
    case 4:
    case 5: return text(piece());
    case 6: return argument('b');
    case 7: {
        Array* array = m_world.heap().new_array(byte() % 4);
        return array ? Value(array) : Value();
    }
    default: return number();
    }
}

Value Fuzz::argument(char what) {
    switch (what) {
    case 'b': return m_buffers.empty() ? Value(0.0) : m_buffers[byte() % m_buffers.size()];
    case 'k': return Value(static_cast<double>(byte() % 6));
    case 'a': return Value(static_cast<double>(1 << byte() % 12));
    case 't': return Value(static_cast<double>(byte() % 15));
    case 'n': return number();
    case 's': return text(piece());
    case 'e': return text(base64_encode(piece()));
    case 'f': return text(byte() & 1 ? "one" : "folder/two");
    case 'm': return m_map;
    default: return any();
    }
}

/// False when it faulted.
bool Fuzz::call(const Value& function, std::span<const Value> arguments) {
    VERIFY(m_world.vm().push_callable(function, nullptr, nullptr, arguments));
    return m_world.vm().resume() == RunResult::done;
}

void Fuzz::step() {
    uint8_t choice = byte();
    const Operation& operation = operations[choice % std::size(operations)];
    bool wild = choice >= 240;
    std::vector<Value> arguments;
    for (char what : operation.takes) arguments.push_back(wild ? any() : argument(what));
    if (!call(operation.function, arguments)) return;
    Value result = m_world.vm().result();
    if (result.is_ref(RefKind::ds_map)) m_maps.push_back(result);
    if (result.is_ref(RefKind::buffer)) {
        m_buffers.push_back(result);
        if (m_buffers.size() > 8) m_buffers.erase(m_buffers.begin()); // it lives on without a name
    }
    if (!wild) check(operation, arguments);
}

/// Whether what came out leads back to what went in.
void Fuzz::check(const Operation& operation, std::span<const Value> arguments) {
    for (const Value& handle : m_world.buffers().all()) {
        const Buffer* buffer = m_world.buffers().find(handle);
        VERIFY(buffer->position <= buffer->bytes.size() && buffer->used <= buffer->bytes.size());
    }
    Value result = m_world.vm().result();
    const Buffer* buffer = arguments.empty() ? nullptr : m_world.buffers().find(arguments[0]);
    if (!buffer || buffer->bytes.size() > 65536) return;
    if (operation.name == "buffer_peek" && result.is_numeric() && !result.is_bool() &&
        !(result.is_real() && std::isnan(result.as_real()))) {
        std::string before = buffer->bytes;
        Value back[] = {arguments[0], arguments[1], arguments[2], result};
        if (call(m_poke, back)) VERIFY(buffer->bytes == before);
    }
    bool compressed = operation.name == "buffer_compress" && result.is_ref(RefKind::buffer);
    if (compressed || operation.name == "buffer_base64_encode") {
        if (!call(compressed ? m_decompress : m_decode, {&result, 1})) return;
        Value unpacked = m_world.vm().result();
        VERIFY(unpacked.is_ref(RefKind::buffer));
        VERIFY(buffer->bytes.find(m_world.buffers().find(unpacked)->bytes) != std::string::npos);
        m_world.buffers().destroy(unpacked);
    }
}

void Fuzz::clear() {
    m_buffers.clear();
    for (const Value& buffer : m_world.buffers().all()) m_world.buffers().destroy(buffer);
    for (const Value& map : m_maps)
        if (DsStructure* structure = m_world.ds().exact(map)) m_world.ds().destroy(*structure);
    m_maps.clear();
    while (!m_world.requests().waiting().empty()) m_world.requests().close(m_world.requests().waiting().front().number);
    m_world.files() = Files();
    m_world.vm().set_budget(budget);
    Value nobody(-1.0);
    call(m_exists, {&nobody, 1}); // the vm keeps the last result
}

void Fuzz::run(const uint8_t* data, size_t size) {
    m_at = data;
    m_end = data + size;
    while (m_at < m_end) step();
    clear();
    VERIFY(m_world.heap().bytes() == m_bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static Fuzz fuzz;
    fuzz.run(data, size);
    return 0;
}
