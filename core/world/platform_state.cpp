#include "core/world/platform_state.h"

#include "core/world/files.h"

namespace scope {

bool PlatformState::flush(OpenFile& file, Files& files) {
    if (!file.open || !file.changed || file.path.empty()) return true;
    file.changed = false;
    return files.write(file.path, file.own);
}

void PlatformState::flush(Files& files) {
    for (auto* table : {&texts, &binaries})
        for (OpenFile& file : *table) (void)flush(file, files);
}

} // namespace scope
