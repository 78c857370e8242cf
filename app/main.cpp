#include "app/commands.h"

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
        std::fputs(arguments->help.c_str(), stdout);
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
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        return usage_error({"out of memory", ""});
    }
}
