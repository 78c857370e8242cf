#include "core/world/platform_state.h"

#include "core/world/files.h"

namespace scope {

bool PlatformState::flush(OpenFile& file, Files& files) {
    if (!file.open || !file.changed || file.path.empty()) return true;
    if (!files.write(file.path, file.own)) return false;
    file.changed = false;
    return true;
}

void PlatformState::flush(Files& files) {
    for (auto* table : {&texts, &binaries})
        for (OpenFile& file : *table) (void)flush(file, files);
}

} // namespace scope
