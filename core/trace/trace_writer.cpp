#include "core/trace/trace_writer.h"

#include <xxhash.h>

namespace scope {

std::string content_hash(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    uint64_t hash = XXH3_64bits(text.data(), text.size());
    std::string out(16, '0');
    for (int i = 15; i >= 0; --i, hash >>= 4) out[static_cast<size_t>(i)] = digits[hash & 15];
    return out;
}

} // namespace scope
