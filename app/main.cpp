#include "app/commands.h"
#include "app/ending.h"
#include "app/terminal.h"

#include <cstdio>
#include <new>

using namespace scope;

struct Subcommand {
    const char* name;
    int (*run)(const Arguments&);
};

static constexpr Subcommand commands[] = {
    {"fire", cmd_fire},     {"run", cmd_run},   {"eval", cmd_eval},    {"check", cmd_check},   {"events", cmd_events},
    {"replay", cmd_replay}, {"diff", cmd_diff}, {"query", cmd_query},  {"export", cmd_export}, {"import", cmd_export},
    {"dump", cmd_dump},     {"gui", cmd_gui},   {"uitest", cmd_uitest}};

static int run(int argc, char** argv) {
    auto arguments = parse_arguments(argc, argv);
    if (!arguments) return usage_error(arguments.error());
    if (!arguments->help.empty()) {
        standard_output().write(arguments->help);
        return exit_holds;
    }
    for (const Subcommand& command : commands)
        if (arguments->command == command.name) return command.run(*arguments);
    return exit_usage;
}

int main(int argc, char** argv) {
    keep_standard_descriptors();
    try {
        int status = run(argc, argv);
        // An answer that did not arrive is none.
        if (!standard_output().flush() && !remembered_signal())
            status = usage_error({"standard output cannot be written: " + standard_output().error(), ""});
        return remembered_signal() ? 128 + remembered_signal() : status;
    } catch (const std::bad_alloc&) {
        return usage_error({"out of memory", ""});
    }
}
