#include "core/base/text_file.h"

#include <fstream>

namespace scope {

Result<std::string> read_text_file(const std::string& path, size_t most_megabytes) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail("cannot read this file", path);
    std::string text;
    char block[65536];
    while (in.read(block, sizeof block) || in.gcount() > 0) {
        text.append(block, static_cast<size_t>(in.gcount()));
        if (text.size() > most_megabytes << 20)
            return fail("this file is larger than " + std::to_string(most_megabytes) + " MB", path);
    }
    if (!in.eof()) return fail("cannot read this file", path);
    return text;
}

} // namespace scope
