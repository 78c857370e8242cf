// No text crashes, hangs or recurses in json_parse and json_decode; what parses writes a text that parses, after one
// round (a small int64 comes back as a real) always the same; and a reading that fails leaves no structure behind.
// ./dev fuzz fuzz_json
#include "core/base/verify.h"
#include "core/ds/json.h"

using namespace scope;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    HeapLimits limits;
    limits.total_bytes = 64 << 20;
    Heap heap(std::make_shared<NameTable>(), limits);
    DsStore store(heap);
    std::string first, second, third, error;
    Value value, again;
    if (json_parse(store, text, false, value, error) == JsonRead::done) {
        VERIFY(json_stringify(store, value, size % 2, nullptr, first, error));
        VERIFY(json_parse(store, first, false, again, error) == JsonRead::done);
        VERIFY(json_stringify(store, again, size % 2, nullptr, second, error));
        VERIFY(json_parse(store, second, false, again, error) == JsonRead::done);
        VERIFY(json_stringify(store, again, size % 2, nullptr, third, error));
        VERIFY(second == third);
    }
    VERIFY(store.count() == 0);
    if (json_decode(store, text, value, error) == JsonRead::done) {
        DsStructure* map = store.exact(value);
        VERIFY(map && json_encode(*map, size % 2, nullptr, first, error));
        store.destroy(*map);
    }
    VERIFY(store.count() == 0);
    return 0;
}
