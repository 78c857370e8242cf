#include "app/commands.h"
#include "app/terminal.h"
#include "core/catalog/report.h"

namespace scope {

int cmd_events(const Arguments& arguments) {
    auto report = events_report(Catalog::builtin(), arguments.input, arguments.json);
    if (!report) return usage_error(report.error());
    standard_output().write(*report);
    return exit_holds;
}

} // namespace scope
