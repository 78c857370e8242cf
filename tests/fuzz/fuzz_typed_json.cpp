// Whatever reads as typed JSON, or as a payload, writes and reads back as equal data, and no text crashes, hangs or
// recurses. ./dev fuzz fuzz_typed_json
#include "core/base/verify.h"
#include "core/data/datum_edit.h"
#include "core/data/gml_text.h"
#include "core/data/typed_json.h"

using namespace scope;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<Diagnostic> findings;
    if (auto datum = read_typed_json(text, {.findings = &findings})) {
        auto again = read_typed_json(write_typed_json(*datum, 2));
        VERIFY(again && *again == *datum);
        VERIFY(summary(*datum, 40).size() <= 40);
        size_estimate(*datum);
    }
    if (auto payload = read_payload(text, {.trailing_commas = true})) {
        auto again = read_payload(write_payload(*payload));
        VERIFY(again && *again == *payload);
        gml_of_fire("ev_async_web", *payload);
        at_path(*payload, text.substr(0, 20));
    }
    read_plain_json(text);
    return 0;
}
