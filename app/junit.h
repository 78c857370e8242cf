#pragma once
// Reports in the form that build servers read: a suite of cases, each passed or failed with a message. Written when all
// is done.

#include "core/base/result.h"

#include <string>
#include <vector>

namespace scope {

struct JunitCase {
    std::string name;
    std::string failure; ///< one line; empty: it passed
    std::string details = {};
};

Result<void> write_junit(const std::string& path, const std::string& suite, const std::vector<JunitCase>& cases);

} // namespace scope
