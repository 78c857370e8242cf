#include "app/commands.h"
#include "app/ending.h"
#include "app/gui.h"
#include "app/junit.h"
#include "core/base/text.h"

#include <cstdio>
#include <filesystem>
#include <imgui.h>

namespace scope {

/// Each script in a window of its own; pictures are compared with those in the folder `golden` beside the script.
int cmd_uitest(const Arguments& arguments) {
    std::vector<JunitCase> outcomes;
    int status = exit_holds;
    for (const std::string& file : arguments.files) {
        Arguments each = arguments;
        each.ui_script = file;
        GoldenPictures pictures((std::filesystem::path(file).parent_path() / "golden").string(), "ui-differences",
                                arguments.update, ImGui::GetVersion());
        GuiResult result = run_gui(each, &pictures);
        if (std::string note = pictures.note(); !note.empty()) std::printf("%s\n", note.c_str());
        std::printf("%s %s\n", result.error ? "FAIL" : "pass", escape_control(file).c_str());
        if (result.error) usage_error(*result.error);
        status = std::max(status, result.status);
        outcomes.push_back({file, result.error ? result.error->text() : std::string()});
        if (remembered_signal()) break;
    }
    if (arguments.junit.empty()) return status;
    if (auto written = write_junit(arguments.junit, "uitest", outcomes); !written) return usage_error(written.error());
    return status;
}

} // namespace scope
