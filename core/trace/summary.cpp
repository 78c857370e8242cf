#include "core/data/typed_json.h"
#include "core/trace/records.h"

namespace scope {

std::string summary_of(const Datum& payload, size_t width) {
    // What people look for first stands first, whatever the order in the map.
    static constexpr std::string_view telling[] = {"id",          "status", "event_type", "type",
                                                   "http_status", "result", "error",      "message"};
    std::string out;
    auto add = [&](std::string_view key, const Datum& value) {
        if (out.size() >= width) return;
        out += (out.empty() ? "" : ", ") + std::string(key) + " " + summary(value, 40);
    };
    for (std::string_view key : telling)
        if (const Datum* value = payload.find(key)) add(key, *value);
    for (const DatumEntry& entry : payload.entries()) {
        bool shown = false;
        for (std::string_view key : telling) shown |= entry.key.is(DatumKind::string) && entry.key.text() == key;
        if (!shown)
            add(entry.key.is(DatumKind::string) ? std::string(entry.key.text()) : summary(entry.key, 20), entry.value);
    }
    if (out.size() <= width) return out;
    size_t end = width > 3 ? width - 3 : 0;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    return out.substr(0, end) + "...";
}

} // namespace scope
