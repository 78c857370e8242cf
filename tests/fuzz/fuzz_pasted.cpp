// libFuzzer: pasted text ends in a payload that writes and reads back, or in an error. Build: clang++ -std=c++20 -I.
// -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz_pasted.cpp core/catalog/paste.cpp core/data/*.cpp core/base/*.cpp
// -lfmt
#include "core/base/verify.h"
#include "core/catalog/paste.h"
#include "core/data/typed_json.h"

using namespace scope;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    if (auto payload = parse_pasted(text)) {
        auto again = read_payload(write_payload(*payload));
        VERIFY(again && *again == *payload);
    } else {
        VERIFY(!payload.error().message.empty());
    }
    return 0;
}
