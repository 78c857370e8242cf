// No text harms a ds_*_read, and what was read writes a text that reads back to the same text. The first byte chooses
// the kind. ./dev fuzz fuzz_ds_text
#include "core/base/verify.h"
#include "core/ds/text.h"

using namespace scope;

namespace {

DsStructure* make(DsStore& store, unsigned kind) {
    switch (kind % 6) {
    case 0: return store.create_map();
    case 1: return store.create_list();
    case 2: return store.create_stack();
    case 3: return store.create_queue();
    case 4: return store.create_priority();
    default: return store.create_grid(2, 2);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) return 0;
    HeapLimits limits;
    limits.total_bytes = 64 << 20;
    Heap heap(std::make_shared<NameTable>(), limits);
    DsStore store(heap);
    DsStructure* structure = make(store, data[0]);
    DsRead read = ds_read(*structure, {reinterpret_cast<const char*>(data) + 1, size - 1});
    VERIFY(read == DsRead::done || structure->size() == 0 || structure->kind() == RefKind::ds_grid);
    if (read != DsRead::done) return 0;
    std::string first, second, error;
    if (!ds_write(*structure, first, error)) return 0;
    DsStructure* again = make(store, data[0]);
    VERIFY(ds_read(*again, first) == DsRead::done);
    VERIFY(ds_write(*again, second, error));
    VERIFY(first == second);
    return 0;
}
