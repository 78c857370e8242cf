// Opens any bytes as a trace and reads every line of it. ./dev fuzz fuzz_trace

#include "core/trace/text_trace_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace scope;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static constexpr std::string_view header = "{\"format\":\"astrace\",\"version\":1}\n";
    int file = memfd_create("trace", 0);
    // Half of the inputs get a sound header, so that lines are reached at once.
    if (size && data[0] & 1) (void)!write(file, header.data(), header.size());
    (void)!write(file, data, size);
    auto reader = TextTraceReader::open("/proc/self/fd/" + std::to_string(file));
    if (reader)
        for (size_t line = 0; line < (*reader)->line_count(); ++line) {
            (void)(*reader)->members(line);
            (void)(*reader)->event(line);
            (void)(*reader)->input(line);
            (void)(*reader)->source(line);
        }
    close(file);
    return 0;
}
