// Pasted text ends in a payload that writes and reads back, or in an error. ./dev fuzz fuzz_pasted
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
