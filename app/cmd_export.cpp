// asyncscope export and import: a trace in another form, by the ending of the new file's name.

#include "app/arguments.h"
#include "app/commands.h"
#include "app/terminal.h"
#include "core/store/convert_trace.h"
#include "core/store/open_trace.h"
#include "core/store/packed_file.h"

#include <filesystem>

namespace scope {

static Result<void> convert(const TraceReader& trace, const std::string& path, bool overwrite,
                            std::vector<Diagnostic>& damage) {
    auto writer = create_trace(path, trace.header(), overwrite);
    if (!writer) return tl::unexpected(writer.error());
    return convert_trace(trace, **writer, damage);
}

int cmd_export(const Arguments& arguments) {
    auto trace = open_trace(arguments.input);
    if (!trace) return usage_error(trace.error());
    std::vector<Diagnostic> damage;
    Result<void> done;
    if (arguments.output.ends_with(".zst")) {
        std::string blocks = arguments.output.substr(0, arguments.output.size() - 4) + ".part";
        done = convert(**trace, blocks, false, damage);
        if (done) done = pack(blocks, arguments.output, arguments.session.overwrite);
        std::error_code ignored;
        std::filesystem::remove(blocks, ignored);
    } else {
        done = convert(**trace, arguments.output, arguments.session.overwrite, damage);
    }
    if (!done) return usage_error(done.error());
    for (const Diagnostic& one : damage) print_problem(one);
    return damage.empty() ? exit_holds : exit_fails;
}

} // namespace scope
