#include "ui/model/code_search.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

uint32_t columns_of(std::string_view text) {
    uint32_t columns = 0;
    for (char c : text) {
        bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80; // a byte within a character of UTF-8
        columns += c == '\t' ? 4 : continues ? 0 : 1;
    }
    return columns;
}

std::vector<CodeMatch> code_matches(std::string_view text, std::string_view wanted, size_t most) {
    std::vector<CodeMatch> found;
    if (wanted.empty()) return found;
    std::string lowered = lower_ascii(wanted);
    uint32_t number = 1;
    for (size_t at = 0; at < text.size() && found.size() < most; ++number) {
        size_t end = std::min(text.find('\n', at), text.size());
        std::string line = lower_ascii(text.substr(at, end - at));
        uint32_t column = 0;
        size_t counted = 0;
        for (size_t hit = line.find(lowered); hit != std::string::npos && found.size() < most;
             hit = line.find(lowered, hit + lowered.size())) {
            column += columns_of(std::string_view(line).substr(counted, hit - counted));
            counted = hit;
            found.push_back({number, column, columns_of(lowered)});
        }
        at = end + 1;
    }
    return found;
}

void CodeSearch::look(std::string_view source, const std::string& path, std::string wanted, uint32_t line) {
    if (path == file && wanted == text) return;
    file = path;
    text = std::move(wanted);
    matches = code_matches(source, text);
    auto first = std::find_if(matches.begin(), matches.end(), [&](const CodeMatch& m) { return m.line >= line; });
    current = first == matches.end() ? 0 : static_cast<size_t>(first - matches.begin());
}

void CodeSearch::move(int by) {
    if (matches.empty()) return;
    int64_t count = static_cast<int64_t>(matches.size());
    current = static_cast<size_t>(((static_cast<int64_t>(current) + by) % count + count) % count);
}

} // namespace scope
