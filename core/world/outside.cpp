#include "core/world/outside.h"

#include "core/world/files.h"

namespace scope {

bool Outside::flush(OpenFile& file, Files& files) {
    if (!file.open || !file.changed || file.path.empty()) return true;
    file.changed = false;
    return files.write(file.path, file.own);
}

void Outside::flush(Files& files) {
    for (auto* table : {&texts, &binaries})
        for (OpenFile& file : *table) (void)flush(file, files);
}

} // namespace scope
