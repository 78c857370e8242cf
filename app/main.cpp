#include "app/commands.h"
#include "app/terminal.h"

#include <csignal>
#include <cstdio>
#include <new>

using namespace scope;

struct Subcommand {
    const char* name;
    int (*run)(const Arguments&);
};

static constexpr Subcommand commands[] = {{"fire", cmd_fire},   {"run", cmd_run},       {"eval", cmd_eval},
                                          {"check", cmd_check}, {"events", cmd_events}, {"replay", cmd_replay},
                                          {"dump", cmd_dump},   {"gui", cmd_gui},       {"uitest", cmd_uitest}};

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
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a full quota is an error of writing, told where it matters
#endif
    try {
        int status = run(argc, argv);
        // An answer that did not arrive is none.
        if (standard_output().flush()) return status;
        usage_error({"standard output cannot be written; is the disk full?", ""});
        return exit_usage;
    } catch (const std::bad_alloc&) {
        return usage_error({"out of memory", ""});
    }
}
