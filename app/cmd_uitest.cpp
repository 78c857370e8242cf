#include "app/commands.h"
#include "app/ending.h"
#include "app/gui.h"
#include "core/base/text.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <imgui.h>

namespace scope {

namespace {

struct Outcome {
    std::string file;
    std::string failure; ///< empty: it passed
};

/// Any text as one that XML 1.0 may hold: what it may not is escaped as on a terminal.
std::string xml_text(std::string_view text) {
    static constexpr std::pair<std::string_view, std::string_view> escapes[] = {{"&", "&amp;"},
                                                                                {"<", "&lt;"},
                                                                                {">", "&gt;"},
                                                                                {"\"", "&quot;"},
                                                                                {"\xEF\xBF\xBE", "\\uFFFE"},
                                                                                {"\xEF\xBF\xBF", "\\uFFFF"}};
    std::string out = escape_control(text);
    for (auto [plain, escaped] : escapes)
        for (size_t at = 0; (at = out.find(plain, at)) != std::string::npos; at += escaped.size())
            out.replace(at, plain.size(), escaped);
    return out;
}

Result<void> write_junit(const std::string& path, const std::vector<Outcome>& outcomes, size_t failures) {
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"uitest\" tests=\"{}\" failures=\"{}\">\n",
        outcomes.size(), failures);
    for (const Outcome& outcome : outcomes) {
        out += fmt::format("  <testcase classname=\"uitest\" name=\"{}\"", xml_text(outcome.file));
        if (outcome.failure.empty())
            out += "/>\n";
        else
            out += fmt::format(">\n    <failure message=\"{}\"/>\n  </testcase>\n", xml_text(outcome.failure));
    }
    return write_whole_file(path, out + "</testsuite>\n");
}

} // namespace

/// Each script in a window of its own; pictures are compared with those in the folder `golden` beside the script.
int cmd_uitest(const Arguments& arguments) {
    std::vector<Outcome> outcomes;
    size_t failures = 0;
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
        failures += result.error.has_value();
        status = std::max(status, result.status);
        outcomes.push_back({file, result.error ? result.error->text() : std::string()});
        if (remembered_signal()) break;
    }
    if (arguments.junit.empty()) return status;
    if (auto written = write_junit(arguments.junit, outcomes, failures); !written) return usage_error(written.error());
    return status;
}

} // namespace scope
