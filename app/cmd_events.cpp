#include "app/commands.h"
#include "core/catalog/report.h"

#include <cstdio>

namespace scope {

int cmd_events(const Arguments& arguments) {
    auto report = events_report(Catalog::builtin(), arguments.input, arguments.json);
    if (!report) return usage_error(report.error());
    std::fputs(report->c_str(), stdout);
    return exit_holds;
}

} // namespace scope
