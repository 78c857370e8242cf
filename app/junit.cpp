#include "app/junit.h"

#include "core/base/text.h"
#include "core/base/text_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

/// Any text as one that XML 1.0 may hold: what it may not is escaped as on a terminal.
static std::string xml_text(std::string_view text) {
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

/// The same of several lines.
static std::string xml_lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        out += xml_text(text.substr(0, end)) + "\n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

Result<void> write_junit(const std::string& path, const std::string& suite, const std::vector<JunitCase>& cases) {
    auto failures =
        std::count_if(cases.begin(), cases.end(), [](const JunitCase& one) { return !one.failure.empty(); });
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", suite,
        cases.size(), failures);
    for (const JunitCase& one : cases) {
        out += fmt::format("  <testcase classname=\"{}\" name=\"{}\"", suite, xml_text(one.name));
        if (one.failure.empty())
            out += "/>\n";
        else if (one.details.empty())
            out += fmt::format(">\n    <failure message=\"{}\"/>\n  </testcase>\n", xml_text(one.failure));
        else
            out += fmt::format(">\n    <failure message=\"{}\">{}</failure>\n  </testcase>\n", xml_text(one.failure),
                               xml_lines(one.details));
    }
    return write_whole_file(path, out + "</testsuite>\n");
}

} // namespace scope
