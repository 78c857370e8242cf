#pragma once
// Comparing traces as files.

#include <filesystem>
#include <fstream>
#include <string>

namespace scope {

/// The file's text with every duration as 0: what two recordings of the same have in common.
inline std::string trace_without_durations(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}}, out;
    static constexpr std::string_view mark = "\"us\":";
    size_t at = 0;
    for (size_t found; (found = text.find(mark, at)) != std::string::npos;) {
        out.append(text, at, found + mark.size() - at).append("0");
        at = text.find_first_not_of("0123456789", found + mark.size());
    }
    return out.append(text, at);
}

} // namespace scope
