#include "app/commands.h"
#include "app/gui.h"

namespace scope {

int cmd_gui(const Arguments& arguments) {
    GuiResult result = run_gui(arguments);
    if (result.error) usage_error(*result.error);
    return result.status;
}

} // namespace scope
