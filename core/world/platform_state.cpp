#include "core/world/platform_state.h"

#include "core/world/files.h"

namespace scope {

bool PlatformState::flush(OpenFile& file, Files& files) {
    if (!file.open || !file.changed || file.path.empty()) return true;
    if (!files.write(file.path, file.own)) return false;
    file.changed = false;
    return true;
}

size_t PlatformState::flush(Files& files) {
    size_t bytes = 0;
    for (auto* table : {&texts, &binaries}) {
        for (OpenFile& file : *table) {
            if (file.changed) bytes += file.own.size();
            (void)flush(file, files);
        }
    }
    return bytes;
}

} // namespace scope
