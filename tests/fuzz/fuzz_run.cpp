// Compiles and runs any text as GML in an empty world with small limits: no input may crash, hang or exhaust memory.
// ./dev fuzz fuzz_run

#include "core/lib/library.h"
#include "core/world/world.h"

#include <cstddef>
#include <cstdint>

using namespace scope;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    WorldInput input;
    input.project = std::make_shared<const Project>(empty_project());
    input.natives = native_tables();
    input.accessors = accessor_natives();
    input.vm_limits.instructions = 20000;
    input.vm_limits.depth = 200;
    input.heap_limits.total_bytes = size_t(64) << 20;
    input.heap_limits.string_bytes = size_t(8) << 20;
    input.heap_limits.array_items = size_t(1) << 20;
    World world(std::move(input));
    world.boot();
    (void)world.evaluate(std::string(reinterpret_cast<const char*>(data), size));
    for (int frame = 0; frame < 3 && !world.ended(); ++frame) world.run_frame();
    return 0;
}
